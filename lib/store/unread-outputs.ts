import type { Progress } from "@/lib/contracts/tasks";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { readProgress } from "./crawl-place";
import type { Database, Db, Tx } from "./db";
import { type SavedRows, saveSubtaskRows } from "./subtask-writer";

/** Devices that must have succeeded, as they are in no other state any more; what they told stays to be read. */
export function saveSucceeded(
  tx: Tx,
  taskPk: number,
  targets: readonly string[],
  seenAt: Date,
): Promise<SavedRows> {
  const rows = targets.map((target): PlatformSubtask => {
    const nothing = { output: null, errorCode: null, errorMessage: null, commandId: null };
    return { target, status: "Success", platformStatus: "Success", ...nothing };
  });
  return saveSubtaskRows(tx, taskPk, rows, seenAt, { outputRead: false });
}

/** The first devices whose outputs stay to be read. */
export async function findUnreadOutputs(
  { pool }: Database,
  taskPk: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ target: string }>(
    "SELECT target FROM subtask WHERE task_id = $1 AND NOT output_read ORDER BY ord LIMIT $2",
    [taskPk, limit],
  );
  return rows.map(({ target }) => target);
}

export async function hasUnreadOutputs(db: Db, taskPk: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM subtask WHERE task_id = ${taskPk} AND NOT output_read LIMIT 1`;
  return rows.length > 0;
}

/** Keeps the counters at which every row's state is known and only outputs stay to be read; null: not known. */
export async function keepStatesAt(tx: Tx, taskPk: number, progress: Progress | null): Promise<void> {
  const crawl = progress && JSON.stringify({ statesAt: progress });
  await tx.$executeRaw`UPDATE task_sync SET crawl = ${crawl}::jsonb WHERE task_id = ${taskPk}`;
}

/** What `keepStatesAt` left in a row of `task_sync`. */
export function readStatesAt(crawl: unknown): Progress | null {
  if (typeof crawl !== "object" || crawl === null || !("statesAt" in crawl)) return null;
  return readProgress(crawl.statesAt);
}
