import { afterAll, beforeAll, expect, it } from "vitest";
import { dropOldRows } from "@/lib/store/row-retention";
import { summariseSubtasks } from "@/lib/store/subtask-summary";
import { followTask } from "@/lib/store/task-store";
import { platformRow } from "@/lib/store/testing/test-store";
import {
  never,
  openSyncHouse,
  passTime,
  platformRows,
  type SyncHouse,
  stored,
  storedRows,
  storeTask,
  syncTask,
} from "./testing/sync-house";

let house: SyncHouse;
beforeAll(async () => {
  house = await openSyncHouse();
});
afterAll(() => house.store.close());

const taskId = "ended";
const month = 31 * 86_400;

it("reads no row of an ended task only because there are none any more, and all of them once it goes on", async () => {
  const { fake, store, deps } = house;
  fake.addTask(taskId, { status: "PartialSuccess" });
  const failed = { status: "Fail", errorMessage: "Task Conflict" };
  const devices = Array.from({ length: 120 }, (_, n) => `d-${n}`);
  fake.addRows(
    taskId,
    devices.map((id, n) => platformRow(id, n % 10 === 0 ? failed : { status: "Success" })),
  );
  const taskPk = await storeTask(house, taskId);
  await syncTask(house, taskPk);
  expect((await stored(house, taskId)).snapshot.final).toBe(true);
  const summary = await summariseSubtasks(store.database, taskPk);
  passTime(house, month);
  const rule = { days: 30, gigabytes: null };
  const parts = { now: deps.now, sleep: async () => undefined, signal: never };
  expect(await dropOldRows(store.database, rule, parts)).toMatchObject({ tasks: 1, rows: 119 });

  // A person opens it: its counters are read, as those of any old task.
  fake.calls.length = 0;
  await followTask(store.database.prisma, taskPk, deps.now());
  expect(await syncTask(house, taskPk)).toBe(true);
  expect(fake.calls).toHaveLength(1);
  expect((await stored(house, taskId)).snapshot).toMatchObject({ final: true, subtasksComplete: true });
  expect(await summariseSubtasks(store.database, taskPk)).toEqual(summary);

  // Somebody retries the failed ones in the platform's own console.
  fake.setTask(taskId, { status: "Processing" });
  for (const id of devices.filter((_, n) => n % 10 === 0)) fake.setRow(taskId, id, { status: "Processing" });
  passTime(house, 600);
  expect(await syncTask(house, taskPk)).toBe(true);
  expect(await storedRows(house, taskPk)).toEqual(platformRows(house, taskId));
  expect((await summariseSubtasks(store.database, taskPk)).byStatus).toEqual({
    Success: 108,
    Processing: 12,
  });
  const { snapshot } = await stored(house, taskId);
  expect(snapshot).toMatchObject({ rowsDroppedAt: null, final: false, subtasksRead: 120 });
});
