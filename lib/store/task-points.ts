import type { ProgressPoint } from "@/lib/domain/progress-points";
import type { Database, Db } from "./db";

/** A task's counters over time, the oldest first; a trigger writes them, the clean-up thins them out. */
export async function readTaskPoints({ pool }: Database, taskPk: number): Promise<ProgressPoint[]> {
  const { rows } = await pool.query<ProgressPoint>(
    `SELECT at, total, waiting, processing, success, fail, fail_wait_retry AS "failWaitRetry", stopped, removed, timeout
     FROM task_point WHERE task_id = $1 ORDER BY at`,
    [taskPk],
  );
  return rows;
}

/** Points older than `ageMs` are thinned to one in `stepMs`. */
const thinning = {
  hour: { ageMs: 3_600_000, stepMs: 60_000 },
  day: { ageMs: 86_400_000, stepMs: 600_000 },
} as const;

/** What moved longer ago has been thinned by earlier runs, however many of them failed. */
const movedWithinMs = 8 * 86_400_000;
const tasksAtOnce = 50;

/**
 * Leaves one point a minute of what is older than an hour, and one in ten minutes of what is older than a day: the last
 * one, since counters tell how things stand, and the first a task ever had. Returns how many went.
 */
export async function thinTaskPoints(db: Db, now: Date): Promise<number> {
  let thinned = 0;
  for (let after = 0; ; ) {
    const tasks = await db.$queryRaw<{ id: number }[]>`
      SELECT id FROM task
      WHERE id > ${after}::int AND (NOT final OR fetched_at > ${new Date(now.getTime() - movedWithinMs)}::timestamptz)
      ORDER BY id LIMIT ${tasksAtOnce}`;
    const last = tasks.at(-1);
    if (!last) return thinned;
    after = last.id;
    thinned += await thinTasks(
      db,
      tasks.map(({ id }) => id),
      now,
    );
  }
}

/** Both limits lie between two steps: no step is cut in half, and running it twice changes nothing. */
function thinTasks(db: Db, ids: number[], now: Date): Promise<number> {
  const limit = ({ ageMs, stepMs }: { ageMs: number; stepMs: number }) =>
    new Date(Math.floor((now.getTime() - ageMs) / stepMs) * stepMs);
  return db.$executeRaw`
    WITH aged AS (
      SELECT task_id, at, date_bin(CASE WHEN at < ${limit(thinning.day)}::timestamptz THEN interval '10 minutes'
        ELSE interval '1 minute' END, at, 'epoch') AS step
      FROM task_point WHERE task_id = ANY(${ids}::int[]) AND at < ${limit(thinning.hour)}::timestamptz
    ), placed AS (
      SELECT task_id, at, lag(at) OVER w IS NULL AS is_first, lead(step) OVER w = step AS is_followed
      FROM aged WINDOW w AS (PARTITION BY task_id ORDER BY at)
    )
    DELETE FROM task_point p USING placed o
    WHERE p.task_id = o.task_id AND p.at = o.at AND o.is_followed AND NOT o.is_first`;
}
