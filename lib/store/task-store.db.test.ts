import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TaskListSort } from "@/lib/contracts/tasks";
import type { PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { Prisma } from "@/lib/generated/prisma/client";
import { inTransaction } from "./db";
import { readTaskRows } from "./read-task-rows";
import type { SeenTask } from "./seen-task";
import { saveSubtaskRows } from "./subtask-writer";
import type { TaskCursor } from "./task-order";
import { taskWithSync } from "./task-row";
import {
  countTasks,
  findLiveTasks,
  findTask,
  followTask,
  listTasks,
  markTaskDeleted,
  markTaskRead,
  requestTaskRead,
  saveSeenTask,
} from "./task-store";
import {
  addConnection,
  openTestStore,
  platformRow,
  platformTask,
  type TestStore,
} from "./testing/test-store";

let store: TestStore;
let connectionId: number;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

let made = 0;
beforeEach(async () => {
  connectionId = await addConnection(store.database, `c${made++}`);
});

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, seconds));
const see = (facts: Partial<PlatformTask>, seconds = 0, more: Partial<SeenTask> = {}) =>
  inTransaction(store.database, (tx) =>
    saveSeenTask(tx, {
      connectionId,
      task: platformTask(facts),
      fetchedAt: at(seconds),
      source: "show",
      ...more,
    }),
  );
const find = (taskId: string, now = at(0)) => findTask(store.database.prisma, [connectionId], taskId, now);
const dueAt = async (taskPk: number) =>
  (await store.database.prisma.taskSync.findUniqueOrThrow({ where: { taskId: taskPk } })).dueAt;

it("reads tasks in one statement as in four", async () => {
  const tags = [{ name: "site", value: "north" }];
  const { id } = await see({ taskId: "wide", timeoutMinutes: 5, tags, targets: null, groupIds: ["g1"] });
  const { task: model } = store.database.prisma;
  const { sync, connection, ...columns } = await model.findUniqueOrThrow({ ...taskWithSync, where: { id } });
  const [row] = await readTaskRows(store.database.prisma, Prisma.sql`t.id = ${id}`);
  expect(row).toMatchObject(columns);
  const { followedUntil, intervalMs, dueAt, failures } = sync ?? {};
  expect(row?.sync).toMatchObject({ followedUntil, intervalMs, dueAt, failures });
  expect([row?.connection, connection]).toEqual([{ sync: null }, { sync: null }]);
});

