import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { inTransaction } from "./db";
import { findTasksOf } from "./live-target-store";
import { saveSubtaskRows } from "./subtask-writer";
import { markTaskDeleted } from "./task-store";
import { addConnection, addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => store.database.prisma.task.deleteMany());
afterAll(() => store.close());

const at = new Date("2026-11-01T10:00:00Z");

async function add(facts: Partial<PlatformTask>, rows: PlatformSubtask[] = []): Promise<number> {
  const pk = await addTask(store, facts);
  await inTransaction(store.database, (tx) => saveSubtaskRows(tx, pk, rows, at));
  return pk;
}
const find = (...ids: string[]) => findTasksOf(store.database, store.connectionId, ids);
const group = { targets: null, groupIds: ["g1"] };
const totals = (total: number) => ({ progress: { ...noProgress, total, processing: total } });

it("finds devices that are not done, by their rows", async () => {
  const words = [
    "Waitting",
    "Processing",
    "FailWaitRetry",
    "Pondering",
    "Success",
    "Fail",
    "Timeout",
    "Stopped",
    "Removed",
  ];
  const rows = words.map((status) => platformRow(`is_${status}`, { status }));
  await add({ taskId: "t1", name: "one", targets: rows.map(({ target }) => target) }, rows);
  expect(await find(...rows.map(({ target }) => target), "is_elsewhere")).toEqual({
    tasks: [
      {
        ...{ taskId: "t1", name: "one", type: "firmwareUpgrade", status: "Processing", count: 4 },
        sample: ["is_FailWaitRetry", "is_Pondering", "is_Processing", "is_Waitting"],
      },
    ],
    ...{ devices: 4, unknownTasks: [] },
  });
  expect(await find("is_Success", "is_elsewhere")).toEqual({ tasks: [], devices: 0, unknownTasks: [] });
});

it("counts devices that were sent and have no row yet as not done, and others by their rows", async () => {
  await add({ taskId: "t1", targets: ["a", "b", "c", "d"] }, [
    platformRow("a", { status: "Success" }),
    platformRow("b", { status: "Waitting" }),
  ]);
  expect(await find("d", "a", "b")).toMatchObject({ tasks: [{ count: 2, sample: ["b", "d"] }], devices: 2 });
});

it("tells the busiest task first, a device of several tasks once, and five of many", async () => {
  const many = Array.from({ length: 12 }, (_, n) => `m${String(n).padStart(2, "0")}`);
  await add({ taskId: "small", targets: ["m03", "x"] });
  await add({ taskId: "large", targets: many });
  const { tasks, devices } = await find(...many.toReversed(), "x");
  expect(tasks.map(({ taskId, count, sample }) => [taskId, count, sample])).toEqual([
    ["large", 12, many.slice(0, 5)],
    ["small", 2, ["m03", "x"]],
  ]);
  expect(devices).toBe(13);
});

it("leaves out what is over or deleted, and tasks of other connections", async () => {
  for (const status of ["Success", "PartialSuccess", "Fail", "Stopped", "Timeout"]) {
    await add({ taskId: `over_${status}`, status, targets: ["a"] }, [
      platformRow("a", { status: "Processing" }),
    ]);
  }
  const deleted = await add({ taskId: "deleted", targets: ["a"] });
  await inTransaction(store.database, (tx) => markTaskDeleted(tx, deleted, at));
  const other = await addConnection(store.database, "other");
  await addTask({ database: store.database, connectionId: other }, { taskId: "elsewhere", targets: ["a"] });
  expect(await find("a")).toEqual({ tasks: [], devices: 0, unknownTasks: [] });
  await add({ taskId: "odd", status: "Pondering", targets: ["a"] });
  expect(await find("a")).toMatchObject({ tasks: [{ taskId: "odd" }] });
});

it("counts a device of several commands once, while any of them is not done", async () => {
  const legacy = {
    database: store.database,
    connectionId: await addConnection(store.database, "legacy", "na"),
  };
  const pk = await addTask(legacy, { taskId: "t1", targets: ["a", "b", "c", "d"] });
  const rows = [
    ...[platformRow("a", { commandId: "1", status: "Success" }), platformRow("a", { commandId: "2" })],
    ...[platformRow("b", { commandId: "3" }), platformRow("b", { commandId: "4", status: "Waitting" })],
    ...["5", "6"].map((commandId) => platformRow("d", { commandId, status: "Success" })),
  ];
  await inTransaction(store.database, (tx) => saveSubtaskRows(tx, pk, rows, at));
  expect(await findTasksOf(store.database, legacy.connectionId, ["a", "b", "c", "d"])).toMatchObject({
    tasks: [{ count: 3, sample: ["a", "b", "c"] }],
    ...{ devices: 3, unknownTasks: [] },
  });
});

it("names live tasks whose devices are not all known", async () => {
  await add({ taskId: "starting", name: "g", ...group, status: "Initializing", progress: null });
  await add({ taskId: "half", ...group, ...totals(2) }, [platformRow("a")]);
  await add({ taskId: "whole", ...group, ...totals(1) }, [platformRow("a")]);
  await add({ taskId: "listed", targets: ["b"] });
  await add({ taskId: "over", ...group, status: "Success", ...totals(2) });
  const { tasks, unknownTasks } = await find("a");
  expect(tasks.map(({ taskId }) => taskId).sort()).toEqual(["half", "whole"]);
  expect(unknownTasks).toEqual([
    expect.objectContaining({ taskId: "half" }),
    { taskId: "starting", name: "g", type: "firmwareUpgrade", status: "Initializing" },
  ]);
});
