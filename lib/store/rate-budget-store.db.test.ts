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
  const shared = {
    connectionId,
    readPerSecond: 0,
    writePerSecond: 0,
    now: () => new Date(),
    sleep,
    ...rates,
  };
  return [store.database, store.openAgain()].map((database) => createRateBudget({ ...shared, database }));
}

/** The largest number of times within one window, both ends included. */
function most(times: number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((start, i) => sorted.slice(i).filter((at) => at - start <= windowMs).length));
}

async function send(
  budgets: { take: ReturnType<typeof createRateBudget>["take"] }[],
  calls: number,
  lane: BudgetLane,
) {
  const times: number[] = [];
  await Promise.all(
    budgets.map(async (budget) => {
      for (let n = 0; n < calls; n++) {
        await budget.take(lane, "read");
        times.push(performance.now());
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

  it("spaces the calls of a fractional rate evenly", async () => {
    const budgets = await twoBudgets({ sharedPerSecond: 8.5 });
    const times = (await send(budgets, 5, "polling")).toSorted((a, b) => a - b);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000 / 8.5);
  });

  it("counts reads and writes together when the allowance is shared", async () => {
    const [budget] = await twoBudgets({ sharedPerSecond: 2 });
    const start = performance.now();
    await budget?.take("people", "read");
    await budget?.take("people", "write");
    await budget?.take("people", "read");
    expect(performance.now() - start).toBeGreaterThanOrEqual(1_000);
  });

  it("does not wait when there is no limit", async () => {
    const [budget] = await twoBudgets({});
    const start = performance.now();
    for (let n = 0; n < 1_000; n++) await budget?.take("bulk", "read");
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("lets a person's click pass a crawl that is waiting", async () => {
    const budgets = await twoBudgets({ readPerSecond: 2 });
    await send(budgets, 1, "bulk");
    const order: string[] = [];
    const note = (lane: BudgetLane) => async () => {
      order.push(lane);
    };
    await Promise.all([
      ...budgets.map((budget) => budget.take("bulk", "read").then(note("bulk"))),
      wait(50).then(() => budgets[1]?.take("people", "read").then(note("people"))),
      wait(50).then(() => budgets[0]?.take("people", "read").then(note("people"))),
    ]);
    expect(order).toEqual(["people", "people", "bulk", "bulk"]);
  });

  it("holds every process back for as long as the platform asked", async () => {
    const budgets = await twoBudgets({ readPerSecond: 50 });
    await budgets[0]?.slowDown("read", 1);
    const start = performance.now();
    await budgets[1]?.take("people", "read");
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  it("gives up a slot that was slept through", async () => {
    let lateMs = 500;
    let clock = 0;
    const [budget] = await twoBudgets({
      readPerSecond: 1,
      now: () => new Date(clock),
      sleep: async (milliseconds) => {
        await wait(milliseconds);
        clock += milliseconds + lateMs;
        lateMs = 0;
      },
    });
    await budget?.take("people", "read");
    const start = performance.now();
    await budget?.take("people", "read");
    expect(performance.now() - start).toBeGreaterThanOrEqual(2_000);
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
