import { describe, expect, it } from "vitest";
import { noProgress } from "@/lib/domain/progress";
import { judgeRead, nextInterval, nextReadAfter, planRows, retryDelay, rowsAgree } from "./plan";

const large = { ...noProgress, total: 30_000, processing: 3_000, success: 26_900, fail: 100 };
const largeRows = { Processing: 3_010, Success: 26_900, Fail: 90 };

describe("planRows", () => {
  it("reads nothing when every row is known since the counters last moved", () => {
    const facts = { complete: true, status: "Processing", progress: large, rows: largeRows };
    expect(planRows(facts)).toEqual({ read: "nothing" });
  });

  it("reads a finished task whole", () => {
    const facts = { complete: false, status: "PartialSuccess", progress: large, rows: largeRows };
    expect(planRows(facts)).toEqual({ read: "all" });
  });

  it("reads a task of one window whole", () => {
    const progress = { ...noProgress, total: 550, processing: 550 };
    const facts = { complete: false, status: "Processing", progress, rows: { Processing: 550 } };
    expect(planRows(facts)).toEqual({ read: "all" });
  });

  it("reads a large task whole until all its rows are known", () => {
    const facts = { complete: false, status: "Processing", progress: large, rows: { Processing: 29_999 } };
    expect(planRows(facts)).toEqual({ read: "all" });
  });

  it("reads of a large running task what a subtask can still leave, by counters or by rows", () => {
    const rows = { ...largeRows, Processing: 3_000, FailWaitRetry: 10, Pondering: 5 };
    expect(planRows({ complete: false, status: "Processing", progress: large, rows })).toEqual({
      read: "statuses",
      statuses: ["Fail", "FailWaitRetry", "Processing", "Pondering"],
    });
  });

  it("reads where subtasks can move when fewer wait than are known to, though no counter moved", () => {
    const rows = { Waitting: 2_000, Processing: 1_000, Success: 26_900, Fail: 100 };
    const facts = { complete: true, status: "Processing", progress: large, rows };
    expect(planRows({ ...facts, waiting: 2_000 })).toEqual({ read: "nothing" });
    expect(planRows({ ...facts, waiting: 1_999 })).toMatchObject({ read: "statuses" });
    expect(planRows({ ...facts, waiting: null })).toEqual({ read: "nothing" });
  });

  it("reads everything, again and again, of a task without counters", () => {
    const facts = { status: "Processing", progress: null, rows: { Processing: 9_000 } };
    expect(planRows({ ...facts, complete: true })).toEqual({ read: "all" });
    expect(planRows({ ...facts, complete: true, status: "Success" })).toEqual({ read: "nothing" });
  });
});

describe("rowsAgree", () => {
  const progress = { ...noProgress, total: 10, success: 6, fail: 2 };

  it("needs every counter and the total", () => {
    expect(rowsAgree({ ...progress, stopped: 2 }, { Success: 6, Fail: 2, Stopped: 2 })).toBe(true);
    expect(rowsAgree({ ...progress, stopped: 2 }, { Success: 6, Fail: 1, Stopped: 3 })).toBe(false);
    expect(rowsAgree({ ...progress, stopped: 2 }, { Success: 6, Fail: 2 })).toBe(false);
  });

  it("asks for less where the counters do not tell waiting from processing: what they tell, and no more behind", () => {
    const told = { ...noProgress, total: 10, success: 4, fail: 1, timeout: 1, processing: 4 };
    expect(rowsAgree(told, { Success: 4, Fail: 1, Timeout: 1, Waitting: 3, Processing: 1 }, true)).toBe(true);
    expect(rowsAgree(told, { Success: 4, Fail: 1, Timeout: 1, Waitting: 3, Processing: 1 })).toBe(false);
    expect(rowsAgree(told, { Success: 5, Fail: 1, Timeout: 3, Waitting: 1 }, true)).toBe(true);
    expect(rowsAgree(told, { Success: 3, Fail: 2, Timeout: 1, Processing: 4 }, true)).toBe(false);
    expect(rowsAgree(told, { Success: 4, Fail: 1, Timeout: 1, Processing: 3 }, true)).toBe(false);
  });

  it("accepts rows in states that have no counter", () => {
    expect(rowsAgree(progress, { Success: 6, Fail: 2, Pondering: 1, Removed: 1 })).toBe(true);
  });
});

describe("judgeRead", () => {
  const facts = {
    whole: true,
    before: { ...noProgress, total: 2, success: 2 },
    after: { ...noProgress, total: 2, success: 2 },
    status: "Success",
    rows: { Success: 2 },
  };

  it("is final when a finished task was read whole and everything agrees", () => {
    expect(judgeRead(facts)).toEqual({ complete: true, final: true });
    expect(judgeRead({ ...facts, status: "Processing" })).toEqual({ complete: true, final: false });
  });

  it("is not complete when a page is missing, counters moved meanwhile or rows disagree", () => {
    const partial = { complete: false, final: false };
    expect(judgeRead({ ...facts, whole: false })).toEqual(partial);
    expect(judgeRead({ ...facts, before: { ...noProgress, total: 2, success: 1 } })).toEqual(partial);
    expect(judgeRead({ ...facts, rows: { Success: 1 } })).toEqual(partial);
  });

  it("is never complete while the platform still makes subtasks: no rows yet is no answer", () => {
    const start = { whole: true, before: noProgress, after: noProgress, status: "Initializing", rows: {} };
    expect(judgeRead(start)).toEqual({ complete: false, final: false });
    expect(judgeRead({ ...start, status: "Waitting" })).toEqual({ complete: true, final: false });
  });

  it("trusts the pages alone when the platform tells no counters", () => {
    expect(judgeRead({ ...facts, before: null, after: null })).toEqual({ complete: true, final: true });
  });
});

describe("nextInterval", () => {
  it.each([
    ["followed", 300_000, { followed: true, moved: false }, 10_000],
    ["moved", 200_000, { followed: false, moved: true }, 60_000],
    ["no longer followed", 10_000, { followed: false, moved: false }, 60_000],
    ["unmoved", 60_000, { followed: false, moved: false }, 90_000],
    ["unmoved for long", 290_000, { followed: false, moved: false }, 300_000],
  ])("%s", (_, previous, facts, expected) => {
    expect(nextInterval(previous, facts)).toBe(expected);
  });
});

describe("nextReadAfter", () => {
  it.each([
    ["a watched start", 10_000, { followed: true, status: "Initializing" }, 3_000],
    ["a start nobody watches", 60_000, { followed: false, status: "Initializing" }, 60_000],
    ["a watched task under way", 10_000, { followed: true, status: "Processing" }, 10_000],
  ])("%s", (_, intervalMs, facts, expected) => {
    expect(nextReadAfter(intervalMs, facts)).toBe(expected);
  });
});

describe("retryDelay", () => {
  it("doubles up to a minute for what is watched, up to five for the rest", () => {
    expect([0, 1, 2, 3, 50].map((n) => retryDelay(n, true))).toEqual([
      10_000, 20_000, 40_000, 60_000, 60_000,
    ]);
    expect([0, 1, 2, 3, 50].map((n) => retryDelay(n, false))).toEqual([
      60_000, 120_000, 240_000, 300_000, 300_000,
    ]);
  });
});