describe("saveSeenTask", () => {
  it("stores a task and makes its read due", async () => {
    const task = await see(
      { taskId: "a", statusDescription: null, createdAt: "2026-11-01T09:00:00.000Z" },
      5,
    );
    expect(await find("a")).toEqual(task);
    expect(task).toMatchObject({
      connectionId,
      name: "firmware_2026",
      document: { package_id: "p1" },
      targets: {
        kind: "list",
        count: 2,
        sample: ["device-1", "device-2"],
        groupIds: [],
        fileName: null,
        criteria: null,
      },
      progress: { ...noProgress, total: 2, processing: 2 },
      createdAt: new Date("2026-11-01T09:00:00.000Z"),
      createdBy: null,
      snapshot: {
        fetchedAt: at(5),
        followed: false,
        final: false,
        subtasksComplete: false,
        subtasksTotal: 2,
      },
    });
    expect(await dueAt(task.id)).toEqual(at(5));
  });

  it("keeps what only Muster knows when the platform is read again", async () => {
    const person = { id: "u1", name: "Ada", kind: "person" };
    const targets = { kind: "list", ids: ["x", "y", "z"] } as const;
    await see({ taskId: "a", targets: null }, 0, {
      ...{ source: "create", appId: "app1", createdBy: person, rerunOf: "old" },
      targets: { ...targets, ids: [...targets.ids] },
    });
    await see({ taskId: "a", targets: ["echo"], status: "Success" }, 9, { source: "list", appId: null });
    expect(await find("a")).toMatchObject({
      status: "Success",
      appId: "app1",
      createdBy: person,
      rerunOf: "old",
      targets: { kind: "list", count: 3, sample: ["x", "y", "z"] },
    });
    const sent = await store.database.prisma.taskTargets.findMany({ where: { task: { connectionId } } });
    expect(sent.map((row) => row.targets)).toEqual([["x", "y", "z"]]);
  });

  it("learns afterwards who made a task that the list found first", async () => {
    await see({ taskId: "a", targets: null }, 0, { source: "list" });
    expect(await find("a")).toMatchObject({ createdBy: null, targets: { kind: "unknown" } });
    await see({ taskId: "a", targets: null }, 1, {
      ...{ source: "create", createdBy: { id: "t", name: "token", kind: "token" } },
      targets: { kind: "groups", groupIds: ["g1"] },
    });
    expect(await find("a")).toMatchObject({
      createdBy: { id: "t", name: "token", kind: "token" },
      targets: { kind: "groups", groupIds: ["g1"], count: 2 },
    });
  });

  it("re-opens a task whose counters moved, and only then", async () => {
    const { id } = await see({ taskId: "a" });
    await inTransaction(store.database, (tx) => markTaskRead(tx, id, { complete: true, final: true }));
    expect((await see({ taskId: "a" }, 1)).snapshot).toMatchObject({ final: true, subtasksComplete: true });
    const moved = await see({ taskId: "a", progress: { ...noProgress, total: 2, success: 2 } }, 2);
    expect(moved.snapshot).toMatchObject({ final: false, subtasksComplete: false });
  });

  it("ignores an answer older than what is stored", async () => {
    await see({ taskId: "a", status: "Success" }, 10);
    await see({ taskId: "a", status: "Processing", progress: { ...noProgress, total: 9 } }, 5);
    expect(await find("a")).toMatchObject({
      status: "Success",
      progress: { total: 2 },
      snapshot: { fetchedAt: at(10) },
    });
  });

  it("keeps the counters when the platform does not tell them", async () => {
    await see({ taskId: "a" });
    expect((await see({ taskId: "a", progress: null }, 1)).progress).toMatchObject({
      total: 2,
      processing: 2,
    });
  });

  it("brings a task back that was taken for deleted", async () => {
    const { id } = await see({ taskId: "a" });
    await inTransaction(store.database, (tx) => markTaskDeleted(tx, id, at(3)));
    expect((await find("a"))?.snapshot).toMatchObject({ deletedAt: at(3), nextReadAt: null });
    expect((await see({ taskId: "a" }, 9)).snapshot).toMatchObject({ deletedAt: null });
    expect(await dueAt(id)).toEqual(at(9));
  });

  it("stores a task once when several processes meet it at the same time", async () => {
    const rows = await Promise.all([0, 1, 2, 3].map((n) => see({ taskId: "a" }, n)));
    expect(new Set(rows.map((row) => row.id)).size).toBe(1);
  });
});

