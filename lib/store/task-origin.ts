import type { JsonObject } from "@/lib/contracts/json";
import type { Database, Db } from "./db";
import { selectTargets } from "./subtask-store";

/** What a task was made with, as Muster sent it, but for the device ids: these may be megabytes. */
export interface TaskMaking {
  request: JsonObject;
  /** The workbook it was made from. */
  fileId: string | null;
}

/** Null for a task that Muster did not make. */
export async function findMaking(db: Db, connectionId: number, taskId: string): Promise<TaskMaking | null> {
  const [row] = await db.$queryRaw<{ request: JsonObject; file_id: string | null }[]>`
    SELECT request - 'targets' AS request, file_id FROM operation
    WHERE connection_id = ${connectionId} AND task_id = ${taskId} AND kind IN ('create', 'rerun') AND state = 'done'
    ORDER BY created_at LIMIT 1`;
  return row ? { request: row.request, fileId: row.file_id } : null;
}

/** The device ids a task was aimed at, as they were sent or echoed; null when neither told them. */
export async function readSentIds(db: Db, taskPk: number): Promise<string[] | null> {
  const row = await db.taskTargets.findUnique({ where: { taskId: taskPk } });
  return row && row.targets.length > 0 ? row.targets : null;
}

/** The device ids of a task's rows, in the order they were first seen; null without rows. */
export async function readRowIds(database: Database, taskPk: number): Promise<string[] | null> {
  const ids = await selectTargets(database, taskPk, {});
  return ids.length > 0 ? ids : null;
}
