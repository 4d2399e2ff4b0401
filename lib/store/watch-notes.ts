import type pg from "pg";
import { followList } from "./connection-sync-store";
import type { Database } from "./db";
import { followTask } from "./task-store";

/** A process writes that somebody watches at most this often, far below how long it counts (60 s, 120 s). */
const noteEveryMs = 10_000;
const mostRemembered = 10_000;

/** When what was noted last; each process for itself, since one write too many is no harm. */
const noted = new WeakMap<pg.Pool, Map<string, number>>();

/** Somebody reads the task: a thousand who do make one write, not a thousand (security.md F56). */
export async function noteTaskWatched(database: Database, taskPk: number, now: Date): Promise<void> {
  await noteOnce(database, `task ${taskPk}`, now, () => followTask(database.prisma, taskPk, now));
}

/** Somebody reads the list of tasks. */
export async function noteListWatched(database: Database, connectionId: number, now: Date): Promise<void> {
  await noteOnce(database, `list ${connectionId}`, now, () => followList(database.prisma, connectionId, now));
}

/** `write` says whether there was anything to note it on. */
async function noteOnce(
  { pool }: Database,
  key: string,
  now: Date,
  write: () => Promise<boolean>,
): Promise<void> {
  const notes = noted.get(pool) ?? new Map<string, number>();
  noted.set(pool, notes);
  const passed = now.getTime() - (notes.get(key) ?? Number.NEGATIVE_INFINITY);
  if (passed >= 0 && passed < noteEveryMs) return;
  if (notes.size >= mostRemembered) notes.clear();
  notes.set(key, now.getTime());
  const isNoted = await write().catch((error: unknown) => {
    notes.delete(key);
    throw error;
  });
  if (!isNoted) notes.delete(key);
}
