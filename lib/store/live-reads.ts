import type { OperationKind, OperationState } from "@/lib/contracts/operations";
import type { StoredTask } from "@/lib/domain/stored-task";
import { isDownSql } from "./connection-health";
import type { Database, Db } from "./db";
import { withWorkbooks } from "./kept-workbooks";
import { toStoredTask } from "./task-row";

/** Tasks by the platform's ids, in no order; those that are not there are left out. Side by side: people wait for it. */
export async function findTasksById(
  db: Db,
  connectionIds: readonly number[],
  taskIds: readonly string[],
  now: Date,
): Promise<StoredTask[]> {
  if (taskIds.length === 0) return [];
  const where = { connectionId: { in: [...connectionIds] }, taskId: { in: [...taskIds] } };
  const [tasks, reads, lists] = await Promise.all([
    db.task.findMany({ where }),
    db.taskSync.findMany({ where: { task: where } }),
    db.connectionSync.findMany({ where: { connectionId: where.connectionId } }),
  ]);
  const readsOf = new Map(reads.map((read) => [read.taskId, read]));
  const listsOf = new Map(lists.map((list) => [list.connectionId, list]));
  const found = tasks.map((task) => {
    const [sync, shared] = [readsOf.get(task.id) ?? null, listsOf.get(task.connectionId) ?? null];
    return toStoredTask({ ...task, sync, connection: { sync: shared } }, now);
  });
  return withWorkbooks(db, found);
}

/** How many rows of each status the tasks have, from the counts kept with the rows; a task without rows is left out. */
export async function countRowsOf(
  { pool }: Pick<Database, "pool">,
  taskPks: readonly number[],
): Promise<Map<number, Record<string, number>>> {
  if (taskPks.length === 0) return new Map();
  const { rows } = await pool.query<{ task: number; word: string; n: number }>(
    `SELECT c.task_id AS task, w.word, sum(c.n)::int AS n FROM subtask_count c JOIN word w ON w.id = c.status
     WHERE c.task_id = ANY($1) AND c.n > 0 GROUP BY c.task_id, w.word`,
    [taskPks],
  );
  const counts = new Map<number, Record<string, number>>();
  for (const { task, word, n } of rows) counts.set(task, { ...counts.get(task), [word]: n });
  return counts;
}

/** What a stream tells of a write. */
export interface OperationProgress {
  id: string;
  kind: OperationKind;
  state: OperationState;
  taskId: string | null;
  total: number | null;
  succeeded: number;
  failed: number;
}

export async function findOperationProgress(db: Db, ids: readonly string[]): Promise<OperationProgress[]> {
  if (ids.length === 0) return [];
  const rows = await db.operation.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, kind: true, state: true, taskId: true, total: true, succeeded: true, failed: true },
  });
  // The store of operations is the only writer of these columns.
  return rows.map((row) => ({
    ...row,
    kind: row.kind as OperationKind,
    state: row.state as OperationState,
  }));
}

/** Since when the connections do not answer, and why; one that answers is left out. */
export async function findDown(
  { pool }: Pick<Database, "pool">,
  connectionIds: readonly number[],
): Promise<Map<number, { since: Date; reason: string }>> {
  if (connectionIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: number; since: Date | null; reason: string | null }>(
    `SELECT c.connection_id AS id, c.failing_since AS since, c.failure_reason AS reason
     FROM connection_sync c WHERE c.connection_id = ANY($1) AND ${isDownSql}`,
    [connectionIds],
  );
  return new Map(
    rows.flatMap(({ id, since, reason }): [number, { since: Date; reason: string }][] =>
      since !== null && reason !== null ? [[id, { since, reason }]] : [],
    ),
  );
}
