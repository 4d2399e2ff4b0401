import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { inTransaction } from "./db";
import { dropChunk, markDropped } from "./drop-rows";
import { dropOldRows, type RetentionRule } from "./row-retention";
import { measureTable } from "./snapshot-size";
import { pageSubtasks } from "./subtask-store";
import { summariseSubtasks } from "./subtask-summary";
import { saveSubtaskRows } from "./subtask-writer";
import { findTaskByPk, markTaskDeleted, markTaskRead, saveSeenTask } from "./task-store";
import { addTask, openTestStore, platformRow, platformTask, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.database.pool.query("TRUNCATE task, subtask, subtask_change, subtask_count CASCADE");
});

const now = new Date("2026-11-22T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const never = new AbortController().signal;
const retain = (
  rule: Partial<RetentionRule>,
  signal = never,
  sleep: () => Promise<void> = async () => undefined,
) => dropOldRows(store.database, { days: null, gigabytes: null, ...rule }, { now: () => now, sleep, signal });

interface Kept {
  taskId: string;
  /** Days since it was made, and since a row last moved. */
  made: number;
  moved: number;
  rows?: number;
  ended?: boolean;
}

/** A task every third row of which failed, two of three of these with the text that is the commonest. */
async function keep({ taskId, made, moved, rows = 9, ended = true }: Kept): Promise<number> {
  const { database } = store;
  const facts: Partial<PlatformTask> = {
    ...{ taskId, status: ended ? "PartialSuccess" : "Processing", createdAt: daysAgo(made).toISOString() },
    progress: { ...noProgress, total: rows, success: rows },
  };
  const taskPk = await addTask(store, facts, daysAgo(made));
  const found = Array.from({ length: rows }, (_, n) => {
    const errorMessage = n % 9 === 6 ? "a rare text" : "the common text";
    const failed = { status: "Fail", errorCode: "IOTDA.014016", errorMessage };
    return platformRow(`d-${n}`, n % 3 === 0 ? failed : { status: "Success" });
  });
  await inTransaction(database, async (tx) => {
    await saveSubtaskRows(tx, taskPk, found, daysAgo(made));
    await saveSubtaskRows(tx, taskPk, [platformRow("d-1", { status: "Stopped" })], daysAgo(moved));
    await markTaskRead(tx, taskPk, { complete: true, final: ended });
  });
  return taskPk;
}

async function countRows(taskPk: number): Promise<number> {
  const { rows } = await store.database.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM subtask WHERE task_id = $1 AND ord >= 0",
    [taskPk],
  );
  return rows[0]?.n ?? 0;
}

const droppedAt = async (taskPk: number) =>
  (await findTaskByPk(store.database.prisma, taskPk, now))?.snapshot.rowsDroppedAt;

describe("retention by age", () => {
  it("drops the rows of what ended and has not moved since, and keeps counts, causes and their texts", async () => {
    const { database } = store;
    const old = await keep({ taskId: "old", made: 60, moved: 31 });
    const moved = await keep({ taskId: "moved", made: 60, moved: 29 });
    const runs = await keep({ taskId: "runs", made: 60, moved: 31, ended: false });
    const gone = await keep({ taskId: "gone", made: 60, moved: 31, ended: false });
    await inTransaction(database, (tx) => markTaskDeleted(tx, gone, daysAgo(1)));
    const before = await summariseSubtasks(database, old);
    expect(before.byError).toMatchObject([{ code: "IOTDA.014016", message: "the common text", count: 3 }]);

    expect(await retain({ days: 30 })).toEqual({ tasks: 2, rows: 16, excess: 0 });
    expect(await Promise.all([old, moved, runs, gone].map(countRows))).toEqual([0, 9, 9, 0]);
    expect(await Promise.all([old, moved, runs, gone].map(droppedAt))).toEqual([now, null, null, now]);
    expect(await summariseSubtasks(database, old)).toEqual(before);
    expect(await pageSubtasks(database, old, { limit: 50 })).toMatchObject({ rows: [], nextOrd: null });
    const { rows: history } = await database.pool.query(
      "SELECT task_id FROM subtask_change ORDER BY task_id",
    );
    expect(history).toEqual([{ task_id: moved }, { task_id: runs }]);
    expect(await retain({ days: 30 })).toEqual({ tasks: 0, rows: 0, excess: 0 });
  });

  it("goes on where it was broken off, and shows nobody half of the rows", async () => {
    const large = await keep({ taskId: "large", made: 60, moved: 31, rows: 5_400 });
    const stopping = new AbortController();
    const broken = await retain({ days: 30 }, stopping.signal, async () => stopping.abort());
    expect(broken).toMatchObject({ tasks: 1, rows: 5_000 });
    expect(await droppedAt(large)).toEqual(now);
    expect(await countRows(large)).toBe(399);
    expect(await retain({ days: 30 })).toEqual({ tasks: 0, rows: 399, excess: 0 });
  });
});

