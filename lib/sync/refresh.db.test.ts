import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { platformRow } from "@/lib/store/testing/test-store";
import {
  openSyncHouse,
  passTime,
  platformRows,
  type SyncHouse,
  stored,
  storedRows,
  storeTask,
  syncTask,
  takeTask,
} from "./testing/sync-house";

/* What a large task costs once most of it is over: pages of 10 rows and a small limit, so that 2,000 rows are many. */

const rowsAPage = 10;
const total = 2_000;
const fullCrawl = total / rowsAPage;

let house: SyncHouse;
beforeAll(async () => {
  house = await openSyncHouse();
  house.deps.smallTask = 110;
  house.fake.platform = { ...house.fake.platform, paging: { limit: rowsAPage, maxOffset: 100 } };
});
afterAll(() => house.store.close());

/** Where a subtask can go from here (sheet §10.2); a person retries what failed. */
const ways: Record<string, readonly string[]> = {
  Waitting: ["Processing"],
  Processing: ["Success", "Fail", "FailWaitRetry", "Processing"],
  FailWaitRetry: ["Processing"],
  Fail: ["Processing", "Waitting"],
};

/** Numbers below `n`, the same for the same seed. */
function drawFrom(seed: number) {
  let state = seed;
  return (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** A task of 1,800 successes and 200 others, scattered. */
async function openTask(seed: number) {
  const { fake } = house;
  const draw = drawFrom(seed);
  const taskId = `task-${seed}`;
  const open = ["Processing", "Waitting", "Fail", "FailWaitRetry"];
  const rows = Array.from({ length: total }, (_, i) => {
    const isOver = i % 10 !== draw(2);
    return platformRow(`d-${i}`, isOver ? success(`v${i}`) : { status: open[draw(4)] ?? "Processing" });
  });
  fake.addTask(taskId, { status: "Processing" });
  fake.addRows(taskId, rows);
  const pk = await storeTask(house, taskId);
  /** Moves subtasks; at most `ends` of them succeed. */
  const churn = (moves: number, ends = Number.POSITIVE_INFINITY) => {
    const held = [...fake.rowsOf(taskId).values()].filter(({ status }) => status !== "Success");
    let endsLeft = ends;
    for (let n = 0; n < moves; n++) {
      const row = held[draw(held.length)];
      const next = ways[row ? (fake.rowsOf(taskId).get(row.target)?.status ?? "") : ""];
      const status = next?.[draw(next.length)];
      if (!row || !status || (status === "Success" && endsLeft-- <= 0)) continue;
      fake.setRow(taskId, row.target, status === "Success" ? success(`n${n}`) : outcome(status, draw(3)));
    }
  };
  const poll = async () => {
    passTime(house, 300);
    fake.calls.length = 0;
    await syncTask(house, pk);
    return fake.calls.length;
  };
  const same = async () => expect(await storedRows(house, pk)).toEqual(platformRows(house, taskId));
  return { taskId, pk, churn, poll, same };
}

const success = (output: string) => ({ status: "Success", output, errorCode: null });
const outcome = (status: string, code: number) => ({
  ...{ status, output: null },
  errorCode: status.startsWith("Fail") ? `IOTDA.01401${code}` : null,
});

describe.each([1, 2])("a large task of which nine tenths are over, seed %i", (seed) => {
  it("costs a seventh of a full crawl a poll, one call when nothing moved, none when it is over", async () => {
    const { fake } = house;
    const { taskId, pk, churn, poll, same } = await openTask(seed);
    expect(await poll()).toBe(fullCrawl);
    await same();
    for (let round = 0; round < 3; round++) {
      churn(40, 5);
      expect(await poll()).toBeLessThanOrEqual(0.15 * fullCrawl);
      await same();
      expect((await stored(house, taskId)).snapshot).toMatchObject({ subtasksComplete: true });
    }
    expect(await poll()).toBe(1);
    expect(await poll()).toBe(1);

    // More than can be asked for one by one, and in the middle of the reads.
    churn(400);
    fake.onCall = () => churn(2);
    await poll();
    fake.onCall = () => undefined;
    await poll();
    await poll();
    await same();
    expect((await stored(house, taskId)).snapshot).toMatchObject({ subtasksComplete: true });

    fake.setTask(taskId, { status: "PartialSuccess" });
    await poll();
    await same();
    expect((await stored(house, taskId)).snapshot).toMatchObject({ final: true });
    passTime(house, 86_400);
    expect(await takeTask(house)).toBeUndefined();
    expect(pk).toBeGreaterThan(0);
  });
});
