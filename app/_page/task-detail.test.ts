import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OpenedPage } from "@/lib/server/page-access";
import * as reads from "@/lib/server/page-reads";
import { prefetchTaskDetail } from "./task-detail";

vi.mock("@/lib/server/page-reads");

const place = { connection: "fleet", taskId: "6b0300000000000000000001" };
const task = { ...place, progress: { fail: 3 } };

/** What was asked for, in order, while the task itself is still being read. */
let asked: string[] = [];
let answerTask: (read: unknown) => void = () => {};

beforeEach(() => {
  asked = [];
  const noting = (name: string) => async (_ctx: unknown, _place: unknown, query?: unknown) => {
    asked.push(query && typeof query === "object" ? `${name} ${JSON.stringify(query)}` : name);
    return { kind: "found", data: { name } } as never;
  };
  vi.mocked(reads.readTask).mockImplementation(
    () =>
      new Promise((resolve) => {
        answerTask = resolve as typeof answerTask;
      }),
  );
  vi.mocked(reads.readSubtasks).mockImplementation(noting("rows"));
  vi.mocked(reads.readSubtaskSummary).mockImplementation(noting("summary"));
  vi.mocked(reads.readTaskActivity).mockImplementation(noting("activity"));
  vi.mocked(reads.readFrozenTask).mockImplementation(noting("frozen"));
});

function open(search: Record<string, string>, kind: "v5" | "na" = "v5") {
  const queryClient = new QueryClient();
  const page = { ctx: {}, connection: { kind } } as Required<OpenedPage>;
  const done = prefetchTaskDetail(queryClient, page, place, search);
  return { queryClient, done };
}

describe("prefetchTaskDetail", () => {
  it("asks for everything at once where the address names the status", async () => {
    const { queryClient, done } = open({ status: "all", size: "50" });
    expect(asked).toEqual([`rows ${JSON.stringify({ limit: 50, page: 1 })}`, "summary", "activity"]);
    answerTask({ kind: "found", data: task });
    expect(await done).toEqual({ task, missing: false });
    expect(queryClient.getQueryCache().getAll()).toHaveLength(4);
  });

  it("waits for the task to know on which rows it opens", async () => {
    const { done } = open({});
    expect(asked).toEqual(["summary", "activity"]);
    answerTask({ kind: "found", data: task });
    await done;
    expect(asked.at(-1)).toMatch(/^rows .*"status":\["Fail"\]/);
  });

  it("reads no rows of a task that is not there", async () => {
    const { done } = open({});
    answerTask({ kind: "missing" });
    expect(await done).toEqual({ task: null, missing: true });
    expect(asked).toEqual(["summary", "activity"]);
  });

  it("reads a legacy task's activity after the task, whose opening may add to it", async () => {
    const { done } = open({ status: "all" }, "na");
    expect(asked).not.toContain("activity");
    answerTask({ kind: "found", data: task });
    await done;
    expect(asked).toContain("activity");
  });

  it("reads of a frozen link the copy and the task alone", async () => {
    const { queryClient, done } = open({ asof: "a2Jc0D3eF4" });
    answerTask({ kind: "found", data: task });
    await done;
    expect(asked).toEqual(["frozen"]);
    expect(queryClient.getQueryCache().getAll()).toHaveLength(2);
  });
});
