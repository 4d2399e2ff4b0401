import type { PlatformTask } from "@/lib/domain/platform-task";
import type { Tx } from "./db";
import type { SeenTask } from "./seen-task";
import { isNews } from "./task-columns";
import { saveSeenTask } from "./task-store";

export interface SavedList {
  /** Tasks met for the first time. */
  created: number;
  /** Known ones whose status or counters moved; their rows are due to be read. */
  moved: number;
}

/**
 * Stores a page of the platform's list. Most of it is known and unmoved: those only get their new age, in one
 * statement.
 */
export async function saveListedTasks(
  tx: Tx,
  connectionId: number,
  tasks: readonly PlatformTask[],
  fetchedAt: Date,
): Promise<SavedList> {
  const unique = [...new Map(tasks.map((task) => [task.taskId, task])).values()];
  const rows = await tx.task.findMany({
    where: { connectionId, taskId: { in: unique.map((task) => task.taskId) } },
  });
  const known = new Map(rows.map((row) => [row.taskId, row]));
  const saved: SavedList = { created: 0, moved: 0 };
  const unmoved: number[] = [];
  for (const task of unique) {
    const seen: SeenTask = { connectionId, task, fetchedAt, source: "list" };
    const held = known.get(task.taskId);
    if (held && !isNews(held, seen) && held.targetKind !== "unknown") {
      unmoved.push(held.id);
      continue;
    }
    if (!held) saved.created += 1;
    else if (isNews(held, seen)) saved.moved += 1;
    await saveSeenTask(tx, seen);
  }
  await tx.$executeRaw`UPDATE task SET fetched_at = ${fetchedAt}::timestamptz
    WHERE id = ANY(${unmoved}::int[]) AND (fetched_at IS NULL OR fetched_at < ${fetchedAt}::timestamptz)`;
  return saved;
}
