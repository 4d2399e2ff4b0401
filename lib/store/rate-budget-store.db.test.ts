import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BudgetLane, createRateBudget, type RateBudgetOptions } from "./rate-budget-store";
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
async function twoBudgets(rates: Partial<RateBudgetOptions>) {
  const connectionId = await addConnection(store.database, `budget-${made++}`);
  const shared = { connectionId, readPerSecond: 0, writePerSecond: 0, sleep, ...rates };
  return [store.database, store.openAgain()].map((database) => createRateBudget({ ...shared, database }));
}

type Budget = ReturnType<typeof createRateBudget>;

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
        turn?.done();
      }
    }),
  );
  return times;
}

describe("createRateBudget", () => {
  it.each<BudgetLane>(["people", "bulk"])(
    "lets two processes together send no more than the rate in any second (%s)",
    async (lane) => {
      const budgets = await twoBudgets({ readPerSecond: 10 });
      const times = await send([...budgets, ...budgets], 8, lane);
      expect(times).toHaveLength(32);
      expect(most(times, 1_000)).toBeLessThanOrEqual(10);
      const took = Math.max(...times) - Math.min(...times);
      expect(took).toBeLessThan(4_500);
    },
  );

  it("holds the rate however late calls reach the platform", async () => {
    const budgets = await twoBudgets({ readPerSecond: 8 });
    let n = 0;
    const lateness = [0, 400, 10, 700, 0, 50, 300, 0, 900];
    const onTheWay = () => sleep(lateness[n++ % lateness.length] ?? 0);
    const times = await send([...budgets, ...budgets], 6, "bulk", onTheWay);
    expect(most(times, 1_000)).toBeLessThanOrEqual(8);
  });

  it("spaces the calls of a fractional rate evenly", async () => {
    const budgets = await twoBudgets({ sharedPerSecond: 8.5 });
    const times = (await send(budgets, 5, "polling")).toSorted((a, b) => a - b);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000 / 8.5);
  });

  it("counts reads and writes together when the allowance is shared", async () => {
    const [budget] = await twoBudgets({ sharedPerSecond: 2 });
    const start = performance.now();
    for (const kind of ["read", "write", "read"] as const) (await budget?.take("people", kind))?.done();
    expect(performance.now() - start).toBeGreaterThanOrEqual(1_000);
  });

  it("does not wait when there is no limit", async () => {
    const [budget] = await twoBudgets({});
    const start = performance.now();
    for (let n = 0; n < 1_000; n++) await budget?.take("bulk", "read");
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("lets a person's click pass a crawl that is waiting", async () => {
    const [budget] = await twoBudgets({ readPerSecond: 2 });
    const order: string[] = [];
    const take = async (lane: BudgetLane) => {
      const turn = await budget?.take(lane, "read");
      order.push(lane);
      turn?.done();
    };
    await Promise.all([take("people"), take("people")]);
    await Promise.all([take("bulk"), take("bulk"), take("polling"), take("people")]);
    expect(order.slice(2)).toEqual(["people", "polling", "bulk", "bulk"]);
  });

  it("holds every process back for as long as the platform asked", async () => {
    const budgets = await twoBudgets({ readPerSecond: 50 });
    await send(budgets, 1, "people");
    await budgets[0]?.slowDown("read", 1);
    const start = performance.now();
    await budgets[1]?.take("people", "read");
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  it("gives the place of a call back by itself when its process died", async () => {
    const [budget] = await twoBudgets({ readPerSecond: 1 });
    await budget?.take("people", "read");
    const start = performance.now();
    await budget?.take("people", "read");
    expect(performance.now() - start).toBeGreaterThanOrEqual(4_900);
    expect(performance.now() - start).toBeLessThan(9_000);
  });

  it("stops waiting when the call is given up", async () => {
    const [budget] = await twoBudgets({ readPerSecond: 1 });
    await budget?.take("people", "read");
    const giveUp = new AbortController();
    const waiting = budget?.take("people", "read", giveUp.signal);
    setTimeout(() => giveUp.abort(), 20);
    await expect(waiting).rejects.toThrow();
  });
});
