import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { inTransaction } from "./db";
import { type DeviceTaskQuery, pageDeviceTasks } from "./device-task-store";
import { countDeviceTasks, searchDeviceIds, searchFiles, searchTasks } from "./search-store";
import { saveSubtaskRows } from "./subtask-writer";
import { markTaskRead } from "./task-store";
import { addConnection, addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

const product = "65e1a0c04c3d5e6f70819201";
const meter = `${product}_wm-0041873`;
const odd = "plant/7 %2F_ü";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await add("t1", "pump_north", [platformRow(meter, { status: "Fail", errorMessage: "Task Conflict" })]);
  await add("t2", "pump_south", [platformRow(meter, { status: "Success" }), platformRow(odd)]);
  await add("t3", "valves", [platformRow(`${product}_wm-0041874`)]);
  const dropped = await add("t4", "old", [platformRow(meter)]);
  await store.database.prisma.subtask.deleteMany({ where: { taskId: dropped } });
  await store.database.prisma.task.update({ where: { id: dropped }, data: { rowsDroppedAt: new Date() } });
  await add("t5", "being_read", [platformRow("else")], { complete: false });
  const other = await addConnection(store.database, "other");
  await add("t6", "pump_elsewhere", [platformRow(meter)], { connectionId: other });
});
afterAll(() => store.close());

let minute = 0;
async function add(
  taskId: string,
  name: string,
  rows: PlatformSubtask[],
  { complete = true, connectionId = store.connectionId } = {},
): Promise<number> {
  const at = new Date(Date.UTC(2026, 10, 1, 10, minute++));
  const place = { database: store.database, connectionId };
  const pk = await addTask(place, { taskId, name, createdAt: at.toISOString(), targets: null }, at);
  await inTransaction(store.database, async (tx) => {
    await saveSubtaskRows(tx, pk, rows, at);
    await markTaskRead(tx, pk, { complete, final: false });
  });
  return pk;
}

const page = (query: Partial<DeviceTaskQuery>) =>
  pageDeviceTasks(store.database, {
    ...{ connectionIds: [store.connectionId], deviceId: meter, limit: 50 },
    ...query,
  });

describe("pageDeviceTasks", () => {
  it("tells a device's rows of one connection, newest task first, and what is not known", async () => {
    const { rows, ...rest } = await page({});
    expect(rows).toMatchObject([
      { task: { taskId: "t2", name: "pump_south", createdBy: null }, subtask: { status: "Success" } },
      { task: { taskId: "t1" }, subtask: { status: "Fail", errorMessage: "Task Conflict", target: meter } },
    ]);
    expect(rest).toEqual({
      ...{ total: 2, byStatus: { Success: 1, Fail: 1 }, next: null },
      notLookedAt: { unread: 1, dropped: 1 },
    });
    expect((await page({ deviceId: odd })).rows).toMatchObject([{ subtask: { target: odd } }]);
    expect(await page({ deviceId: "nobody" })).toMatchObject({ rows: [], total: 0, byStatus: {} });
  });

  it("pages by number and by cursor, and filters by status without touching the counts", async () => {
    const first = await page({ limit: 1 });
    expect(first.rows.map(({ task }) => task.taskId)).toEqual(["t2"]);
    const second = await page({ limit: 1, after: first.next ?? undefined });
    expect(second).toMatchObject({ rows: [{ task: { taskId: "t1" } }], next: null, total: 2 });
    expect((await page({ limit: 1, page: 2 })).rows).toEqual(second.rows);
    expect((await page({ limit: 1, page: 3 })).rows).toEqual([]);
    expect(await page({ status: ["Fail", "Unheard"] })).toMatchObject({
      ...{ rows: [{ task: { taskId: "t1" } }], total: 1, byStatus: { Success: 1, Fail: 1 } },
    });
    expect((await page({ status: ["Unheard"] })).rows).toEqual([]);
  });
});

describe("search", () => {
  const place = (q: string, limit = 5) => ({ connectionIds: [store.connectionId], q, limit });

  it("finds devices by the start of their id, with and without the product, and no others", async () => {
    expect(await searchDeviceIds(store.database, place(meter))).toEqual([meter]);
    expect(await searchDeviceIds(store.database, place("wm-00418"))).toEqual([
      meter,
      `${product}_wm-0041874`,
    ]);
    expect(await searchDeviceIds(store.database, place(product.slice(0, 10), 1))).toEqual([meter]);
    expect(await searchDeviceIds(store.database, place("0041873"))).toEqual([]);
    expect(await searchDeviceIds(store.database, place("plant/7 %"))).toEqual([odd]);
  });

  it("counts the tasks of each id, with its state in the newest", async () => {
    const found = await countDeviceTasks(store.database, [store.connectionId], [meter, "nobody", meter]);
    const known = { deviceId: meter, tasks: 2, last: { status: "Success", at: "2026-11-01T10:01:00.000Z" } };
    expect(found).toEqual([known, { deviceId: "nobody", tasks: 0, last: null }, known]);
  });

  it("finds tasks by name or id, and the files they were made from", async () => {
    const names = async (q: string) => (await searchTasks(store.database, place(q))).map(({ name }) => name);
    expect(await names("PUMP_")).toEqual(["pump_south", "pump_north"]);
    expect(await names("t3")).toEqual(["valves"]);
    expect(await names("pump%")).toEqual([]);
    const where = { connectionId_taskId: { connectionId: store.connectionId, taskId: "t1" } };
    await store.database.prisma.task.update({ where, data: { fileName: "lot_7.xlsx" } });
    expect(await searchFiles(store.database, place("LOT"))).toMatchObject([
      { name: "lot_7.xlsx", task: { taskId: "t1", name: "pump_north" } },
    ]);
    expect(await searchFiles(store.database, place("lot%"))).toEqual([]);
  });
});
