import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Database, inTransaction, openDatabase } from "@/lib/store/db";
import { createRateBudget } from "@/lib/store/rate-budget-store";
import { LeaseLost, writeUnderLease } from "@/lib/store/sync-lease";
import { requestTaskRead } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { platformRow } from "@/lib/store/testing/test-store";
import { runTaskSync } from "@/lib/sync/run-task-sync";
import {
  never,
  openSyncHouse,
  platformRows,
  type SyncHouse,
  stored,
  storedRows,
  storeTask,
} from "@/lib/sync/testing/sync-house";
import { startTransactionPooler, type TransactionPooler } from "@/scripts/testing/transaction-pooler";
import { startJobs } from "./jobs";

/* DATABASE_URL may lead through a pooler in transaction mode, as managed databases have them. */

let house: SyncHouse;
let pooler: TransactionPooler;
let both: [Database, Database];
beforeAll(async () => {
  house = await openSyncHouse();
  // Whoever relied on the server's own time zone would be eight hours off.
  const { pathname } = new URL(house.store.url);
  await house.store.database.pool.query(`ALTER DATABASE ${pathname.slice(1)} SET timezone = 'Asia/Shanghai'`);
  pooler = await startTransactionPooler(house.store.url, 3);
  both = [openDatabase(pooler.url), openDatabase(pooler.url)];
});
afterAll(async () => {
  for (const database of both) await database.close();
  await pooler.close();
  await house.store.close();
});

it("is a pooler that loses what a session keeps", async () => {
  const [one, two] = [new pg.Client(pooler.url), new pg.Client(pooler.url)];
  await Promise.all([one.connect(), two.connect()]);
  const named = { name: "kept", text: "SELECT pg_backend_pid() AS pid" };
  const { rows } = await one.query<{ pid: number }>(named);
  await one.query("SET lock_timeout = '7s'");
  await two.query("BEGIN");
  const { rows: held } = await two.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  expect(held).toEqual(rows);
  await expect(one.query(named)).rejects.toThrow("does not exist");
  expect((await one.query("SHOW lock_timeout")).rows).toEqual([{ lock_timeout: "0" }]);
  await two.query("RESET lock_timeout");
  await two.query("COMMIT");
  await Promise.all([one.end(), two.end()]);
});

it("serves two workers that read tasks, share a budget and run jobs at once", async () => {
  const { fake, deps, clock, store } = house;
  const taskIds = ["a", "b", "c", "d"];
  const taskPks: number[] = [];
  for (const taskId of taskIds) {
    fake.addTask(taskId, { status: "Success" });
    fake.addRows(
      taskId,
      Array.from({ length: 620 }, (_, n) => platformRow(`${taskId}-${n}`, { status: "Success" })),
    );
    taskPks.push(await storeTask(house, taskId));
  }
  for (const taskPk of taskPks) await requestTaskRead(both[0].prisma, taskPk, clock.now);
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const retention = { days: 30, gigabytes: 1 };
  const sleep = async () => undefined;
  const work = async (database: Database, owner: string) => {
    const jobs = await startJobs(database, { retention, now: deps.now, sleep, log });
    const find = { connectionId: store.connectionId, owner, now: clock.now, limit: 2 };
    const leases = await takeDueTasks(database, find);
    const rates = { readPerSecond: 200, writePerSecond: 200, random: () => 0.5, sleep };
    const budget = createRateBudget({ ...rates, database, connectionId: store.connectionId });
    const calls = Array.from({ length: 20 }, () =>
      budget.take("bulk", "read").then((turn) => turn.done(true)),
    );
    const reads = leases.map((lease) => runTaskSync(lease, { ...deps, database }, never));
    await Promise.all([...reads, ...calls]);
    await jobs.stop();
    return leases;
  };
  const leases = (await Promise.all([work(both[0], "w1"), work(both[1], "w2")])).flat();
  expect(leases.map((lease) => lease.taskId).sort()).toEqual(taskIds);
  for (const [n, taskId] of taskIds.entries()) {
    expect((await stored(house, taskId)).snapshot).toMatchObject({ final: true, fetchedAt: clock.now });
    expect(await storedRows(house, taskPks[n] ?? 0)).toEqual(platformRows(house, taskId));
  }
  expect(log.warn).not.toHaveBeenCalled();

  const [late] = leases;
  if (!late) throw new Error("nothing was taken");
  await expect(writeUnderLease(both[1], late, clock.now, async () => "written")).rejects.toThrow(LeaseLost);
  // A transaction keeps its connection to its end, whatever goes on beside it.
  const pids = await inTransaction(both[0], async (tx) => {
    const own = () => tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
    const first = await own();
    await Promise.all([1, 2, 3].map(() => both[1].pool.query("SELECT 1")));
    return [first, await own()];
  });
  expect(pids[0]).toEqual(pids[1]);
  expect(pooler.switches()).toBeGreaterThan(50);
});
