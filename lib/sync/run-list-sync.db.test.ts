import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { probeFailing } from "@/lib/store/connection-health";
import { findListSnapshot, followList } from "@/lib/store/connection-sync-store";
import { followTask, listTasks, requestTaskRead } from "@/lib/store/task-store";
import { platformRow } from "@/lib/store/testing/test-store";
import { listedTypes } from "./listed-types";
import { runTaskSync } from "./run-task-sync";
import { platformFailure } from "./testing/fake-platform";
import {
  never,
  openSyncHouse,
  passTime,
  type SyncHouse,
  stored,
  storeTask,
  syncList,
  syncTask,
  takeTask,
} from "./testing/sync-house";

let house: SyncHouse;
beforeEach(async () => {
  house = await openSyncHouse();
});
afterEach(() => house.store.close());

const list = () => {
  const { store, clock } = house;
  return listTasks(store.database.prisma, { connectionIds: [store.connectionId], limit: 200 }, clock.now);
};
const snapshot = async () => {
  const facts = await findListSnapshot(
    house.store.database.prisma,
    house.store.connectionId,
    house.clock.now,
  );
  if (!facts) throw new Error("no snapshot");
  const dueIn = ((facts.nextReadAt?.getTime() ?? 0) - house.clock.now.getTime()) / 1_000;
  return { ...facts, dueIn };
};
const addTasks = (n: number, type = "firmwareUpgrade", from = 0) => {
  for (let i = from; i < from + n; i++) {
    const createdAt = new Date(Date.UTC(2026, 9, 1, 0, 0, i)).toISOString();
    house.fake.addTask(`${type}-${i}`, { type, createdAt, status: "Success" });
  }
};