describe("listTasks", () => {
  const list = (query: Partial<Parameters<typeof listTasks>[1]> = {}) =>
    listTasks(store.database.prisma, { connectionIds: [connectionId], limit: 50, ...query }, at(0));
  const ids = async (query: Partial<Parameters<typeof listTasks>[1]>) =>
    (await list(query)).rows.map((row) => row.taskId);

  it("pages newest first, by number and by cursor alike, also over equal times", async () => {
    for (let n = 0; n < 7; n++) {
      await see({
        taskId: `t${n}`,
        createdAt: new Date(Date.UTC(2026, 9, 1, 0, Math.floor(n / 3))).toISOString(),
      });
    }
    const first = await list({ limit: 3 });
    expect(first).toMatchObject({ total: 7, rows: [{ taskId: "t6" }, { taskId: "t5" }, { taskId: "t4" }] });
    const second = await list({ limit: 3, after: first.next ?? undefined });
    expect(second.rows.map((row) => row.taskId)).toEqual(["t3", "t2", "t1"]);
    expect(second.total).toBe(7);
    const third = await list({ limit: 3, after: second.next ?? undefined });
    expect(third).toMatchObject({ rows: [{ taskId: "t0" }], next: null });
    expect((await list({ limit: 3, page: 2 })).rows).toEqual(second.rows);
    expect(await list({ limit: 3, page: 9 })).toMatchObject({ rows: [], total: 7, next: null });
  });

  it("filters", async () => {
    await see({ taskId: "a1", name: "Pump_Fix%", createdAt: "2026-10-02T00:00:00.000Z" }, 0, {
      appId: "app1",
    });
    await see({ taskId: "b2", name: "pump", status: "Fail", createdAt: "2026-10-03T00:00:00.000Z" }, 0, {
      createdBy: { id: "u1", name: "Ada", kind: "person" },
    });
    await see({ taskId: "c3", type: "createCommands", createdAt: "2026-10-04T00:00:00.000Z" });
    expect(await ids({ q: "PUMP" })).toEqual(["b2", "a1"]);
    expect(await ids({ q: "%" })).toEqual(["a1"]);
    expect(await ids({ q: "c3" })).toEqual(["c3"]);
    expect(await ids({ q: "c" })).toEqual([]);
    expect(await ids({ status: ["Fail", "Success"] })).toEqual(["b2"]);
    expect(await ids({ type: ["createCommands"] })).toEqual(["c3"]);
    expect(await ids({ appId: "app1" })).toEqual(["a1"]);
    expect(await ids({ createdBy: "ada" })).toEqual(["b2"]);
    expect(await ids({ createdBy: "u1" })).toEqual(["b2"]);
    expect(await ids({ createdFrom: new Date("2026-10-03T00:00:00.000Z") })).toEqual(["c3", "b2"]);
    expect(await ids({ createdTo: new Date("2026-10-02T12:00:00.000Z") })).toEqual(["a1"]);
  });

  it("knows what needs attention, what is scheduled, and what nobody here made", async () => {
    const { id } = await see({ taskId: "calm", name: "b", progress: { ...noProgress, total: 100, fail: 2 } });
    await see({ taskId: "failing", name: "C", progress: { ...noProgress, total: 100, fail: 2, timeout: 1 } });
    await see({ taskId: "partly", name: "a", status: "PartialSuccess" });
    const later = { scheduleTime: at(3_600).toISOString(), retryCount: null, retryIntervalMinutes: null };
    const createdBy = { id: "u1", name: "Ada", kind: "person" };
    await see({ taskId: "later", name: "d", status: "Waitting", policy: later }, 0, { createdBy });
    expect((await ids({ view: "attention" })).sort()).toEqual(["failing", "partly"]);
    expect(await ids({ view: "scheduled" })).toEqual(["later"]);
    expect((await ids({ view: "running" })).sort()).toEqual(["calm", "failing"]);
    expect(await ids({ createdBy: "-", view: "running", q: "b" })).toEqual(["calm"]);
    // Read again an hour after its counters last moved; a moment earlier it was not stuck yet.
    await see({ taskId: "calm", progress: { ...noProgress, total: 100, fail: 2 } }, 3_600);
    expect(await ids({ view: "attention", q: "calm" })).toEqual([]);
    await see({ taskId: "calm", progress: { ...noProgress, total: 100, fail: 2 } }, 3_601);
    expect(await ids({ view: "attention", q: "calm" })).toEqual(["calm"]);
    await inTransaction(store.database, (tx) => markTaskDeleted(tx, id, at(3_602)));
    expect(await ids({ view: "attention", q: "calm" })).toEqual([]);
    const filters = [{}, { view: "attention" as const }, { createdBy: "ada" }, { target: "device-1" }];
    expect(await countTasks(store.database.prisma, [connectionId], filters, at(0))).toEqual([4, 2, 1, 4]);
  });

  it("sorts, and goes on behind a cursor in every order", async () => {
    const statuses = ["Success", "Waitting", "Success", "Stopping", "Invented"];
    for (const [n, status] of statuses.entries()) {
      const createdAt = new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();
      const name = ["b", "A", "b", "C", "ä"][n] ?? "";
      const progress = { ...noProgress, total: [10, 100, 10, 0, 4][n] ?? 0, fail: [1, 10, 5, 0, 4][n] ?? 0 };
      await see({ taskId: `t${n}`, status, createdAt, name, progress, targets: null });
    }
    const orders: [TaskListSort, string][] = [
      ["-created", "t4 t3 t2 t1 t0"],
      ["created", "t0 t1 t2 t3 t4"],
      ["name", "t1 t2 t0 t3 t4"],
      ["-name", "t4 t3 t2 t0 t1"],
      ["status", "t1 t3 t2 t0 t4"],
      ["-failed", "t4 t2 t1 t0 t3"],
      ["failed", "t3 t1 t0 t2 t4"],
      ["-targets", "t1 t2 t0 t4 t3"],
    ];
    for (const [sort, expected] of orders) {
      const walked: string[] = [];
      let after: TaskCursor | undefined;
      do {
        const { rows, next } = await list({ sort, limit: 2, ...(after ? { after } : {}) });
        walked.push(...rows.map(({ taskId }) => taskId));
        after = next ?? undefined;
      } while (after);
      expect(walked.join(" "), sort).toBe(expected);
      expect((await list({ sort, limit: 2, page: 2 })).rows.map(({ taskId }) => taskId)).toEqual(
        walked.slice(2, 4),
      );
    }
  });

  it("finds the tasks of a device by rows, and by what was sent while rows are missing", async () => {
    const { id } = await see({ taskId: "a", targets: ["d1", "d2"] });
    await see({ taskId: "b", targets: ["d1"] });
    await see({ taskId: "c", targets: null });
    await inTransaction(store.database, async (tx) => {
      await saveSubtaskRows(tx, id, [platformRow("d2")], at(0));
      await markTaskRead(tx, id, { complete: true, final: false });
    });
    expect((await ids({ target: "d1" })).sort()).toEqual(["b"]);
    expect(await ids({ target: "d2" })).toEqual(["a"]);
    expect(await ids({ target: "d" })).toEqual([]);
  });

  it("shows only the connections asked for, the living one first", async () => {
    const other = await addConnection(store.database, `other${made++}`);
    await see({ taskId: "a", name: "living" });
    await see({ taskId: "a", name: "archived" }, 0, { connectionId: other });
    expect(await ids({})).toEqual(["a"]);
    expect((await findTask(store.database.prisma, [connectionId, other], "a"))?.name).toBe("living");
    expect((await findTask(store.database.prisma, [other, connectionId], "a"))?.name).toBe("archived");
    expect(await findTask(store.database.prisma, [], "a")).toBeNull();
  });
});

