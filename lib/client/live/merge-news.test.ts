import { describe, expect, it } from "vitest";
import type { TaskList } from "@/lib/contracts/tasks";
import { mergeTask, mergeTaskList } from "./merge-news";
import { readAt, sampleSummary, sampleTask } from "./testing/sample-task";

const later = readAt("2026-03-17T12:00:10.000Z");
const earlier = readAt("2026-03-17T11:59:00.000Z");

describe("mergeTask", () => {
  it("takes the news and keeps what a summary does not tell", () => {
    const merged = mergeTask(sampleTask(), sampleSummary({ status: "Success", snapshot: later }));
    expect(merged).toEqual(sampleTask({ status: "Success", snapshot: later }));
  });

  it("leaves alone what was read after the news", () => {
    const task = sampleTask();
    expect(mergeTask(task, sampleSummary({ status: "Waitting", snapshot: earlier }))).toBe(task);
  });

  it("takes a change told within the same read", () => {
    expect(mergeTask(sampleTask(), sampleSummary({ name: "other" })).name).toBe("other");
  });
});

describe("mergeTaskList", () => {
  const task = (taskId: string, minute: number, change = {}) =>
    sampleSummary({ taskId, createdAt: `2026-03-17T10:${minute}:00.000Z`, ...change });
  const items = [task("c", 30), task("b", 20), task("a", 10)];
  const list = (total: number): TaskList => ({
    items,
    page: { total, nextCursor: null, page: 1, pages: 1 },
    snapshot: readAt("2026-03-17T12:00:00.000Z"),
  });
  const anything = () => true;
  const running = ({ status }: { status: string }) => status === "Processing";

  it("changes a row in its place and asks for nothing more", () => {
    const moved = task("b", 20, { snapshot: later });
    const { list: merged, ...rest } = mergeTaskList(list(3), [moved], anything);
    expect(merged?.items).toEqual([items[0], moved, items[2]]);
    expect(rest).toEqual({ unsure: false, recount: false });
  });

  it("keeps a row that no longer matches until the server has said what stands there now", () => {
    const ended = task("b", 20, { status: "Success", snapshot: later });
    const { list: merged, ...rest } = mergeTaskList(list(3), [ended], running);
    expect(merged?.items.map((row) => row.status)).toEqual(["Processing", "Success", "Processing"]);
    expect(rest).toEqual({ unsure: true, recount: true });
  });

  it.each([
    ["a new task", "2026-03-17T11:00:00.000Z", "Processing", 900, true],
    ["one of a later page", "2026-03-17T09:00:00.000Z", "Processing", 900, false],
    ["one the filter does not want", "2026-03-17T11:00:00.000Z", "Success", 900, false],
    ["an older one, where there is room", "2026-03-17T09:00:00.000Z", "Processing", 3, true],
  ])("%s", (_what, createdAt, status, total, asks) => {
    const news = sampleSummary({ taskId: "n", createdAt, status });
    expect(mergeTaskList(list(total), [news], running)).toEqual({
      list: undefined,
      unsure: asks,
      recount: asks,
    });
  });
});
