import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { taskListFields } from "@/lib/domain/task-list-url";
import { readUrl } from "@/lib/domain/url-state";
import { operationOptions } from "../operation-queries";
import { subtaskListOptions } from "../subtask-queries";
import { taskListOptions } from "../task-list-queries";
import { taskOptions } from "../task-queries";
import { live, off, setLive } from "./live-state";
import { sampleTask } from "./testing/sample-task";

const task = { connection: "plant", taskId: "t1" };
const list = { connection: "plant", taskId: null };
const client = new QueryClient();

interface Asked {
  queryKey: readonly unknown[];
  refetchInterval?: unknown;
}

/** What a page that shows this would wait between two questions, in milliseconds. */
function intervalOf({ queryKey, refetchInterval }: Asked, data?: unknown): unknown {
  const query = client.getQueryCache().build(client, { queryKey });
  if (data) query.setData(data);
  return typeof refetchInterval === "function" ? refetchInterval(query) : refetchInterval;
}

afterEach(() => {
  for (const place of [task, list]) setLive(place, off);
  client.clear();
});

describe("the pace of questions", () => {
  const one = () => intervalOf(taskOptions("plant", "t1"), sampleTask());
  const rows = () => {
    const filter = { status: [], cause: [], q: "", tries: 0 };
    return intervalOf(subtaskListOptions(task, filter, { page: 1, size: 50 }, sampleTask()));
  };
  const tasks = () => {
    const { state } = readUrl(taskListFields, new URLSearchParams());
    return intervalOf(taskListOptions({ connection: "plant", personId: "p1", timeZone: "UTC" }, state));
  };
  const write = () => intervalOf(operationOptions("plant", "o1"));

  it("is that of polling until news comes by itself, and again when it no longer does", () => {
    const polled = [one(), rows(), tasks(), write()];
    expect(polled).toEqual([3_000, 3_000, 10_000, 1_500]);
    setLive(task, live);
    expect([one(), rows(), tasks()]).toEqual([60_000, 60_000, 10_000]);
    setLive(list, live);
    expect([tasks(), write()]).toEqual([60_000, 15_000]);
    for (const place of [task, list]) setLive(place, { kind: "cut", since: new Date(), offline: false });
    expect([one(), rows(), tasks(), write()]).toEqual(polled);
  });
});
