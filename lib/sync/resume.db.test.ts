import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { platformRow } from "@/lib/store/testing/test-store";
import { runTaskSync } from "./run-task-sync";
import { platformFailure } from "./testing/fake-platform";
import {
  forgetEarlierReads,
  never,
  openSyncHouse,
  passTime,
  platformRows,
  type SyncHouse,
  stored,
  storedRows,
  storeTask,
  syncTask,
  takeTask,
  untilStored,
} from "./testing/sync-house";

/* Reads of all rows that are broken off. 2,000 rows are 40 pages in four windows: 11, 11, 11, 7. */

let house: SyncHouse;
beforeAll(async () => {
  house = await openSyncHouse();
});
afterAll(() => house.store.close());

const total = 2_000;
const oneWindow = 11;
let taskNumber = 0;
let taskId = "";
let taskPk = 0;
beforeEach(async () => {
  const { fake } = house;
  await forgetEarlierReads(house);
  taskId = `t${taskNumber++}`;
  fake.onCall = () => undefined;
  fake.addTask(taskId, { status: "Success" });
  fake.addRows(
    taskId,
    Array.from({ length: total }, (_, i) => platformRow(`d-${i}`, { status: "Success", output: `o-${i}` })),
  );
  taskPk = await storeTask(house, taskId);
  fake.calls.length = 0;
});

const runningTask = () => {
  house.fake.setTask(taskId, { status: "Processing" });
  for (let i = 0; i < 100; i++) house.fake.setRow(taskId, `d-${i * 20}`, { status: "Processing" });
};
const verdict = async () => {
  const { snapshot } = await stored(house, taskId);
  return { ...snapshot, dueIn: ((snapshot.nextReadAt?.getTime() ?? 0) - house.clock.now.getTime()) / 1_000 };
};
const expectSameAsPlatform = async () => {
  expect(await storedRows(house, taskPk)).toEqual(platformRows(house, taskId));
};
const takeNow = async (owner: string) => {
  const lease = await takeTask(house, owner);
  if (!lease) throw new Error("not due");
  return lease;
};

/** A read whose holder is gone with its `calls + 1`st call, when the windows before that call are stored. */
async function readAndDie(calls: number): Promise<void> {
  const { fake, clock, deps, store } = house;
  await store.database.pool.query(
    "UPDATE task_sync SET due_at = $1 WHERE task_id = $2 AND lease_until IS NULL",
    [clock.now, taskPk],
  );
  fake.calls.length = 0;
  await new Promise<void>((dead) => {
    fake.onCall = () => {
      if (fake.calls.length <= calls) return;
      dead();
      return new Promise(() => undefined);
    };
    void takeNow("dies").then((lease) => runTaskSync(lease, deps, never));
  });
  await untilStored(house, taskId, Math.floor(calls / oneWindow) * oneWindow * 50);
  fake.onCall = () => undefined;
  fake.calls.length = 0;
  passTime(house, 16);
}

/** Calls the next read takes: the counters, what is left, and perhaps the page behind the last row. */
async function callsToFinish(): Promise<number> {
  house.fake.calls.length = 0;
  await runTaskSync(await takeNow("next"), house.deps, never);
  return house.fake.calls.length;
}

describe("a read that was broken off goes on at its place", () => {
  it("when its holder was killed: what the last window stored is not read again", async () => {
    await readAndDie(2 * oneWindow + 5);
    expect(await verdict()).toMatchObject({ subtasksComplete: false, subtasksRead: 1_100 });
    expect(await callsToFinish()).toBe(1 + (40 - 2 * oneWindow) + 1);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ final: true, subtasksComplete: true, subtasksRead: total });
  });

  it("when the worker is told to stop: not even a page is read again", async () => {
    const stop = new AbortController();
    house.fake.onCall = () => {
      if (house.fake.calls.length === oneWindow + 6) stop.abort();
    };
    await syncTask(house, taskPk, stop.signal);
    house.fake.onCall = () => undefined;
    const { subtasksRead } = await verdict();
    expect(subtasksRead).toBeGreaterThanOrEqual(550);
    expect(await callsToFinish()).toBeLessThanOrEqual(1 + (40 - oneWindow) + 1);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ final: true });
  });

  it.each([
    ["throttles", "throttled", 429, { failures: 0, throttled: true }],
    ["fails", "transient", 503, { failures: 1, failureReason: "upstream_unavailable" }],
    ["refuses our credentials (F20)", "auth", 403, { failures: 1, failureReason: "upstream_auth" }],
  ] as const)("when the platform %s in the middle", async (_, failure, status, state) => {
    house.fake.onCall = () => {
      if (house.fake.calls.length > oneWindow + 6) throw platformFailure(failure, status);
    };
    await syncTask(house, taskPk);
    house.fake.onCall = () => undefined;
    expect(await verdict()).toMatchObject({ ...state, subtasksComplete: false, subtasksRead: 850 });
    passTime(house, 300);
    await house.store.database.pool.query("UPDATE connection_sync SET failures = 0, failure_reason = NULL");
    // The window's last page, which went first, has nothing to go on from while those before it are missing.
    expect(await callsToFinish()).toBe(1 + (40 - 16) + 1);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ final: true, failures: 0, throttled: false });
  });

  it("when its lease went to somebody else, who goes on while the first one writes nothing more", async () => {
    await house.store.database.pool.query("UPDATE task_sync SET due_at = $1 WHERE task_id = $2", [
      house.clock.now,
      taskPk,
    ]);
    const lease = await takeNow("frozen");
    const { pageConcurrency } = house.deps;
    let calls = 0;
    let next: Promise<number> | undefined;
    const takeOver = async () => {
      await untilStored(house, taskId, oneWindow * 50);
      passTime(house, 16);
      return callsToFinish();
    };
    house.fake.onCall = async () => {
      const isFrozen = ++calls > oneWindow && calls <= oneWindow + pageConcurrency;
      next ??= calls > oneWindow ? takeOver() : undefined;
      if (isFrozen) await next;
    };
    await runTaskSync(lease, house.deps, never);
    expect(await next).toBe(1 + (40 - oneWindow) + 1);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ final: true });
  });

  it("of a running task as well, which is complete once what moved meanwhile is read (F18)", async () => {
    runningTask();
    await readAndDie(2 * oneWindow + 5);
    // One of the rows that are stored already, and one that is not.
    house.fake.setRow(taskId, "d-1980", { status: "Success", output: "late" });
    house.fake.setRow(taskId, "d-20", { status: "Fail", errorCode: "IOTDA.014016" });
    expect(await callsToFinish()).toBe(1 + (40 - 2 * oneWindow) + 1);
    expect(await verdict()).toMatchObject({ subtasksComplete: false, subtasksRead: total, dueIn: 60 });
    passTime(house, 60);
    expect(await callsToFinish()).toBeLessThan(8);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ subtasksComplete: true, final: false });
  });
});

