import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonRef } from "@/lib/contracts/tasks";
import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { inTransaction } from "./db";
import type { SeenTask } from "./seen-task";
import { findSubtasks, pageSubtasks, selectTargets } from "./subtask-store";
import { summariseSubtasks } from "./subtask-summary";
import { saveSubtaskRows } from "./subtask-writer";
import { findTask, markTaskRead, saveSeenTask } from "./task-store";
import { addTask, openTestStore, platformRow, platformTask, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore("na");
});
afterAll(() => store.close());

let taskNumber = 0;
const newTask = () => addTask(store, { taskId: `rows-${taskNumber++}` });
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, seconds));
const save = (taskPk: number, rows: PlatformSubtask[], seconds = 0) =>
  inTransaction(store.database, (tx) => saveSubtaskRows(tx, taskPk, rows, at(seconds)));
const page = (taskPk: number, query = {}) => pageSubtasks(store.database, taskPk, { limit: 200, ...query });
const command = (target: string, commandId: string | null, status = "Processing") =>
  platformRow(target, { commandId, status });
const told = async (taskPk: number) =>
  (await page(taskPk)).rows.map((row) => [row.target, row.commandId ?? null, row.status]);

const legacyTask = (facts: Partial<PlatformTask>): PlatformTask =>
  platformTask({ type: "DeviceCmd", targets: null, openUntold: true, ...facts });
const see = (facts: Partial<PlatformTask>, seconds = 0, more: Partial<SeenTask> = {}) =>
  inTransaction(store.database, (tx) =>
    saveSeenTask(tx, {
      connectionId: store.connectionId,
      task: legacyTask(facts),
      fetchedAt: at(seconds),
      source: "show",
      ...more,
    }),
  );

describe("subtasks of a legacy task", () => {
  it("keeps a row a command, and each where it is however often and in whatever order it is read", async () => {
    const task = await newTask();
    await save(task, [command("a", "c2"), command("b", "c3"), command("a", "c1")]);
    const expected = [
      ["a", "c2", "Processing"],
      ["b", "c3", "Processing"],
      ["a", "c1", "Processing"],
    ];
    expect(await told(task)).toEqual(expected);
    expect(await save(task, [command("a", "c1"), command("b", "c3"), command("a", "c2")], 5)).toEqual({
      inserted: 0,
      changed: 0,
    });
    expect(await told(task)).toEqual(expected);
    const done = [command("a", "c2"), command("a", "c0", "Fail"), command("a", "c1", "Success")];
    expect(await save(task, done, 9)).toEqual({ inserted: 1, changed: 1 });
    expect(await told(task)).toEqual([...expected.slice(0, 2), ["a", "c1", "Success"], ["a", "c0", "Fail"]]);
    expect((await summariseSubtasks(store.database, task)).byStatus).toEqual({
      Processing: 2,
      Success: 1,
      Fail: 1,
    });
  });

  it("fills in the command of a row that waited for it", async () => {
    const task = await newTask();
    await save(task, [command("a", null, "Waitting")]);
    expect(await save(task, [command("a", "c1")], 5)).toEqual({ inserted: 0, changed: 1 });
    expect(await told(task)).toEqual([["a", "c1", "Processing"]]);
  });

  it("finds a command, and a device with several once", async () => {
    const task = await newTask();
    await save(task, [command("a", "c1", "Fail"), command("a", "c2", "Fail"), command("b", "c3", "Fail")]);
    expect(await page(task, { commandId: "c2" })).toMatchObject({
      total: 1,
      rows: [{ target: "a", commandId: "c2" }],
    });
    expect((await page(task, { commandId: "c" })).total).toBe(0);
    expect(await selectTargets(store.database, task, { status: ["Fail"] })).toEqual(["a", "b"]);
    expect([...(await findSubtasks(store.database, task, ["a"]))]).toEqual([
      ["a", { status: "Fail", attempt: null }],
    ]);
  });

  it("tells the platform's own words besides ours", async () => {
    const task = await newTask();
    const words = ["Waitting", "Processing", "Timeout", "Pondering"];
    await save(
      task,
      words.map((word, n) => command(`d${n}`, `c${n}`, word)),
    );
    expect((await page(task)).rows.map((row) => [row.status, row.platformStatus])).toEqual([
      ["Waitting", "Pending"],
      ["Processing", "WaitResult"],
      ["Timeout", "Timeout"],
      ["Pondering", "Pondering"],
    ]);
  });
});

describe("a legacy task", () => {
  const find = (taskId: string) => findTask(store.database.prisma, [store.connectionId], taskId, at(0));

  it("keeps its time limit, tags, criteria, application and who made it by the platform's account", async () => {
    const criteria = { kind: "deviceType", deviceType: "Valve", manufacturerId: "m", model: "v1" } as const;
    const tags = [{ name: "site", value: "north" }];
    const progress = { ...noProgress, total: 7, processing: 7 };
    await see({
      taskId: "a",
      criteria,
      tags,
      timeoutMinutes: 1440,
      operator: "admin",
      appId: "app",
      progress,
    });
    expect(await find("a")).toMatchObject({
      timeoutMinutes: 1440,
      tags,
      appId: "app",
      createdBy: { id: "admin", name: "admin", kind: "platform" },
      targets: { kind: "deviceType", count: 7, criteria },
    });
  });

  it("says nothing of what the platform did not say, and fills it in later", async () => {
    await see({ taskId: "b", progress: null });
    expect(await find("b")).toMatchObject({
      ...{ timeoutMinutes: null, tags: null, appId: null, createdBy: null },
      targets: { kind: "unknown", criteria: null },
    });
    await see(
      { taskId: "b", tags: [], timeoutMinutes: 10, criteria: { kind: "broadcast" }, appId: "app" },
      1,
    );
    expect(await find("b")).toMatchObject({
      ...{ timeoutMinutes: 10, tags: [], appId: "app" },
      targets: { kind: "broadcast", criteria: { kind: "broadcast" } },
    });
  });

  it("was made by the person here, whomever the platform names", async () => {
    const ada: PersonRef = { id: "u1", name: "Ada", kind: "person" };
    await see({ taskId: "c", operator: "admin" });
    const targets = { kind: "area", deviceLocation: "Old Town" } as const;
    await see({ taskId: "c", operator: "admin" }, 1, { source: "create", createdBy: ada, targets });
    await see({ taskId: "c", operator: "admin" }, 2);
    expect(await find("c")).toMatchObject({ createdBy: ada, targets: { kind: "area", criteria: targets } });
  });

  it("is no news while its counters stand still, whatever the rows said of waiting and processing", async () => {
    const progress = { ...noProgress, total: 10, success: 3, processing: 7 };
    const { id } = await see({ taskId: "d", progress });
    await inTransaction(store.database, (tx) =>
      markTaskRead(tx, id, { complete: true, final: false, open: { waiting: 5, processing: 2 } }),
    );
    expect(await see({ taskId: "d", progress }, 5)).toMatchObject({
      progress: { ...progress, waiting: 5, processing: 2 },
      snapshot: { subtasksComplete: true },
    });
    expect(await see({ taskId: "d", progress: { ...progress, success: 4, processing: 6 } }, 9)).toMatchObject(
      {
        progress: { waiting: 0, processing: 6, success: 4 },
        snapshot: { subtasksComplete: false },
      },
    );
  });
});
