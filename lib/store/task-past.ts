import type { Progress } from "@/lib/contracts/tasks";
import type { ProgressPoint } from "@/lib/domain/progress-points";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import type { Database } from "./db";
import { progressOf } from "./task-columns";
import { readTaskPoints } from "./task-points";

/** What tells how a task gets on: what it is, how it stands, and how it came there. */
export interface TaskPast {
  connectionId: number;
  type: string;
  appId: string | null;
  status: string;
  scheduleTime: Date | null;
  needConfirm: boolean | null;
  retryIntervalMinutes: number | null;
  timeoutMinutes: number | null;
  progress: Progress;
  points: ProgressPoint[];
  /** When it was last seen to go on after it was over. */
  reopenedAt: Date | null;
  /** When it was seen to be over; null while it is not, and when it was met as it is. */
  endedAt: Date | null;
}

interface TaskRow extends Omit<TaskPast, "progress" | "points" | "reopenedAt" | "endedAt">, Progress {
  changes: { at: string; before: string; after: string }[];
}

/** Null when the task was dropped meanwhile. */
export async function readTaskPast(database: Database, taskPk: number): Promise<TaskPast | null> {
  const { rows } = await database.pool.query<TaskRow>(
    `SELECT connection_id AS "connectionId", type, app_id AS "appId", status, schedule_time AS "scheduleTime",
       need_confirm AS "needConfirm", retry_interval_minutes AS "retryIntervalMinutes",
       timeout_minutes AS "timeoutMinutes", total, waiting, processing, success, fail,
       fail_wait_retry AS "failWaitRetry", stopped, removed, timeout,
       (SELECT COALESCE(json_agg(c), '[]') FROM (SELECT at, before, after FROM task_status_change
          WHERE task_id = $1 ORDER BY id DESC LIMIT 100) c) AS changes
     FROM task WHERE id = $1`,
    [taskPk],
  );
  const [row] = rows;
  if (!row) return null;
  const { changes } = row;
  const ended = changes.find(({ before, after }) => !isFinalTaskStatus(before) && isFinalTaskStatus(after));
  const reopened = changes.find(
    ({ before, after }) => isFinalTaskStatus(before) && !isFinalTaskStatus(after),
  );
  return {
    connectionId: row.connectionId,
    type: row.type,
    appId: row.appId,
    status: row.status,
    scheduleTime: row.scheduleTime,
    needConfirm: row.needConfirm,
    retryIntervalMinutes: row.retryIntervalMinutes,
    timeoutMinutes: row.timeoutMinutes,
    progress: progressOf(row),
    points: await readTaskPoints(database, taskPk),
    reopenedAt: reopened ? new Date(reopened.at) : null,
    endedAt: ended && isFinalTaskStatus(row.status) ? new Date(ended.at) : null,
  };
}

/** Other tasks of a resource space that the platform works on, as far as Muster knows (sheet §10.4). */
export async function countTakenSlots(
  { pool }: Database,
  { connectionId, appId }: { connectionId: number; appId: string },
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM task WHERE connection_id = $1 AND app_id = $2 AND deleted_at IS NULL
       AND status IN ('Processing', 'Stopping')`,
    [connectionId, appId],
  );
  return rows[0]?.n ?? 0;
}
