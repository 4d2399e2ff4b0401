import type { OperationState } from "@/lib/contracts/operations";
import type { Db } from "./db";
import { nothingMade } from "./draft-row";

/** An operation that sends a workbook, or sent one. */
export interface FileUse {
  operationId: string;
  taskId: string | null;
  /** Of the task. */
  name: string;
  state: OperationState;
  createdBy: { id: string; name: string };
  /** The workbook kept here, where the operation has one. */
  fileId: string | null;
  /** As its sender named it. */
  originalName: string | null;
  /** Where it lies on the platform. */
  platformFileId: string | null;
}

/** Operations since then that put these files on the platform, or create a task from one that lay there. */
export async function findPlatformUses(
  db: Db,
  connectionId: number,
  platformFileIds: readonly string[],
  since: Date,
): Promise<FileUse[]> {
  if (platformFileIds.length === 0) return [];
  const rows = await db.$queryRaw<UseRow[]>`
    SELECT o.id, o.task_id, o.request->>'name' AS name, o.state, o.created_by_id, o.created_by_name, o.file_id,
      f.name AS original_name, COALESCE(o.platform_file_id, o.request->'targets'->>'fileId') AS platform_file_id
    FROM operation o LEFT JOIN stored_file f ON f.id = o.file_id
    WHERE o.connection_id = ${connectionId} AND o.kind IN ('create', 'rerun') AND o.created_at >= ${since}
      AND o.state <> ALL(${[...nothingMade]}::text[])
      AND COALESCE(o.platform_file_id, o.request->'targets'->>'fileId') = ANY(${[...platformFileIds]}::text[])
    ORDER BY o.created_at DESC`;
  return rows.map(toUse);
}

/** Operations that have one of these kept workbooks. */
export async function findKeptUses(db: Db, fileIds: readonly string[]): Promise<FileUse[]> {
  if (fileIds.length === 0) return [];
  const rows = await db.$queryRaw<UseRow[]>`
    SELECT o.id, o.task_id, o.request->>'name' AS name, o.state, o.created_by_id, o.created_by_name, o.file_id,
      f.name AS original_name, o.platform_file_id
    FROM operation o JOIN stored_file f ON f.id = o.file_id
    WHERE o.file_id = ANY(${[...fileIds]}::uuid[]) AND o.state <> ALL(${[...nothingMade]}::text[])
    ORDER BY o.created_at DESC`;
  return rows.map(toUse);
}

interface UseRow {
  id: string;
  task_id: string | null;
  name: string | null;
  state: OperationState;
  created_by_id: string;
  created_by_name: string;
  file_id: string | null;
  original_name: string | null;
  platform_file_id: string | null;
}

function toUse(row: UseRow): FileUse {
  return {
    ...{ operationId: row.id, taskId: row.task_id, name: row.name ?? "", state: row.state },
    ...{ fileId: row.file_id, originalName: row.original_name, platformFileId: row.platform_file_id },
    createdBy: { id: row.created_by_id, name: row.created_by_name },
  };
}
