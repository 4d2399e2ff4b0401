import type { StoredTask } from "@/lib/domain/stored-task";
import { isMissing } from "@/lib/iotda/errors";
import { type Database, inTransaction } from "@/lib/store/db";
import { saveSubtaskSecrets } from "@/lib/store/subtask-secret-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { findTask, findTaskByPk, saveSeenTask } from "@/lib/store/task-store";
import type { ServiceContext } from "../context";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { lookAtTask } from "./look-at-task";

/** Within this time after an answer nobody asks again, so that all readers share one call. */
const freshForMs = 2_000;

/** Whether the platform was heard of this task just now. */
export function isJustRead({ snapshot }: StoredTask, now: Date): boolean {
  return snapshot.fetchedAt !== null && now.getTime() - snapshot.fetchedAt.getTime() < freshForMs;
}

/** Reads under way in this process: people who open the same task at once share one. Only ever a saving. */
const underWay = new WeakMap<Database, Map<string, Promise<StoredTask | null>>>();

/**
 * Asks the platform about one task, for a person who waits (10 s), and keeps the answer; of a task met for the first
 * time its first page of rows too, so that nobody waits for a sync to show something. Null when the platform says
 * that it has no such task; any other failure is thrown as the platform's error.
 */
export async function readTask(
  ctx: Pick<ServiceContext, "deps" | "now">,
  connectionId: number,
  taskId: string,
): Promise<StoredTask | null> {
  const shared = underWay.get(ctx.deps.database) ?? new Map<string, Promise<StoredTask | null>>();
  underWay.set(ctx.deps.database, shared);
  const name = `${connectionId}:${taskId}`;
  const read = shared.get(name) ?? askPlatform(ctx, connectionId, taskId).finally(() => shared.delete(name));
  shared.set(name, read);
  return read;
}

async function askPlatform(
  { deps, now }: Pick<ServiceContext, "deps" | "now">,
  connectionId: number,
  taskId: string,
): Promise<StoredTask | null> {
  // A read that ended after the caller's look at the store has left its answer there.
  const held = await findTask(deps.database.prisma, [connectionId], taskId, now());
  if (held && isJustRead(held, now())) return held;
  const platform = await deps.platformFor({ id: connectionId });
  try {
    const which = { taskId, appId: held?.appId ?? null };
    const { task, rows } = await readWithin(personWaitsMs, (signal) =>
      lookAtTask(platform, which, { withRows: held === null, lane: "people", signal }),
    );
    const fetchedAt = now();
    return await inTransaction(deps.database, async (tx) => {
      const saved = await saveSeenTask(tx, { connectionId, task, fetchedAt, source: "show" });
      // Rows that are there are a sync's, under its lease; a task that was met just now has none.
      if (rows.length === 0 || saved.snapshot.subtasksRead > 0) return saved;
      await saveSubtaskRows(tx, saved.id, rows, fetchedAt);
      await saveSubtaskSecrets(tx, saved.id, rows, { sealer: deps.sealer, seenAt: fetchedAt });
      return findTaskByPk(tx, saved.id, now());
    });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
