import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Platform } from "@/lib/iotda/platform";
import { ensureListPolls } from "@/lib/store/connection-sync-store";
import { addConnection, addTask, platformRow } from "@/lib/store/testing/test-store";
import { listedTypes } from "./listed-types";
import { startSyncLoop } from "./loop";
import { FakePlatform } from "./testing/fake-platform";
import { openSyncHouse, passTime, type SyncHouse, stored } from "./testing/sync-house";

let house: SyncHouse;
const loops: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  house = await openSyncHouse();
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
  await house.store.close();
});

const sleep = async (milliseconds: number, signal?: AbortSignal) => {
  await wait(Math.min(milliseconds, 20), undefined, { signal });
};
function start(
  owner: string,
  platformFor: (connection: { id: number }) => Promise<Platform>,
  database = house.store.database,
) {
  const loop = startSyncLoop({ ...house.deps, database, platformFor, sleep, owner });
  loops.push(loop);
  return loop;
}
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 45_000, interval: 20 });

describe("startSyncLoop", () => {
  it("finds and reads what is there, with two workers on one database and no row twice", async () => {
    const { fake, store } = house;
    for (let n = 0; n < 20; n++) {
      fake.addTask(`t${n}`, { status: "Success" });
      fake.addRows(
        `t${n}`,
        Array.from({ length: 60 }, (_, i) => platformRow(`d-${i}`, { status: "Success" })),
      );
    }
    start("w1", async () => fake.platform);
    start("w2", async () => fake.platform, store.openAgain());
    await until(async () => {
      for (let n = 0; n < 20; n++) expect((await stored(house, `t${n}`)).snapshot.final).toBe(true);
    });
    const shows = fake.calls.filter((call) => call.call === "show");
    expect(shows).toHaveLength(40);
    const { rows } = await store.database.pool.query(
      "SELECT count(*)::int AS n, max(fence) AS fence FROM subtask, task_sync",
    );
    expect(rows[0]).toMatchObject({ fence: 1 });
  });

  it("lets no connection wait for one that does not answer, cannot be opened or is locked", async () => {
    const { store, fake, clock } = house;
    const ids = {
      slow: await addConnection(store.database, "slow"),
      hanging: await addConnection(store.database, "hanging"),
      locked: await addConnection(store.database, "locked"),
      // Met by the loop for the first time while somebody holds it.
      fresh: await addConnection(store.database, "fresh"),
    };
    for (const id of [ids.hanging, ids.locked]) {
      for (let n = 0; n < 6; n++) {
        await addTask({ database: store.database, connectionId: id }, { taskId: `${id}-${n}` }, clock.now);
      }
    }
    await ensureListPolls(store.database, listedTypes, clock.now);
    await store.database.pool.query("DELETE FROM connection_sync WHERE connection_id = $1", [ids.fresh]);
    const slow = new FakePlatform();
    slow.onCall = () => new Promise(() => undefined);
    fake.addTask("quick", { status: "Success" });
    fake.addRows("quick", [platformRow("d", { status: "Success" })]);

    const somebody = await store.database.pool.connect();
    try {
      await somebody.query("BEGIN");
      await somebody.query("SELECT FROM connection WHERE id = ANY($1) FOR UPDATE", [[ids.locked, ids.fresh]]);
      await somebody.query("SELECT FROM connection_sync WHERE connection_id = $1 FOR UPDATE", [ids.locked]);
      await somebody.query(
        "SELECT FROM task_sync s JOIN task t ON t.id = s.task_id WHERE t.connection_id = $1 FOR UPDATE OF s, t",
        [ids.locked],
      );
      const opened: number[] = [];
      start("w1", async ({ id }) => {
        opened.push(id);
        if (id === ids.hanging) return new Promise<never>(() => undefined);
        return id === ids.slow ? slow.platform : fake.platform;
      });
      await until(async () => expect((await stored(house, "quick")).snapshot.final).toBe(true));
      expect(slow.calls.length).toBeGreaterThan(0);
      // Its list and four tasks: the places of one connection are not those of another.
      await until(async () => expect(opened.filter((id) => id === ids.hanging)).toHaveLength(5));
      expect(opened).not.toContain(ids.locked);
      expect(house.logged.filter(({ level }) => level === "error")).toEqual([]);
      await somebody.query("ROLLBACK");
      await until(async () => expect(opened).toEqual(expect.arrayContaining([ids.locked, ids.fresh])));
    } finally {
      somebody.release();
    }
  });

  it("goes on when a connection cannot be opened or the database fails", async () => {
    const { store, fake } = house;
    const brokenId = await addConnection(store.database, "broken");
    fake.addTask("t", { status: "Success" });
    start("w1", async ({ id }) => {
      if (id === brokenId) throw new Error("no credentials");
      return fake.platform;
    });
    await until(async () => expect((await stored(house, "t")).snapshot.final).toBe(true));
    await until(async () => {
      const { rows } = await store.database.pool.query(
        "SELECT FROM connection_sync WHERE fetched_at IS NOT NULL",
      );
      expect(rows).toHaveLength(1);
    });
    await store.database.pool.query("ALTER TABLE connection_sync RENAME TO gone");
    await until(async () => expect(house.logged.map((line) => line.level)).toContain("error"));
    await store.database.pool.query("ALTER TABLE gone RENAME TO connection_sync");
    fake.addTask("u", { status: "Success" });
    // What was in hand could not give its lease back: it ends by time.
    passTime(house, 16);
    await until(async () => {
      // A read of the list that was under way then ends with a due time of its own.
      await store.database.pool.query("UPDATE connection_sync SET due_at = $1", [house.clock.now]);
      expect((await stored(house, "u")).snapshot.final).toBe(true);
    });
  });

  it("stops with the read in hand and gives its lease back (F40)", async () => {
    const { fake, store } = house;
    fake.addTask("t");
    fake.addRows(
      "t",
      Array.from({ length: 3_000 }, (_, i) => platformRow(`d-${i}`)),
    );
    let shows = 0;
    fake.onCall = async (call) => {
      if (call.call === "show") shows += 1;
      await wait(10);
    };
    // The patience of a stop is not shortened: a loaded machine may need it.
    const patient = (milliseconds: number, signal?: AbortSignal) =>
      milliseconds >= 5_000 ? wait(milliseconds, undefined, { signal }) : sleep(milliseconds, signal);
    const platformFor = async () => fake.platform;
    const loop = startSyncLoop({ ...house.deps, platformFor, sleep: patient, owner: "w1" });
    await until(async () => expect(shows).toBeGreaterThan(12));
    await loop.stop();
    const calls = fake.calls.length;
    await wait(100);
    expect(fake.calls).toHaveLength(calls);
    const { rows } = await store.database.pool.query(
      "SELECT lease_owner, due_at FROM task_sync UNION ALL SELECT lease_owner, due_at FROM connection_sync",
    );
    expect(rows.map((row) => row.lease_owner)).toEqual([null, null]);
    expect(rows[0].due_at).toEqual(house.clock.now);
  });
});
