import type { Database } from "./db";

/** A cause as it was met in the tasks of a connection. */
export interface MetCause {
  cause: string;
  code: string | null;
  /** Of the newest task that has it, its first row's. */
  message: string | null;
  devices: number;
  tasks: number;
}

/** More than any team writes notes about; a platform that words every failure anew must not fill a page. */
const mostCauses = 2_000;

/** What failed rows of these connections stand failed with, the causes of most devices first. */
export async function listMetCauses(
  { pool }: Pick<Database, "pool">,
  connectionIds: readonly number[],
): Promise<MetCause[]> {
  const { rows } = await pool.query<MetCause>(
    `SELECT c.key AS cause, c.code, met.devices, met.tasks, s.error_msg AS message
     FROM (SELECT n.cause_id, sum(n.n)::int AS devices, count(DISTINCT n.task_id)::int AS tasks, max(n.task_id) AS newest
           FROM subtask_count n JOIN task t ON t.id = n.task_id
           WHERE t.connection_id = ANY($1::int[]) AND n.cause_id <> 0 AND n.n > 0
           GROUP BY n.cause_id ORDER BY devices DESC, n.cause_id LIMIT ${mostCauses}) met
     JOIN cause c ON c.id = met.cause_id
     LEFT JOIN LATERAL (SELECT error_msg FROM subtask
       WHERE task_id = met.newest AND cause_id = met.cause_id ORDER BY ord LIMIT 1) s ON true
     ORDER BY met.devices DESC, met.cause_id`,
    [connectionIds],
  );
  return rows;
}
