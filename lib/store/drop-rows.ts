import { type Database, inTransaction, type Tx } from "./db";
import { deleteSelectionsOf } from "./selection-store";
import { rowBytes } from "./snapshot-size";

/** Rows deleted in one statement: some 0.1 s, for which the task's own row is locked. */
const chunkRows = 5_000;

export interface DroppedRows {
  rows: number;
  /** On their pages, without indexes: `TableSize.perRowByte` makes the whole of them. */
  bytes: { subtask: number; subtask_change: number };
}

/**
 * Marks an ended task as one without rows: nobody is shown half of them from here on. False when it has gone on
 * meanwhile. Of each cause one row with its commonest text stays, below `ord` 0 where no list looks: it is what
 * the summary quotes. What was hidden in outputs goes at once.
 */
export async function markDropped(database: Database, taskPk: number, at: Date): Promise<boolean> {
  const samples = await findSamples(database, taskPk);
  return inTransaction(database, async (tx) => {
    const marked = await tx.$executeRaw`
      UPDATE task SET rows_dropped_at = ${at}::timestamptz
      WHERE id = ${taskPk} AND (final OR deleted_at IS NOT NULL) AND rows_dropped_at IS NULL`;
    if (marked === 0) return false;
    await tx.$executeRaw`UPDATE subtask s SET ord = -k.n::int
      FROM unnest(${samples}::int[]) WITH ORDINALITY AS k(ord, n) WHERE s.task_id = ${taskPk} AND s.ord = k.ord`;
    await tx.$executeRaw`DELETE FROM subtask_change WHERE task_id = ${taskPk} AND ord = ANY(${samples}::int[])`;
    await tx.$executeRaw`DELETE FROM subtask_anchor WHERE task_id = ${taskPk}`;
    await deleteSelectionsOf(tx, taskPk);
    await tx.$executeRaw`DELETE FROM subtask_secret WHERE task_id = ${taskPk}`;
    return true;
  });
}

async function findSamples({ pool }: Database, taskPk: number): Promise<number[]> {
  const { rows } = await pool.query<{ ord: number }>(
    `SELECT DISTINCT ON (s.cause_id) s.ord FROM subtask s
     JOIN (SELECT cause_id, mode() WITHIN GROUP (ORDER BY error_msg) AS message FROM subtask
           WHERE task_id = $1 AND cause_id IS NOT NULL GROUP BY cause_id) m
       ON m.cause_id = s.cause_id AND m.message IS NOT DISTINCT FROM s.error_msg
     WHERE s.task_id = $1 ORDER BY s.cause_id, s.ord`,
    [taskPk],
  );
  return rows.map((row) => row.ord);
}

/**
 * Deletes one piece of a marked task's rows and their history; null when there is nothing left, or when the task was
 * opened again meanwhile and its rows are new ones.
 */
export async function dropChunk({ pool }: Database, taskPk: number): Promise<DroppedRows | null> {
  const { rows } = await pool.query<{ rows: number; subtask: number; change: number }>(
    `WITH held AS (SELECT id FROM task WHERE id = $1 AND rows_dropped_at IS NOT NULL FOR NO KEY UPDATE),
     start AS (SELECT min(ord) AS ord FROM subtask WHERE task_id = $1 AND ord >= 0),
     gone AS (DELETE FROM subtask s USING held, start WHERE s.task_id = held.id
       AND s.ord >= start.ord AND s.ord < start.ord + $2 RETURNING ${rowBytes("s")} AS bytes),
     history AS (DELETE FROM subtask_change s USING held, start WHERE s.task_id = held.id
       AND s.ord >= start.ord AND s.ord < start.ord + $2 RETURNING ${rowBytes("s")} AS bytes)
     SELECT (SELECT count(*) FROM gone)::int AS rows, (SELECT COALESCE(sum(bytes), 0) FROM gone)::float8 AS subtask,
       (SELECT COALESCE(sum(bytes), 0) FROM history)::float8 AS change`,
    [taskPk, chunkRows],
  );
  const [chunk] = rows;
  if (!chunk || chunk.rows === 0) return null;
  return { rows: chunk.rows, bytes: { subtask: chunk.subtask, subtask_change: chunk.change } };
}

/**
 * The task goes on: what is left of its old rows makes room for those that are read now, from the first one. The caller has
 * the locks of the schedule and the task, and writes in the same transaction why it goes on.
 */
export async function forgetDroppedRows(tx: Tx, taskPk: number): Promise<void> {
  await tx.$executeRaw`DELETE FROM subtask WHERE task_id = ${taskPk}`;
  await tx.$executeRaw`DELETE FROM subtask_change WHERE task_id = ${taskPk}`;
  await tx.$executeRaw`DELETE FROM subtask_count WHERE task_id = ${taskPk}`;
  await deleteSelectionsOf(tx, taskPk);
  await tx.$executeRaw`UPDATE task_sync SET crawl = NULL WHERE task_id = ${taskPk}`;
  await tx.$executeRaw`UPDATE task SET rows_dropped_at = NULL, next_ord = 0, subtasks_read = 0 WHERE id = ${taskPk}`;
}
