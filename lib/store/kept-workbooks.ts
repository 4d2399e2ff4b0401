import type { StoredTask } from "@/lib/domain/stored-task";
import { findTaskType } from "@/lib/domain/task-types";
import type { Db } from "./db";

/** The tasks with what is kept of the workbooks that made them; asked for only those nothing else tells the devices of. */
export async function withWorkbooks(db: Db, tasks: readonly StoredTask[]): Promise<StoredTask[]> {
  const ids = tasks.filter(isMadeOfWorkbook).map(({ id }) => id);
  if (ids.length === 0) return [...tasks];
  const rows = await db.$queryRaw<{ id: number; format: string }[]>`
    SELECT t.id, f.format FROM task t
    JOIN operation o ON o.connection_id = t.connection_id AND o.task_id = t.task_id
      AND o.kind IN ('create', 'rerun') AND o.state = 'done'
    JOIN stored_file f ON f.id = o.file_id AND f.content_sealed IS NOT NULL
    WHERE t.id = ANY(${ids}::int[])`;
  const formats = new Map(rows.map(({ id, format }) => [id, format === "xls" ? "xls" : "xlsx"] as const));
  return tasks.map((task) => ({ ...task, workbook: formats.get(task.id) ?? null }));
}

function isMadeOfWorkbook({ type }: StoredTask): boolean {
  return findTaskType(type)?.targetSources.every((source) => source === "file") ?? false;
}

/** The same of one task. */
export async function withWorkbook(db: Db, task: StoredTask): Promise<StoredTask> {
  const [found = task] = await withWorkbooks(db, [task]);
  return found;
}
