import { describe, expect, it } from "vitest";
import { changeAnswer } from "./change-answer";
import type { Fault } from "./fault";
import { FaultList } from "./fault-list";

type Body = { task_details: number[]; page: { count: number; marker?: string } };

const LIMIT = 4;
/** Row n has the id TOP_ID - n. */
const TOP_ID = 1_000;
const ALL = Array.from({ length: 10 }, (_, k) => k + 1);

/** Ten rows in pages of four by marker, as the platform gives them, changed by a fault. */
function walk(fault: Fault, calls: number) {
  const faults = new FaultList(1);
  faults.add(fault);
  const pages: Body[] = [];
  let marker = "f".repeat(24);
  for (let k = 0; k < calls; k++) {
    const target = `/v5/iot/p/batchtasks/t?limit=${LIMIT}&marker=${marker}`;
    const from = marker.startsWith("f") ? 0 : TOP_ID - Number.parseInt(marker, 16);
    const rows = ALL.slice(from, from + LIMIT);
    const last = rows.at(-1);
    const own = last === undefined ? undefined : (TOP_ID - last).toString(16).padStart(24, "0");
    const body = { task_details: rows, page: { count: ALL.length, marker: own } };
    const strike = faults.strike("GET", target, 0);
    const changed = changeAnswer(strike, target, { status: 200, body: [JSON.stringify(body)] });
    const page: Body = JSON.parse(String(changed.body?.[0]));
    pages.push(page);
    if (page.page.marker === undefined) break;
    marker = page.page.marker;
  }
  return pages;
}

const rowsOf = (pages: Body[]) => pages.map((page) => page.task_details);

describe("lists that go wrong", () => {
  it("are whole without a fault", () => {
    expect(rowsOf(walk({ kind: "delay", delayMs: 0 }, 9))).toEqual([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10], []]);
  });

  it("shift while they are read: the last rows of a page come again", () => {
    const pages = rowsOf(walk({ kind: "shift-rows" }, 9));
    expect(pages).toEqual([[1, 2, 3, 4], [4, 5, 6, 7], [8, 9, 10], []]);
    const by3 = rowsOf(walk({ kind: "shift-rows", rows: 3 }, 9));
    expect(by3).toEqual([[1, 2, 3, 4], [2, 3, 4, 5], [6, 7, 8, 9], [10]]);
  });

  it("name the marker they were asked with", () => {
    const pages = walk({ kind: "repeat-marker" }, 6);
    expect(rowsOf(pages).slice(1)).toEqual(Array.from({ length: 5 }, () => [5, 6, 7, 8]));
    expect(new Set(pages.map(({ page }) => page.marker)).size).toBe(1);
  });

  it("never end, with a new marker each time", () => {
    const pages = walk({ kind: "endless-pages" }, 12);
    expect(pages).toHaveLength(12);
    expect(pages.every((page) => page.task_details.length === LIMIT)).toBe(true);
    expect(new Set(pages.map(({ page }) => page.marker)).size).toBe(12);
  });

  it("begin anew with a first page, and keep what is asked for apart", () => {
    const faults = new FaultList(1);
    faults.add({ kind: "shift-rows" });
    const ask = (query: string, rows: number[]) => {
      const target = `/iocm/taskDetails?taskId=${query}`;
      const answer = { status: 200, body: [JSON.stringify({ taskDetails: rows })] };
      return JSON.parse(String(changeAnswer(faults.strike("GET", target, 0), target, answer).body?.[0]))
        .taskDetails;
    };
    expect(ask("1&pageNo=0", [1, 2])).toEqual([1, 2]);
    expect(ask("2&pageNo=0", [8, 9])).toEqual([8, 9]);
    expect(ask("1&pageNo=1", [3, 4])).toEqual([2, 3]);
    expect(ask("1&pageNo=0", [5, 6])).toEqual([5, 6]);
    expect(ask("1&pageNo=1", [7])).toEqual([6, 7]);
  });
});

describe("an answer that is no list or no JSON", () => {
  const change = (fault: Fault, body: string | undefined) => {
    const faults = new FaultList(1);
    faults.add(fault);
    const answer = { status: 200, body: body === undefined ? undefined : [body] };
    return changeAnswer(faults.strike("GET", "/x", 0), "/x", answer);
  };

  it("is left as it is", () => {
    expect(change({ kind: "shift-rows" }, '{"a":1}').body).toEqual(['{"a":1}']);
    expect(change({ kind: "repeat-marker" }, "null").body).toEqual(["null"]);
    expect(change({ kind: "rewrite", at: "a", value: 2 }, "<html>").body).toEqual(["<html>"]);
    expect(change({ kind: "rewrite", at: "a", value: 2 }, undefined).body).toBeUndefined();
  });

  it("is rewritten where it says so", () => {
    expect(change({ kind: "rewrite", at: "a", value: 2 }, '{"a":1,"b":1}').body).toEqual(['{"a":2,"b":1}']);
  });
});
