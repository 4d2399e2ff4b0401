import type { TaskRef } from "@/lib/contracts/activity";
import type { Database } from "./db";

export interface TaskLineage {
  rerunOf: TaskRef | null;
  clonedFrom: TaskRef | null;
  /** Newest first. */
  rerunAs: TaskRef[];
}

/** Tasks that are told of as re-runs; who runs one anew more often finds them all by its name in the list. */
const mostReruns = 20;

/** Where a task comes from, and what runs it anew. */
export async function readLineage({ pool }: Pick<Database, "pool">, taskPk: number): Promise<TaskLineage> {
  const { rows } = await pool.query<TaskLineage>(
    `SELECT CASE WHEN t.rerun_of IS NULL THEN NULL ELSE json_build_object('taskId', t.rerun_of, 'name', r.name) END AS "rerunOf",
       CASE WHEN t.cloned_from IS NULL THEN NULL ELSE json_build_object('taskId', t.cloned_from, 'name', c.name) END AS "clonedFrom",
       (SELECT COALESCE(json_agg(json_build_object('taskId', n.task_id, 'name', n.name)), '[]')
        FROM (SELECT task_id, name FROM task WHERE connection_id = t.connection_id AND rerun_of = t.task_id
          ORDER BY created_at DESC, id DESC LIMIT ${mostReruns}) n) AS "rerunAs"
     FROM task t LEFT JOIN task r ON r.connection_id = t.connection_id AND r.task_id = t.rerun_of
     LEFT JOIN task c ON c.connection_id = t.connection_id AND c.task_id = t.cloned_from WHERE t.id = $1`,
    [taskPk],
  );
  return rows[0] ?? { rerunOf: null, clonedFrom: null, rerunAs: [] };
}

/** Names of tasks of a connection, by id. */
export async function readTaskNames(
  { pool }: Pick<Database, "pool">,
  connectionId: number,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (taskIds.length === 0) return new Map();
  const { rows } = await pool.query<{ taskId: string; name: string }>(
    `SELECT task_id AS "taskId", name FROM task WHERE connection_id = $1 AND task_id = ANY($2::text[])`,
    [connectionId, taskIds],
  );
  return new Map(rows.map(({ taskId, name }) => [taskId, name]));
}
