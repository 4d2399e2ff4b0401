import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BudgetLane } from "./lane-pauses";
import { createRateBudget, type RateBudgetOptions } from "./rate-budget-store";
import { addConnection, openTestStore, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const sleep = async (milliseconds: number, signal?: AbortSignal) => {
  await wait(milliseconds, undefined, { signal });
};

let made = 0;
async function openBudgets(rates: Partial<RateBudgetOptions>, second: Partial<RateBudgetOptions> = {}) {
  const connectionId = await addConnection(store.database, `budget-${made++}`);
  const shared = { connectionId, readPerSecond: 0, writePerSecond: 0, sleep, random: () => 0.5, ...rates };
  const one = createRateBudget({ ...shared, database: store.database });
  const two = createRateBudget({ ...shared, database: store.openAgain(), ...second });
  return { connectionId, one, two, both: [one, two] };
}

type Budget = ReturnType<typeof createRateBudget>;

async function call(budget: Budget, lane: BudgetLane = "people", kind: "read" | "write" | "search" = "read") {
  const turn = await budget.take(lane, kind);
  const at = performance.now();
  turn.done(true);
  return at;
}

/** One row of the budget as it is now, times in seconds from the database's present. */
async function rowOf(connectionId: number, kind: string) {
  const { rows } = await store.database.pool.query<{ throttles: number; pause: number | null; sent: number }>(
    `SELECT throttles, cardinality(sent_at) AS sent,
       extract(epoch FROM slowed_until - clock_timestamp())::float8 AS pause
     FROM rate_budget WHERE connection_id = $1 AND kind = $2`,
    [connectionId, kind],
  );
  return rows[0];
}

/** Changes one row as time or another process would. */
async function setRow(connectionId: number, kind: string, change: string): Promise<void> {
  await store.database.pool.query(
    `INSERT INTO rate_budget (connection_id, kind, sent_at) VALUES ($1, $2, '{}') ON CONFLICT DO NOTHING`,
    [connectionId, kind],
  );
  await store.database.pool.query(`UPDATE rate_budget SET ${change} WHERE connection_id = $1 AND kind = $2`, [
    connectionId,
    kind,
  ]);
}

/** The largest number of times within one window, both ends included. */
function most(times: number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((start, i) => sorted.slice(i).filter((at) => at - start <= windowMs).length));
}

/** Sends `calls` through each budget, one after the other; the times at which they reached the platform. */
async function send(budgets: Budget[], calls: number, lane: BudgetLane, onTheWay = async () => {}) {
  const times: number[] = [];
  await Promise.all(
    budgets.map(async (budget) => {
      for (let n = 0; n < calls; n++) {
        const turn = await budget.take(lane, "read");
        await onTheWay();
        times.push(performance.now());
        turn.done();
      }
    }),
  );
  return times;
}

