import type { LiveTargets } from "@/lib/contracts/target-checks";
import { finalTaskStatuses, isFinalSubtaskStatus, subtaskStatuses } from "@/lib/domain/statuses";
import type { Database } from "./db";
import { findWordIds } from "./word-store";

const finalSubtaskWords = subtaskStatuses.filter(isFinalSubtaskStatus);
const sampleSize = 5;

/**
 * Live tasks that still have some of these devices to do. A row says how far its device is; a device that was sent but
 * has no row yet counts as not done. A task without a list of its own whose rows are not all read is `unknownTasks`.
 */
export async function findTasksOf(
  database: Database,
  connectionId: number,
  targets: readonly string[],
): Promise<Omit<LiveTargets, "checkedAt">> {
  const [tasks, unknownTasks] = await Promise.all([
    readTasks(database, connectionId, targets),
    readUnknown(database, connectionId),
  ]);
  const [first] = tasks;
  return {
    tasks: tasks.map(({ taskId, name, type, status, count, sample }) => ({
      ...{ taskId, name, type, status, count, sample },
    })),
    devices: first?.devices ?? 0,
    unknownTasks,
  };
}

interface TaskOfTargets {
  taskId: string;
  name: string;
  type: string;
  status: string;
  count: number;
  sample: string[];
  /** In all tasks together, each once: the same on every row. */
  devices: number;
}

/** Rows of a legacy task may repeat a device, so only elsewhere their number says that none is missing. */
const liveTasks = "t.connection_id = $1 AND t.deleted_at IS NULL AND t.status <> ALL($2::text[])";

async function readTasks(
  database: Database,
  connectionId: number,
  targets: readonly string[],
): Promise<TaskOfTargets[]> {
  const done = await findWordIds(database, [...finalSubtaskWords]);
  const { rows } = await database.pool.query<TaskOfTargets>(
    `WITH live AS MATERIALIZED (
         SELECT t.id, t.task_id, t.name, t.type, t.status, t.next_ord, n.kind = 'na' AS may_repeat
         FROM task t JOIN connection n ON n.id = t.connection_id WHERE ${liveTasks}),
       wanted AS MATERIALIZED (SELECT DISTINCT w COLLATE "C" AS target FROM unnest($3::text[]) AS w),
       read AS MATERIALIZED (
         SELECT s.task_id, s.target, s.dup, s.status <> ALL($4::smallint[]) AS unfinished
         FROM live JOIN subtask s ON s.task_id = live.id JOIN wanted ON wanted.target = s.target),
       sent AS (
         SELECT g.task_id, w.target FROM live
         JOIN task_targets g ON g.task_id = live.id AND (live.may_repeat OR live.next_ord < cardinality(g.targets))
         CROSS JOIN LATERAL unnest(g.targets) AS u(target) JOIN wanted w ON w.target = u.target COLLATE "C"),
       busy AS MATERIALIZED (
         SELECT task_id, target FROM read WHERE unfinished AND dup = 0
         UNION ALL
         (SELECT task_id, target FROM read WHERE unfinished AND dup > 0
          EXCEPT SELECT task_id, target FROM read WHERE unfinished AND dup = 0)
         UNION ALL
         (SELECT task_id, target FROM sent EXCEPT SELECT task_id, target FROM read))
     SELECT live.task_id AS "taskId", live.name, live.type, live.status, count(*)::int AS count,
       (array_agg(busy.target ORDER BY busy.target))[1:${sampleSize}] AS sample,
       (SELECT count(*)::int FROM wanted w WHERE w.target IN (SELECT target FROM busy)) AS devices
     FROM busy JOIN live ON live.id = busy.task_id
     GROUP BY live.id, live.task_id, live.name, live.type, live.status
     ORDER BY count DESC, live.id DESC`,
    [connectionId, finalTaskStatuses, targets, done],
  );
  return rows;
}

/** Groups and files: what the platform made of them is known only by its rows, and before there are any not at all. */
async function readUnknown(database: Database, connectionId: number): Promise<LiveTargets["unknownTasks"]> {
  const { rows } = await database.pool.query<LiveTargets["unknownTasks"][number]>(
    `SELECT t.task_id AS "taskId", t.name, t.type, t.status FROM task t
     WHERE ${liveTasks} AND (t.total = 0 OR t.next_ord < t.total)
       AND NOT EXISTS (SELECT FROM task_targets g WHERE g.task_id = t.id)
     ORDER BY t.id DESC`,
    [connectionId, finalTaskStatuses],
  );
  return rows;
}
