import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureListPolls, takeDueList } from "./connection-sync-store";
import {
  endLease,
  failLease,
  LeaseLost,
  leaseMs,
  releaseLease,
  renewLease,
  writeUnderLease,
} from "./sync-lease";
import { findTask, followTask, requestTaskRead } from "./task-store";
import { findConnectionsWithDueTasks, takeDueTasks } from "./task-sync-store";
import { addTask, openTestStore, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.database.pool.query("DELETE FROM task");
});

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 1, seconds));
const take = (owner: string, seconds: number, limit = 10, database = store.database) =>
  takeDueTasks(database, { connectionId: store.connectionId, owner, now: at(seconds), limit });
async function takeOne(owner: string, seconds: number) {
  const [lease] = await take(owner, seconds, 1);
  if (!lease) throw new Error("nothing was due");
  return lease;
}

describe("takeDueTasks", () => {
  it("gives every due task to exactly one of several workers", async () => {
    for (let n = 0; n < 30; n++) await addTask(store, { taskId: `t${n}` });
    const again = store.openAgain();
    const taken = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => take(`w${n}`, 0, 10, n % 2 ? again : store.database)),
    );
    const ids = taken.flat().map((lease) => lease.id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  it("takes what people watch first, then what still runs, then the rest", async () => {
    await addTask(store, { taskId: "old", status: "Success" }, at(-50));
    await addTask(store, { taskId: "running" }, at(-40));
    const watched = await addTask(store, { taskId: "watched", status: "Success" }, at(-30));
    await followTask(store.database.prisma, watched, at(-20));
    expect(await findConnectionsWithDueTasks(store.database, at(0))).toEqual([store.connectionId]);
    const order = [await takeOne("w", 0), await takeOne("w", 0), await takeOne("w", 0)];
    expect(order.map((lease) => [lease.taskId, lease.followed])).toEqual([
      ["watched", true],
      ["running", false],
      ["old", false],
    ]);
    expect(await findConnectionsWithDueTasks(store.database, at(0))).toEqual([]);
  });

  it("hands a task over when its holder stops renewing, and not before", async () => {
    await addTask(store);
    const first = await takeOne("w1", 0);
    expect(await take("w2", leaseMs / 1_000 - 1)).toEqual([]);
    expect(await renewLease(store.database.prisma, first, at(10))).toBe(true);
    expect(await take("w2", 20)).toEqual([]);
    const second = await takeOne("w2", 25);
    expect(second).toMatchObject({ id: first.id, owner: "w2", fence: first.fence + 1 });
    expect(await renewLease(store.database.prisma, first, at(26))).toBe(false);
  });

  it("leaves archived connections alone", async () => {
    await addTask(store);
    await store.database.pool.query("UPDATE connection SET archived_at = now()");
    expect(await findConnectionsWithDueTasks(store.database, at(0))).toEqual([]);
    await store.database.pool.query("UPDATE connection SET archived_at = NULL");
    expect(await findConnectionsWithDueTasks(store.database, at(0))).toEqual([store.connectionId]);
  });
});

describe("a lease", () => {
  it("lets nothing be written once it is lost, not even half (F42)", async () => {
    await addTask(store);
    const first = await takeOne("w1", 0);
    await takeOne("w2", 20);
    const writing = writeUnderLease(store.database, first, at(21), (tx) =>
      tx.task.updateMany({ data: { name: "written by a ghost" } }),
    );
    await expect(writing).rejects.toThrow(LeaseLost);
    expect(await store.database.prisma.task.count({ where: { name: "written by a ghost" } })).toBe(0);
    await endLease(store.database.prisma, first, { dueAt: null });
    await releaseLease(store.database.prisma, first, at(22));
    expect(await renewLease(store.database.prisma, { ...first, owner: "w2", fence: 2 }, at(23))).toBe(true);
  });

  it("cannot be taken over while its holder is writing", async () => {
    await addTask(store);
    const first = await takeOne("w1", 0);
    let taken: unknown[] = [];
    await writeUnderLease(store.database, first, at(14), async () => {
      taken = await take("w2", 60);
    });
    expect(taken).toEqual([]);
    expect(await take("w2", 28)).toEqual([]);
    expect(await take("w2", 30)).toHaveLength(1);
  });

  it("keeps a wish for a read that came while it was held", async () => {
    const taskPk = await addTask(store);
    const lease = await takeOne("w1", 0);
    await requestTaskRead(store.database.prisma, taskPk, at(5));
    await endLease(store.database.prisma, lease, { dueAt: at(60), intervalMs: 60_000 });
    expect(await take("w1", 6)).toHaveLength(1);
  });

  it("keeps trouble until a read goes well", async () => {
    await addTask(store, { taskId: "a" });
    const snapshot = async (seconds: number) =>
      (await findTask(store.database.prisma, [store.connectionId], "a", at(seconds)))?.snapshot;
    const failed = { reason: "upstream_unavailable", throttled: false };
    await failLease(store.database.prisma, await takeOne("w", 0), { ...failed, at: at(1), retryAt: at(5) });
    await failLease(store.database.prisma, await takeOne("w", 5), { ...failed, at: at(6), retryAt: at(9) });
    expect(await snapshot(7)).toMatchObject({
      failures: 2,
      failingSince: at(1),
      failureReason: "upstream_unavailable",
      nextReadAt: at(9),
    });
    await failLease(store.database.prisma, await takeOne("w", 9), {
      ...{ reason: "upstream_throttled", throttled: true },
      ...{ at: at(10), retryAt: at(12) },
    });
    expect(await snapshot(11)).toMatchObject({ failures: 2, throttled: true });
    await endLease(store.database.prisma, await takeOne("w", 12), { dueAt: at(60), intervalMs: 60_000 });
    expect(await snapshot(13)).toMatchObject({
      ...{ failures: 0, failingSince: null, failureReason: null, throttled: false },
    });
  });
});

describe("takeDueList", () => {
  it("gives the list of a connection to one worker at a time", async () => {
    await ensureListPolls(store.database, ["firmwareUpgrade"], at(0));
    await ensureListPolls(store.database, ["firmwareUpgrade"], at(0));
    const wanted = { connectionId: store.connectionId, now: at(0) };
    const taken = await Promise.all(
      ["w1", "w2", "w3"].map((owner) => takeDueList(store.database, { ...wanted, owner })),
    );
    const [lease, ...others] = taken.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect(lease).toMatchObject({ missingTypes: ["firmwareUpgrade"], fence: 1 });
    expect(await takeDueList(store.database, { ...wanted, owner: "w2", now: at(16) })).toMatchObject({
      fence: 2,
    });
  });
});