describe("findLiveTasks", () => {
  it("finds what was made since, without what is deleted", async () => {
    await see({ taskId: "old", createdAt: "2026-10-01T00:00:00.000Z" });
    await see({ taskId: "new", createdAt: "2026-10-03T00:00:00.000Z" });
    const gone = await see({ taskId: "gone", createdAt: "2026-10-03T00:00:00.000Z" });
    await inTransaction(store.database, (tx) => markTaskDeleted(tx, gone.id, at(0)));
    const query = {
      connectionId,
      type: "firmwareUpgrade",
      createdSince: new Date("2026-10-02T00:00:00.000Z"),
    };
    expect((await findLiveTasks(store.database.prisma, query)).map((task) => task.taskId)).toEqual(["new"]);
  });
});

describe("followTask and requestTaskRead", () => {
  const prisma = () => store.database.prisma;
  const plan = (taskPk: number, data: { dueAt: Date | null; failures?: number }) =>
    prisma().taskSync.update({ where: { taskId: taskPk }, data });

  it("makes a task followed for a minute and reads it every 10 s", async () => {
    const { id } = await see({ taskId: "a" });
    await plan(id, { dueAt: at(300) });
    await followTask(prisma(), id, at(4));
    expect(await dueAt(id)).toEqual(at(10));
    expect((await find("a", at(63)))?.snapshot).toMatchObject({ followed: true, intervalMs: 10_000 });
    expect((await find("a", at(65)))?.snapshot.followed).toBe(false);
    await followTask(prisma(), id, at(40));
    expect(await dueAt(id)).toEqual(at(10));
  });

  it("reads a finished task only when its last answer is older than five minutes, a deleted one never", async () => {
    const { id } = await see({ taskId: "a" });
    await inTransaction(store.database, (tx) => markTaskRead(tx, id, { complete: true, final: true }));
    await plan(id, { dueAt: null });
    await followTask(prisma(), id, at(200));
    expect(await dueAt(id)).toBeNull();
    await followTask(prisma(), id, at(301));
    expect(await dueAt(id)).toEqual(at(301));
    await inTransaction(store.database, (tx) => markTaskDeleted(tx, id, at(400)));
    await followTask(prisma(), id, at(900));
    expect(await dueAt(id)).toBeNull();
  });

  it("hurries no back-off", async () => {
    const { id } = await see({ taskId: "a" });
    await plan(id, { dueAt: at(300), failures: 2 });
    await followTask(prisma(), id, at(50));
    await requestTaskRead(prisma(), id, at(50));
    expect(await dueAt(id)).toEqual(at(300));
  });
});