describe("a place is worth nothing any more", () => {
  it("when a finished task has moved since: everything is read anew (F25)", async () => {
    await readAndDie(2 * oneWindow + 5);
    house.fake.setRow(taskId, "d-1990", { status: "Fail", output: null, errorCode: "IOTDA.014016" });
    house.fake.setTask(taskId, { status: "PartialSuccess" });
    expect(await callsToFinish()).toBe(40);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ final: true });
  });

  it.each([
    ["of a running task after ten minutes", true, 660, 40],
    ["of a finished one after an hour, not before", false, 660, 1 + (40 - 2 * oneWindow) + 1],
    ["of a finished one after an hour", false, 3_660, 40],
  ])("%s", async (_, isRunning, seconds, calls) => {
    if (isRunning) runningTask();
    await readAndDie(2 * oneWindow + 5);
    passTime(house, seconds);
    expect(await callsToFinish()).toBe(calls);
    await expectSameAsPlatform();
    expect(await verdict()).toMatchObject({ subtasksComplete: true });
  });

  it("when the platform has another number of rows by now", async () => {
    runningTask();
    await readAndDie(2 * oneWindow + 5);
    house.fake.tasks.get(taskId)?.rows.splice(0, 20);
    expect(await callsToFinish()).toBe(40);
  });

  it("once the read is over: the next one is a read of its own", async () => {
    await readAndDie(2 * oneWindow + 5);
    await callsToFinish();
    const { rows } = await house.store.database.pool.query("SELECT crawl FROM task_sync WHERE task_id = $1", [
      taskPk,
    ]);
    expect(rows).toEqual([{ crawl: null }]);
  });
});

describe("a read that is broken off at the same place again and again", () => {
  it("backs off as any other failure, and costs no more than that place", async () => {
    house.fake.onCall = ({ marker }) => {
      if (marker !== undefined && house.fake.calls.length > 1) throw platformFailure("transient", 503);
    };
    await syncTask(house, taskPk);
    const seen = [];
    for (let n = 0; n < 4; n++) {
      await house.store.database.pool.query("UPDATE connection_sync SET failures = 0");
      const { dueIn, failures } = await verdict();
      passTime(house, dueIn);
      seen.push([failures, dueIn, await callsToFinish()]);
    }
    expect(seen.map(([failures, dueIn]) => [failures, dueIn])).toEqual([
      [1, 60],
      [2, 120],
      [3, 240],
      [4, 300],
    ]);
    // The counters and the pages of one window that were on their way when the first one failed.
    expect(Math.max(...seen.map(([, , calls = 0]) => calls))).toBeLessThanOrEqual(
      1 + house.deps.pageConcurrency,
    );
    house.fake.onCall = () => undefined;
    passTime(house, 300);
    await callsToFinish();
    expect(await verdict()).toMatchObject({ final: true, failures: 0 });
  });

  it("waits as after a failure when it is its readers that die", async () => {
    for (let death = 1; death <= 5; death++) await readAndDie(3);
    const lease = await takeNow("sixth");
    expect(lease).toMatchObject({ orphaned: true, deaths: 5, place: null });
    house.fake.calls.length = 0;
    await runTaskSync(lease, house.deps, never);
    expect(house.fake.calls).toHaveLength(0);
    expect(await verdict()).toMatchObject({ failures: 1, failureReason: "internal", dueIn: 60 });
    passTime(house, 60);
    await callsToFinish();
    expect(await verdict()).toMatchObject({ final: true, failures: 0 });
  });

  it("counts no deaths once a window was stored: killed workers delay nobody who gets on", async () => {
    for (let death = 1; death <= 4; death++) await readAndDie(3);
    await readAndDie(oneWindow + 3);
    const lease = await takeNow("next");
    expect(lease).toMatchObject({ orphaned: true, deaths: 1, place: { pages: oneWindow, total } });
    await runTaskSync(lease, house.deps, never);
    expect(await verdict()).toMatchObject({ final: true });
  });
});
