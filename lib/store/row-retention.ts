import type { Database } from "./db";
import { type DroppedRows, dropChunk, markDropped } from "./drop-rows";
import { measureTable } from "./snapshot-size";

/** How long, or how much, rows of ended tasks are kept; null: for ever. A gigabyte is 10^9 bytes. */
export interface RetentionRule {
  days: number | null;
  gigabytes: number | null;
}

export interface RetentionParts {
  now: () => Date;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

export interface RetentionResult {
  tasks: number;
  rows: number;
  /** Bytes above the limit that could not be dropped: rows of tasks that run or ended within a day. 0 without a limit. */
  excess: number;
}

const dayMs = 86_400_000;
/** Between two pieces, so that readers and replicas are never far behind. */
const pauseMs = 20;
/** What is left after that long waits for the next hour. */
const workMs = 600_000;

/**
 * Drops rows of ended tasks (contracts.md §2): those in which nothing has moved for so many days, then, while the rest is
 * larger than allowed, those that ended longest ago; never those of the last day. Task, counts, causes and
 * activity stay. May be ended anywhere, and run twice at once.
 */
export async function dropOldRows(
  database: Database,
  rule: RetentionRule,
  parts: RetentionParts,
): Promise<RetentionResult> {
  const { now, sleep, signal } = parts;
  const result: RetentionResult = { tasks: 0, rows: 0, excess: 0 };
  const until = now().getTime() + workMs;
  const mayGoOn = () => !signal.aborted && now().getTime() < until;

  const dropRest = async (taskPk: number, note: (chunk: DroppedRows) => void = () => undefined) => {
    while (mayGoOn()) {
      const chunk = await dropChunk(database, taskPk);
      if (!chunk) return;
      result.rows += chunk.rows;
      note(chunk);
      await sleep(pauseMs, signal).catch(() => undefined);
    }
  };
  /** Tasks that ended before then, the oldest first, while `isWanted`. */
  const dropEnded = async (before: Date, isWanted: () => boolean, note?: (chunk: DroppedRows) => void) => {
    for await (const taskPk of findEnded(database, before)) {
      if (!mayGoOn() || !isWanted()) return;
      if (!(await markDropped(database, taskPk, now()))) continue;
      result.tasks += 1;
      await dropRest(taskPk, note);
    }
  };

  for (const taskPk of await findHalfDropped(database)) await dropRest(taskPk);
  if (rule.days !== null) await dropEnded(new Date(now().getTime() - rule.days * dayMs), () => true);
  if (rule.gigabytes === null) return result;

  const [rows, history] = [
    await measureTable(database, "subtask"),
    await measureTable(database, "subtask_change"),
  ];
  let excess = rows.live + history.live - rule.gigabytes * 1e9;
  const note = ({ bytes }: DroppedRows) => {
    excess -= bytes.subtask * rows.perRowByte + bytes.subtask_change * history.perRowByte;
  };
  for (const before of await endsFromOldest(database, now())) {
    if (!mayGoOn() || excess <= 0) break;
    await dropEnded(before, () => excess > 0, note);
  }
  return { ...result, excess: Math.max(0, excess) };
}

/** Ever nearer times, from the oldest task to a day ago: who ended before one goes before who ended after it. */
async function endsFromOldest({ pool }: Database, now: Date): Promise<Date[]> {
  const { rows } = await pool.query<{ at: Date | null }>("SELECT min(created_at) AS at FROM task");
  const ends: Date[] = [];
  let age = now.getTime() - (rows[0]?.at?.getTime() ?? now.getTime());
  for (; age > dayMs; age *= 0.9) ends.push(new Date(now.getTime() - age));
  return [...ends, new Date(now.getTime() - dayMs)];
}

/** What a process left half dropped when it died is among the last ones it began. */
async function findHalfDropped({ pool }: Database): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT t.id FROM (SELECT id FROM task WHERE rows_dropped_at IS NOT NULL ORDER BY rows_dropped_at DESC LIMIT 100) t
     WHERE EXISTS (SELECT FROM subtask s WHERE s.task_id = t.id AND s.ord >= 0)`,
  );
  return rows.map((row) => row.id);
}

/** Tasks with rows that are over, and in which nothing has moved since then, by their age. */
async function* findEnded({ pool }: Database, before: Date): AsyncGenerator<number> {
  let after = { createdAt: new Date(0), id: 0 };
  for (;;) {
    const { rows } = await pool.query<{ id: number; createdAt: Date }>(
      `SELECT id, created_at AS "createdAt" FROM task
       WHERE (final OR deleted_at IS NOT NULL) AND rows_dropped_at IS NULL AND next_ord > 0 AND created_at < $1
         AND (created_at, id) > ($2, $3)
       ORDER BY created_at, id LIMIT 100`,
      [before, after.createdAt, after.id],
    );
    for (const row of rows) {
      // One task a question: all at once would be a long statement where tasks are large.
      const { rowCount } = await pool.query(
        `SELECT FROM subtask WHERE task_id = $1 AND GREATEST(first_seen_at, changed_at) >= $2 ORDER BY ord LIMIT 1`,
        [row.id, before],
      );
      if (rowCount === 0) yield row.id;
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last;
  }
}
