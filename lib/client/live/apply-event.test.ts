import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SubtaskList } from "@/lib/contracts/subtasks";
import type { Task, TaskList, TaskSummary } from "@/lib/contracts/tasks";
import { taskListFields } from "@/lib/domain/task-list-url";
import { readUrl } from "@/lib/domain/url-state";
import { taskListKeys } from "../task-list-queries";
import { taskKeys } from "../task-queries";
import { applyNews, type LiveNews, rowsAreBehind } from "./apply-event";
import { readAt, sampleSummary, sampleTask } from "./testing/sample-task";

const later = readAt("2026-03-17T12:00:10.000Z");
const key = taskKeys.one("plant", "t1");
let client: QueryClient;
const refetch = { rows: vi.fn(), operations: vi.fn(), lists: vi.fn(), counts: vi.fn(), everything: vi.fn() };
const asked = () => Object.entries(refetch).flatMap(([name, ask]) => ask.mock.calls.map(() => name));
const apply = (news: LiveNews, taskId: string | null = null) =>
  applyNews(client, { connection: "plant", taskId }, news, refetch);

beforeEach(() => {
  client = new QueryClient();
  vi.clearAllMocks();
});
afterEach(() => client.clear());

/** A list that somebody looks at. */
function showList(search: string, items: TaskSummary[]) {
  const { state } = readUrl(taskListFields, new URLSearchParams(search));
  const queryKey = taskListKeys.list({ connection: "plant", personId: "p1", timeZone: "UTC" }, state);
  const page = { total: items.length, nextCursor: null, page: 1, pages: 1 };
  client.setQueryData<TaskList>(queryKey, { items, page, snapshot: sampleSummary().snapshot });
  const observer = new QueryObserver(client, { queryKey, staleTime: Number.POSITIVE_INFINITY });
  observer.subscribe(() => {});
  return () => client.getQueryData<TaskList>(queryKey);
}

describe("applyNews", () => {
  it("puts a task's news into the task without asking for it again", () => {
    client.setQueryData<Task>(key, sampleTask());
    apply({
      name: "task",
      data: { taskId: "t1", task: sampleSummary({ status: "Stopped", snapshot: later }) },
    });
    expect(client.getQueryData(key)).toEqual(sampleTask({ status: "Stopped", snapshot: later }));
    expect(asked()).toEqual([]);
  });

  it("does not make up a task it never had", () => {
    apply({ name: "task", data: { taskId: "t1", task: sampleSummary() } });
    apply({ name: "snapshot", data: { taskId: "t1", snapshot: later } });
    expect(client.getQueryData(key)).toBeUndefined();
  });

  it("moves the age of a task, and never back", () => {
    client.setQueryData<Task>(key, sampleTask());
    apply({ name: "snapshot", data: { taskId: "t1", snapshot: later } });
    expect(client.getQueryData<Task>(key)?.snapshot).toEqual(later);
    apply({ name: "snapshot", data: { taskId: "t1", snapshot: readAt("2026-03-17T12:00:05.000Z") } });
    expect(client.getQueryData<Task>(key)?.snapshot).toEqual(later);
  });

  it("changes the rows of a list in place; a task that has to leave is the server's to say", () => {
    const rows = showList("view=running", [sampleSummary()]);
    const progress = { ...sampleSummary().progress, success: 1, processing: 2 };
    apply({ name: "tasks", data: { items: [sampleSummary({ progress, snapshot: later })] } });
    expect(rows()?.items[0]?.progress).toEqual(progress);
    expect(asked()).toEqual([]);
    apply({ name: "tasks", data: { items: [sampleSummary({ status: "Success", snapshot: later })] } });
    expect(rows()?.items[0]?.status).toBe("Success");
    expect(asked()).toEqual(["lists", "counts"]);
  });

  it("tells the list's age to every list", () => {
    const rows = showList("", []);
    apply({ name: "snapshot", data: { taskId: null, snapshot: later } });
    expect(rows()?.snapshot).toEqual(later);
  });

  it.each<[LiveNews, string[]]>([
    [{ name: "subtasks", data: { taskId: "t1", byStatus: {}, at: "2026-03-17T12:00:00Z" } }, ["rows"]],
    [{ name: "tasks", data: { items: null } }, ["lists", "counts"]],
    [{ name: "reset", data: {} }, ["everything"]],
    [
      {
        name: "operation",
        data: {
          operation: {
            id: "0d5f1a52-2f5c-4a5f-9a53-0f6f8f0c7f11",
            kind: "retry",
            state: "done",
            taskId: "t1",
            total: 1,
            succeeded: 1,
            failed: 0,
          },
        },
      },
      ["operations"],
    ],
  ])("asks again for what %j only hints at", (news, questions) => {
    apply(news);
    expect(asked()).toEqual(questions);
  });
});

describe("rowsAreBehind", () => {
  it("compares the rows on the page with what a stream starts with", () => {
    const queryKey = ["subtasks", "plant", "t1", "page"];
    const held = { items: [], snapshot: sampleSummary().snapshot };
    client.setQueryData<Partial<SubtaskList>>(queryKey, held);
    expect(rowsAreBehind(client, "plant", sampleSummary({ snapshot: later })), "nobody looks").toBe(false);
    new QueryObserver(client, { queryKey, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {});
    expect(rowsAreBehind(client, "plant", sampleSummary({ snapshot: later }))).toBe(true);
    expect(rowsAreBehind(client, "plant", sampleSummary())).toBe(false);
  });
});