describe("runListSync", () => {
  it("finds every task of every type, each due to be read, and then needs one call a type", async () => {
    addTasks(120);
    addTasks(3, "createCommands");
    addTasks(1, "changeGateway");
    expect((await snapshot()).missingTypes).toHaveLength(13);
    expect(await syncList(house)).toBe(true);
    expect((await list()).total).toBe(124);
    expect(house.fake.calls).toHaveLength(15);
    expect(await snapshot()).toMatchObject({ missingTypes: [], dueIn: 300, failures: 0 });
    expect(await takeTask(house)).toMatchObject({ subject: "task" });

    house.fake.calls.length = 0;
    passTime(house, 300);
    await syncList(house);
    expect(house.fake.calls).toHaveLength(listedTypes.length);
  });

  it("is read every 30 s while somebody looks, and not before it is due", async () => {
    await syncList(house);
    expect(await syncList(house)).toBe(false);
    passTime(house, 60);
    await followList(house.store.database.prisma, house.store.connectionId, house.clock.now);
    expect(await syncList(house)).toBe(true);
    expect(await snapshot()).toMatchObject({ dueIn: 30 });
  });

  it("finds tasks made elsewhere, over more than one page", async () => {
    addTasks(10);
    await syncList(house);
    addTasks(70, "firmwareUpgrade", 10);
    passTime(house, 300);
    await syncList(house);
    expect((await list()).total).toBe(80);
  });

  it("finds a task made elsewhere behind more of our own than a page holds", async () => {
    addTasks(60);
    await syncList(house);
    passTime(house, 100);
    house.fake.addTask("elsewhere", { createdAt: house.clock.now.toISOString(), status: "Success" });
    passTime(house, 1);
    addTasks(55, "firmwareUpgrade", 60);
    for (let i = 60; i < 115; i++) await storeTask(house, `firmwareUpgrade-${i}`);
    passTime(house, 300);
    house.fake.calls.length = 0;
    await syncList(house);
    expect((await stored(house, "elsewhere")).status).toBe("Success");
    expect(house.fake.calls).toHaveLength(listedTypes.length + 2);
    passTime(house, 300);
    await syncList(house);
    expect(house.fake.calls).toHaveLength(2 * listedTypes.length + 2);
  });

  it("makes a task due whose counters moved, and leaves the others alone", async () => {
    house.fake.addTask("a", { status: "Success" });
    house.fake.addTask("b", { status: "Success" });
    for (const id of ["a", "b"]) house.fake.addRows(id, [platformRow("d-1", { status: "Success" })]);
    await syncList(house);
    for (const id of ["a", "b"]) await syncTask(house, (await stored(house, id)).id);
    house.fake.setRow("b", "d-1", { status: "Processing" });
    house.fake.setTask("b", { status: "Processing" });
    passTime(house, 300);
    await syncList(house);
    const [a, b] = [await stored(house, "a"), await stored(house, "b")];
    expect(a.snapshot).toMatchObject({ final: true, subtasksComplete: true, fetchedAt: house.clock.now });
    expect(b).toMatchObject({ status: "Processing", snapshot: { final: false, subtasksComplete: false } });
    expect(await takeTask(house)).toMatchObject({ taskId: "b" });
    expect(await takeTask(house)).toBeUndefined();
  });

  it("is the poll of the counters of every running task on it: none is asked itself while nothing moves", async () => {
    const { fake, store } = house;
    const ids = ["a", "b", "partial", "silent"];
    for (const id of ids) {
      fake.addTask(id, { status: "Processing" });
      fake.addRows(id, [platformRow("d-1")]);
    }
    fake.told.set("partial", { total: 2 });
    const { listTasks: told } = fake.platform;
    fake.platform.listTasks = async (query, options) => {
      const page = await told(query, options);
      const rows = page.rows.map((task) => (task.taskId === "silent" ? { ...task, progress: null } : task));
      return { ...page, rows };
    };
    await syncList(house);
    const readItself: Record<string, number> = {};
    const readDue = async () => {
      for (let lease = await takeTask(house); lease; lease = await takeTask(house)) {
        readItself[lease.taskId] = (readItself[lease.taskId] ?? 0) + 1;
        await runTaskSync(lease, house.deps, never);
      }
    };
    await readDue();
    for (let seconds = 0; seconds < 1_800; seconds += 60) {
      passTime(house, 60);
      await syncList(house);
      await readDue();
    }
    // At first, and later and later until the list comes first each time; those it told nothing new of go on.
    expect(readItself.a).toBeLessThanOrEqual(4);
    expect(readItself).toMatchObject({ b: readItself.a, partial: 8, silent: 9 });
    const { snapshot } = await stored(house, "a");
    expect(house.clock.now.getTime() - (snapshot.fetchedAt?.getTime() ?? 0)).toBeLessThanOrEqual(300_000);

    // What somebody watches or wants is read all the same, and what moved is read at once.
    const { prisma } = store.database;
    const [b, partial] = [(await stored(house, "b")).id, (await stored(house, "partial")).id];
    passTime(house, 300);
    await followTask(prisma, b, house.clock.now);
    await requestTaskRead(prisma, partial, house.clock.now);
    fake.setRow("a", "d-1", { status: "Fail" });
    await syncList(house);
    const due = [];
    for (let lease = await takeTask(house); lease; lease = await takeTask(house)) due.push(lease.taskId);
    expect(due[0]).toBe("b");
    expect(due).toEqual(expect.arrayContaining(["a", "partial"]));
  });

  it("notes the types it could not read and reads the others", async () => {
    addTasks(2);
    addTasks(2, "moduleUpgrade");
    house.fake.onCall = (call) => {
      if (call.call === "list" && call.type === "moduleUpgrade") throw platformFailure("rejected", 400);
    };
    await syncList(house);
    expect((await list()).total).toBe(2);
    expect(await snapshot()).toMatchObject({ missingTypes: ["moduleUpgrade"], failures: 0 });
    house.fake.onCall = () => undefined;
    passTime(house, 300);
    await syncList(house);
    expect((await list()).total).toBe(4);
    expect(await snapshot()).toMatchObject({ missingTypes: [] });
  });

  it("closes a gap that a run left behind when it died between two pages", async () => {
    await syncList(house);
    addTasks(130);
    let pages = 0;
    house.fake.onCall = (call) => {
      if (call.call === "list" && call.type === "firmwareUpgrade" && ++pages === 2) {
        throw platformFailure("transient", 503);
      }
    };
    passTime(house, 300);
    await syncList(house);
    expect((await list()).total).toBe(50);
    expect(await snapshot()).toMatchObject({ missingTypes: ["firmwareUpgrade"], failures: 1, dueIn: 10 });
    house.fake.onCall = () => undefined;
    passTime(house, 10);
    await syncList(house);
    expect((await list()).total).toBe(130);
    expect(await snapshot()).toMatchObject({ missingTypes: [], failures: 0 });
  });

  it("does not take a task for deleted because the list no longer has it (F24)", async () => {
    addTasks(2);
    await syncList(house);
    house.fake.tasks.delete("firmwareUpgrade-0");
    passTime(house, 300);
    await syncList(house);
    expect((await stored(house, "firmwareUpgrade-0")).snapshot.deletedAt).toBeNull();
  });

  it("stops at once when our credentials are refused, and probes after five minutes (F20)", async () => {
    house.fake.onCall = () => {
      throw platformFailure("auth", 403);
    };
    await syncList(house);
    expect(house.fake.calls).toHaveLength(1);
    expect(await snapshot()).toMatchObject({ failureReason: "upstream_auth", dueIn: 300 });
    await followList(house.store.database.prisma, house.store.connectionId, house.clock.now);
    expect(await snapshot()).toMatchObject({ dueIn: 300 });
    house.fake.onCall = () => undefined;
    passTime(house, 300);
    await syncList(house);
    expect(await snapshot()).toMatchObject({ failureReason: null, failures: 0 });
  });

  it("reads the tasks at once that had failed with the connection, when it is well again", async () => {
    addTasks(1);
    await syncList(house);
    const { id } = await stored(house, "firmwareUpgrade-0");
    house.fake.onCall = () => {
      throw platformFailure("transient", 503);
    };
    await syncTask(house, id);
    passTime(house, 30);
    await probeFailing(house.store.database, house.clock.now);
    expect(await takeTask(house)).toBeUndefined();
    house.fake.onCall = () => undefined;
    expect(await syncList(house)).toBe(true);
    expect(await snapshot()).toMatchObject({ failures: 0 });
    expect(await takeTask(house)).toMatchObject({ id, failures: 1 });
  });
});