describe("a task that goes on after its rows were dropped", () => {
  const goesOn = (taskId: string, total: number) =>
    inTransaction(store.database, (tx) =>
      saveSeenTask(tx, {
        connectionId: store.connectionId,
        task: platformTask({ taskId, progress: { ...noProgress, total, processing: total } }),
        ...{ fetchedAt: now, source: "show" },
      }),
    );

  it("is read anew: no old row, exact counts, positions from the start", async () => {
    const { database } = store;
    const taskPk = await keep({ taskId: "again", made: 60, moved: 31 });
    await retain({ days: 30 });
    // Taken for deleted in the middle of a read: where that was is no place any more.
    await database.prisma.taskSync.update({
      where: { taskId: taskPk },
      data: { crawl: { behind: "a marker" } },
    });
    const task = await goesOn("again", 2);
    const { crawl } = await database.prisma.taskSync.findUniqueOrThrow({ where: { taskId: taskPk } });
    expect(crawl).toBeNull();
    expect(task.snapshot).toMatchObject({ rowsDroppedAt: null, subtasksRead: 0, subtasksComplete: false });
    const rows = [platformRow("d-0"), platformRow("d-1")];
    await inTransaction(database, (tx) => saveSubtaskRows(tx, taskPk, rows, now));
    expect((await summariseSubtasks(database, taskPk)).byStatus).toEqual({ Processing: 2 });
    const { rows: shown } = await pageSubtasks(database, taskPk, { limit: 50 });
    expect(shown.map((row) => [row.target, row.attempt])).toEqual([
      ["d-0", 1],
      ["d-1", 1],
    ]);
  });

  it("loses none of its new rows to a drop that is under way", async () => {
    const taskPk = await keep({ taskId: "race", made: 60, moved: 31 });
    expect(await markDropped(store.database, taskPk, now)).toBe(true);
    await goesOn("race", 1);
    await inTransaction(store.database, (tx) => saveSubtaskRows(tx, taskPk, [platformRow("d-0")], now));
    expect(await dropChunk(store.database, taskPk)).toBeNull();
    expect(await countRows(taskPk)).toBe(1);
    // Nor is a task without rows made of one that runs.
    expect(await markDropped(store.database, taskPk, now)).toBe(false);
  });
});

describe("retention by size", () => {
  it("drops what ended longest ago until the rest fits, and not more an hour later though no file shrank", async () => {
    const { database } = store;
    // Made in another order than they ended.
    const ends = [12, 40, 20, 60, 3, 30];
    const tasks: number[] = [];
    for (const moved of ends) tasks.push(await keep({ taskId: `t-${moved}`, made: 61, moved, rows: 1_500 }));
    const young = await keep({ taskId: "young", made: 61, moved: 0.5, rows: 1_500 });
    const full = await measureTable(database, "subtask");
    // 7 tasks fill it: three of them have to go.
    const allowed = { gigabytes: ((full.live / 7) * 4.5) / 1e9 };
    expect(await retain(allowed)).toMatchObject({ tasks: 3, excess: 0 });
    const kept = await Promise.all(tasks.map(countRows));
    expect(ends.filter((_, n) => (kept[n] ?? 0) > 0)).toEqual([12, 20, 3]);
    expect((await measureTable(database, "subtask")).live).toBeLessThan(full.live * 0.65);
    expect(await retain(allowed)).toEqual({ tasks: 0, rows: 0, excess: 0 });

    // What ended within a day is kept, and told.
    const rest = await retain({ gigabytes: full.live / 1e12 });
    expect(rest.tasks).toBe(3);
    expect(rest.excess).toBeGreaterThan(0);
    expect(await countRows(young)).toBe(1_500);
  });
});
