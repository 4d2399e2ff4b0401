import type { PlatformTask } from "@/lib/domain/platform-task";
import type { Tx } from "./db";
import type { SeenTask } from "./seen-task";
import { isNews } from "./task-columns";
import { insertTasks, saveSeenTask } from "./task-store";
import { postponePolls } from "./task-sync-store";

export interface SavedList {
  /** Tasks met for the first time. */
  created: number;
  /** Known ones whose status or counters moved; their rows are due to be read. */
  moved: number;
  /** Lists that ended later held the oldest of these, and with it everything older; null: nobody knows of any. */
  listedBy: Date | null;
}

/** Milliseconds a list may take: a task made here meanwhile may be missing on it, with others made before. */
const listTakes = 900_000;

/**
 * Stores a page of the platform's list. Most of it is known and unmoved: those only get their new age, in one
 * statement, and are not asked themselves for a while: this was the poll of their counters (architecture.md §5).
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
  const seen = unique.map((task): SeenTask => ({ connectionId, task, fetchedAt, source: "list" }));
  const created = await insertTasks(
    tx,
    seen.filter((one) => !known.has(one.task.taskId)),
  );
  const stood = seen.flatMap((one) => {
    const held = known.get(one.task.taskId);
    return held && one.task.progress && !isNews(held, one) ? [held.id] : [];
  });
  await postponePolls(tx, stood, fetchedAt);
  let moved = 0;
  const unmoved: number[] = [];
  for (const one of seen) {
    const held = known.get(one.task.taskId);
    if (!held) continue;
    if (isNews(held, one)) moved += 1;
    else if (held.targetKind !== "unknown") {
      unmoved.push(held.id);
      continue;
    }
    await saveSeenTask(tx, one);
  }
  await tx.$executeRaw`UPDATE task SET fetched_at = ${fetchedAt}::timestamptz
    WHERE id = ANY(${unmoved}::int[]) AND (fetched_at IS NULL OR fetched_at < ${fetchedAt}::timestamptz)`;
  const listed = rows.map((row) => row.firstSeenAt.getTime() + (row.createdById === null ? 0 : listTakes));
  const listedBy = listed.length > 0 ? new Date(Math.min(...listed)) : null;
  return { created, moved, listedBy };
}
