import { afterAll, beforeAll, expect, it } from "vitest";
import type { PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { readTaskPoints, thinTaskPoints } from "@/lib/store/task-points";
import { saveSeenTask } from "@/lib/store/task-store";
import { platformRow, platformTask } from "@/lib/store/testing/test-store";
import { slug, startWorld, type World } from "../testing/start-world";
import { showTaskProgress } from "./show-progress";

const second = 1_000;
const minute = 60_000;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

function see(
  facts: Partial<PlatformTask>,
  rows: Parameters<typeof saveSubtaskRows>[2] = [],
  at = world.now(),
) {
  return inTransaction(world.database, async (tx) => {
    const seen = {
      connectionId: world.connection.id,
      task: platformTask(facts),
      fetchedAt: at,
      source: "show" as const,
    };
    const task = await saveSeenTask(tx, seen);
    await saveSubtaskRows(tx, task.id, rows, at);
    return task.id;
  });
}
const show = (taskId: string) =>
  showTaskProgress({ ctx: world.context(), input: { params: { connection: slug, taskId } } });
const devices = (count: number, status: string) =>
  Array.from({ length: count }, (_, n) => platformRow(`d-${n}`, { status }));

it("tells pace, what is left, what is stuck and what is retried next, from what was read", async () => {
  const taskId = "running";
  const policy = { scheduleTime: null, retryCount: 2, retryIntervalMinutes: 30 };
  const progress = (counters: object) => ({
    taskId,
    policy,
    progress: { ...noProgress, total: 3_000, ...counters },
  });

  // An ended task of the type, of which each device took 400 s: what is usual is twice that.
  await see({ taskId: "ended", status: "Processing" }, devices(60, "Processing"));
  world.pass(400 * second);
  const ended = await see({ taskId: "ended", status: "Success" }, devices(60, "Success"));
  await world.database.prisma.task.update({ where: { id: ended }, data: { final: true } });

  await see(progress({ waiting: 3_000, processing: 0 }));
  expect(await show(taskId)).toMatchObject({ points: [], pace: null, left: null, waitsFor: "batches" });
  world.pass(minute);
  const begun = world.now();
  await see(progress({ waiting: 2_000, processing: 1_000 }), devices(10, "Processing"));
  // Counters of a crawl come once a second.
  for (let n = 1; n <= 120; n += 1) {
    world.pass(second);
    await see(progress({ waiting: 2_000 - 10 * n, processing: 1_000, success: 9 * n, fail: n }));
  }
  const found = await show(taskId);
  expect(found).toMatchObject({ pace: 600, quiet: null, stuck: null, nextRetry: null, waitsFor: "batches" });
  expect(found.left).toEqual({ from: 180, to: 180 });
  expect(found.ran).toEqual({ from: begun.toISOString(), to: null });
  const [settled, failed] = [
    found.points.map((each) => each.settled),
    found.points.map((each) => each.failed),
  ];
  expect([settled.reduce((a, b) => a + b), failed.reduce((a, b) => a + b)]).toEqual([1_200, 120]);
  expect(found.points).toHaveLength(12);

  const { id } = await world.database.prisma.task.findFirstOrThrow({ where: { taskId } });
  const points = await readTaskPoints(world.database, id);
  // The first look, then one for each ten seconds, however many counters came.
  expect(points).toHaveLength(14);
  expect(points.map(({ at }) => at.getTime() % 10_000)).toEqual(points.map(() => 0));

  world.pass(15 * minute);
  const rows = [...devices(3, "FailWaitRetry"), platformRow("d-3", { status: "Success" })];
  await see(progress({ processing: 6, success: 1_081, fail: 120, failWaitRetry: 3, waiting: 1_790 }), rows);
  world.pass(6 * minute);
  await see(progress({ processing: 6, success: 1_081, fail: 120, failWaitRetry: 3, waiting: 1_790 }));
  const later = await show(taskId);
  expect(later).toMatchObject({ pace: null, left: null, quiet: { because: "devices" } });
  const changedBefore = new Date(world.now().getTime() - 800 * second).toISOString();
  expect(later.stuck).toEqual({ count: 6, olderThanSeconds: 800, changedBefore, basis: "learned" });
  const next = new Date(world.now().getTime() + 24 * minute).toISOString();
  expect(later.nextRetry).toEqual({ at: next, count: 3 });
});

it("waits for a place when ten tasks of the space are being worked on, and starts anew when opened again", async () => {
  const space = { appId: "space-1", type: "createCommands" };
  for (let n = 0; n < 10; n += 1) await see({ ...space, taskId: `busy-${n}`, status: "Processing" });
  await see({ ...space, taskId: "next", status: "Waitting", progress: noProgress });
  expect(await show("next")).toMatchObject({ waitsFor: "slot", points: [] });

  const taskId = "reopened";
  const ran = (status: string, counters: object) =>
    see({ taskId, status, progress: { ...noProgress, total: 100, ...counters } });
  await ran("Processing", { waiting: 100 });
  world.pass(minute);
  await ran("Processing", { processing: 100 });
  world.pass(minute);
  await ran("PartialSuccess", { success: 60, fail: 40 });
  const over = await show(taskId);
  expect(over.ran).toEqual({
    from: new Date(world.now().getTime() - minute).toISOString(),
    to: world.now().toISOString(),
  });
  expect(over.points.reduce((sum, { settled }) => sum + settled, 0)).toBe(100);
  world.pass(60 * minute);
  await ran("Processing", { success: 60, processing: 40 });
  world.pass(minute);
  await ran("Processing", { success: 90, processing: 10 });
  const again = await show(taskId);
  expect(again.ran.to).toBeNull();
  expect(again.points.reduce((sum, { settled }) => sum + settled, 0)).toBe(30);
  expect(again.points).toHaveLength(6);
});

it("leaves one point a minute after an hour, one in ten minutes after a day, and the first of all", async () => {
  const { prisma, pool } = world.database;
  const task = await see({ taskId: "thinned" });
  await pool.query("DELETE FROM task_point WHERE task_id = $1", [task]);
  const from = world.now().getTime() - 26 * 60 * minute + 30 * second;
  await pool.query(
    `INSERT INTO task_point (task_id, at, total, waiting, processing, success, fail, fail_wait_retry, stopped, removed, timeout)
     SELECT $1, date_bin('10 s', $2::timestamptz + n * interval '10 s', 'epoch'), 9999, 0, 0, n, 0, 0, 0, 0, 0
     FROM generate_series(0, $3::int) n`,
    [task, new Date(from), 26 * 360],
  );
  const before = await readTaskPoints(world.database, task);
  expect(await thinTaskPoints(prisma, world.now())).toBeGreaterThan(7_000);
  const after = await readTaskPoints(world.database, task);
  const held = new Set(before.map(({ at, success }) => `${at.toISOString()} ${success}`));
  expect(after.every(({ at, success }) => held.has(`${at.toISOString()} ${success}`))).toBe(true);
  const stepAt = (at: Date) => {
    const age = world.now().getTime() - at.getTime();
    return age > 24 * 60 * minute + 10 * minute ? 10 * minute : age > 61 * minute ? minute : 10 * second;
  };
  const gaps = after.slice(2).map(({ at }, n) => at.getTime() - (after[n + 1]?.at.getTime() ?? 0));
  expect(after[0]?.at).toEqual(before[0]?.at);
  expect(after.at(-1)).toEqual(before.at(-1));
  gaps.forEach((gap, n) => {
    const point = after[n + 1];
    if (point)
      expect(gap).toBeLessThanOrEqual(stepAt(point.at) + (stepAt(point.at) === 10 * minute ? minute : 0));
  });
  expect(gaps.filter((gap) => gap === 10 * minute).length).toBeGreaterThan(9);
  expect(gaps.filter((gap) => gap === minute).length).toBeGreaterThan(1_300);
  expect(gaps.filter((gap) => gap === 10 * second).length).toBeGreaterThan(350);
  expect(await thinTaskPoints(prisma, world.now())).toBe(0);
});