describe("the rate", () => {
  it.each<BudgetLane>(["people", "bulk"])(
    "is held by two processes together in any second (%s)",
    async (lane) => {
      const { both } = await openBudgets({ readPerSecond: 10 });
      const times = await send([...both, ...both], 7, lane);
      expect(times).toHaveLength(28);
      expect(most(times, 1_000)).toBeLessThanOrEqual(10);
    },
  );

  it("is held however late calls reach the platform", async () => {
    const { both } = await openBudgets({ readPerSecond: 8 });
    let n = 0;
    const lateness = [0, 400, 10, 700, 0, 50, 300, 0, 900];
    const onTheWay = () => sleep(lateness[n++ % lateness.length] ?? 0);
    const times = await send([...both, ...both], 6, "bulk", onTheWay);
    expect(most(times, 1_000)).toBeLessThanOrEqual(8);
  });

  it("spaces calls evenly when it is a fraction", async () => {
    const { both } = await openBudgets({ sharedPerSecond: 8.5 });
    const times = (await send(both, 5, "polling")).toSorted((a, b) => a - b);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000 / 8.5);
  });

  it("counts all kinds together when the allowance is shared", async () => {
    const { one } = await openBudgets({ sharedPerSecond: 3 });
    const times = [];
    for (const kind of ["read", "write", "search", "read"] as const) {
      times.push(await call(one, "people", kind));
    }
    expect((times[3] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("is one search a second, whatever else is allowed", async () => {
    const { one, two } = await openBudgets({});
    const first = await call(one, "people", "search");
    expect((await call(two, "people", "search")) - first).toBeGreaterThanOrEqual(1_000);
  });

  it("is not counted when there is no limit", async () => {
    const { one, connectionId } = await openBudgets({});
    for (let n = 0; n < 100; n++) await one.take("bulk", "read");
    expect(await rowOf(connectionId, "read")).toBeUndefined();
  });

  it("gives the place of a call back by itself when its process died", async () => {
    const { one, connectionId } = await openBudgets({ readPerSecond: 1 });
    await setRow(connectionId, "read", "sent_at = ARRAY[clock_timestamp() + interval '0.4 s']");
    const start = performance.now();
    expect((await call(one)) - start).toBeGreaterThanOrEqual(1_350);
  });

  it("lets only so many reads of one process be under way at once", async () => {
    const { one } = await openBudgets({ readsAtOnce: 2 });
    const [a] = await Promise.all([one.take("bulk", "read"), one.take("bulk", "read")]);
    const served: string[] = [];
    const late = (lane: BudgetLane) => one.take(lane, "read").then(() => served.push(lane));
    const others = [late("bulk"), late("people")];
    await one.take("people", "write");
    expect(served).toEqual([]);
    a.done();
    a.done();
    await others[1];
    expect(served).toEqual(["people"]);
  });

  it("is no longer waited for when the call is given up", async () => {
    const { one } = await openBudgets({ readPerSecond: 1 });
    await one.take("people", "read");
    const giveUp = new AbortController();
    const waiting = one.take("people", "read", giveUp.signal);
    setTimeout(() => giveUp.abort(), 20);
    await expect(waiting).rejects.toThrow(/abort/);
  });
});

describe("the lanes", () => {
  it("let a person's click pass a crawl that waits in the same process", async () => {
    const { one } = await openBudgets({ readPerSecond: 2 });
    const order: string[] = [];
    const take = async (lane: BudgetLane) => {
      await call(one, lane);
      order.push(lane);
    };
    await Promise.all([take("people"), take("people")]);
    await Promise.all([take("bulk"), take("bulk"), take("polling"), take("people")]);
    expect(order.slice(2)).toEqual(["people", "polling", "bulk", "bulk"]);
  });

  it("make way for a person who waits in another process", async () => {
    let wake = (): void => undefined;
    const asleep = () => new Promise<void>((resolve) => (wake = resolve));
    let naps = 0;
    const nap = (milliseconds: number, signal?: AbortSignal) => {
      naps += 1;
      return sleep(milliseconds, signal);
    };
    const { one, two, connectionId } = await openBudgets({ readPerSecond: 1, sleep: asleep }, { sleep: nap });
    await call(one);
    const served: string[] = [];
    const person = call(one).then(() => served.push("person"));
    await expect.poll(() => rowOf(connectionId, "read/people first")).toMatchObject({ sent: 0 });
    expect((await rowOf(connectionId, "read/people first"))?.pause).toBeGreaterThan(0);

    // The next call may go out now, and the person's process is late to notice: its claim would last a second.
    await setRow(connectionId, "read/people first", "slowed_until = clock_timestamp() + interval '1 hour'");
    await setRow(connectionId, "read", "sent_at = '{}'");
    const crawl = call(two, "bulk").then(() => served.push("crawl"));
    await expect.poll(() => naps).toBeGreaterThan(2);
    expect(served).toEqual([]);
    wake();
    await Promise.all([person, crawl]);
    expect(served).toEqual(["person", "crawl"]);
    expect((await rowOf(connectionId, "read/people first"))?.pause).toBeNull();
  });
});

describe("a throttled call", () => {
  it("holds every process and every lane back for as long as the platform asked (F01)", async () => {
    const { one, two, connectionId } = await openBudgets({ readPerSecond: 50 });
    await call(one);
    const start = performance.now();
    await one.slowDown("bulk", "read", 1);
    expect((await call(two)) - start).toBeGreaterThanOrEqual(990);
    expect(await rowOf(connectionId, "write")).toBeUndefined();
  });

  it("holds calls back where they are not counted, too", async () => {
    const { one, two } = await openBudgets({});
    const start = performance.now();
    await one.slowDown("people", "read", 1);
    expect((await call(two, "bulk")) - start).toBeGreaterThanOrEqual(990);
  });

  it("is looked for four times a second where calls are not counted, and known at once to who was throttled", async () => {
    let at = 0;
    const { one, two } = await openBudgets({ clock: () => at });
    const isHeld = async () => {
      const giveUp = new AbortController();
      const turn = one.take("bulk", "read", giveUp.signal).then(
        () => false,
        (error: { code: string }) => error.code === "upstream_throttled",
      );
      // The line asks before it waits: what it would have got at once, it has by then.
      await one.take("people", "write");
      giveUp.abort();
      return turn;
    };
    const asked = vi.spyOn(store.database.pool, "query");
    for (let n = 0; n < 100; n++) await call(one, "bulk");
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
    await two.slowDown("bulk", "read", 100);
    at = 249;
    expect(await isHeld()).toBe(false);
    at = 250;
    expect(await isHeld()).toBe(true);

    const { one: mine } = await openBudgets({ clock: () => at });
    await call(mine, "bulk");
    await mine.slowDown("bulk", "read", 301);
    await expect(call(mine, "bulk")).rejects.toMatchObject({ code: "upstream_throttled" });
  });

  it.each([0, 50])("slows its own lane and those behind it, without a figure (%i a second)", async (rate) => {
    const { one, two, connectionId } = await openBudgets({ readPerSecond: rate });
    await one.slowDown("polling", "read", null);
    await setRow(connectionId, "read/polling", "slowed_until = clock_timestamp() + interval '200 s'");
    const giveUp = new AbortController();
    const held = (["polling", "bulk"] as const).map((lane) => two.take(lane, "read", giveUp.signal));
    const settled = Promise.allSettled(held);
    await call(two, "people");
    giveUp.abort();
    for (const one of await settled) {
      expect(one).toMatchObject({ status: "rejected", reason: { code: "upstream_throttled" } });
      const { retryAfterSeconds } = (one as PromiseRejectedResult).reason;
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(retryAfterSeconds).toBeLessThanOrEqual(200);
    }
  });

  it("makes the pause longer each time in a row, up to a minute, and once for all calls under way (F02)", async () => {
    const { one, two, connectionId } = await openBudgets({ readPerSecond: 5 });
    const pause = async () => (await rowOf(connectionId, "read/bulk"))?.pause ?? 0;
    for (const [n, seconds] of [1.5, 2.5, 4.5, 8.5, 16.5, 30.5, 30.5].entries()) {
      const before = performance.now();
      await one.slowDown("bulk", "read", null);
      await two.slowDown("bulk", "read", null);
      expect(await pause()).toBeLessThanOrEqual(seconds);
      expect(await pause()).toBeGreaterThan(seconds - (performance.now() - before) / 1_000 - 0.01);
      expect(await rowOf(connectionId, "read/bulk")).toMatchObject({ throttles: n + 1 });
      await setRow(connectionId, "read/bulk", "slowed_until = clock_timestamp()");
    }
  });

  it("lets its lane out one call at a time until as many were served", async () => {
    const { one, two, connectionId } = await openBudgets({ readPerSecond: 50 });
    await setRow(connectionId, "read/people", "throttles = 2");
    const times = await Promise.all([call(one, "bulk"), call(two, "bulk")]);
    expect(Math.abs((times[0] ?? 0) - (times[1] ?? 0))).toBeGreaterThanOrEqual(1_000);
    await expect.poll(() => rowOf(connectionId, "read/people")).toMatchObject({ throttles: 0 });
    expect(most(await send([one, two], 10, "bulk"), 1_000)).toBeGreaterThan(1);
  });

  it("is not made up for by calls that were not served", async () => {
    const { one, connectionId } = await openBudgets({ readPerSecond: 50 });
    await setRow(connectionId, "read/people", "throttles = 1");
    (await one.take("people", "read")).done();
    await call(one);
    await expect.poll(() => rowOf(connectionId, "read/people")).toMatchObject({ throttles: 0 });
    expect((await rowOf(connectionId, "read"))?.sent).toBe(2);
  });

  it("is not waited for when the platform asked for minutes, and never longer than an hour", async () => {
    const { one, two, connectionId } = await openBudgets({ readPerSecond: 5 });
    await one.slowDown("people", "read", 1_000_000_000);
    expect((await rowOf(connectionId, "read"))?.pause).toBeLessThanOrEqual(3_600);
    const error = await two.take("bulk", "read").catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "upstream_throttled", hintKey: "throttled" });
    expect((error as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(300);
  });
});
