import type { Database } from "./db";
import { findWordIds } from "./word-store";

/** Of rows that are not settled: how many have not changed for long, and how long ago others began to wait for a retry. */
export interface OpenRows {
  /** In Processing, and not seen to change since before `unchangedSince`. */
  unchanged: number;
  /** In FailWaitRetry. */
  waiting: number;
  /** Since when the one waits that is retried next: the first one after `waitingAfter`, else the first of all. */
  waitingSince: Date | null;
}

/** One walk along the index by status; a task with a million such rows takes it a second, once a read of the platform. */
export async function readOpenRows(
  database: Database,
  taskPk: number,
  { unchangedSince, waitingAfter }: { unchangedSince: Date | null; waitingAfter: Date },
): Promise<OpenRows> {
  const [processing = null] = await findWordIds(database, ["Processing"]);
  const [waiting = null] = await findWordIds(database, ["FailWaitRetry"]);
  const { rows } = await database.pool.query<OpenRows>(
    `WITH open AS (
       SELECT status, COALESCE(changed_at, first_seen_at) AS since FROM subtask
       WHERE task_id = $1 AND status = ANY(ARRAY[$2, $3]::smallint[]) AND ord >= 0
     )
     SELECT (count(*) FILTER (WHERE status = $2::smallint AND since < $4))::int AS unchanged,
       (count(*) FILTER (WHERE status = $3::smallint))::int AS waiting,
       COALESCE(min(since) FILTER (WHERE status = $3::smallint AND since > $5),
         min(since) FILTER (WHERE status = $3::smallint)) AS "waitingSince"
     FROM open`,
    [taskPk, processing, waiting, unchangedSince, waitingAfter],
  );
  return rows[0] ?? { unchanged: 0, waiting: 0, waitingSince: null };
}
