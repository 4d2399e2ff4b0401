import type { StoredTask } from "@/lib/domain/stored-task";
import { isMissing } from "@/lib/iotda/errors";
import { readTask as readPlatformTask } from "@/lib/iotda/read-task";
import { type Database, inTransaction } from "@/lib/store/db";
import { findTask, saveSeenTask } from "@/lib/store/task-store";
import type { ServiceContext } from "../context";
import { personWaitsMs, readWithin } from "../platform-deadline";

/** Within this time after an answer nobody asks again, so that all readers share one call. */
const freshForMs = 2_000;

/** Whether the platform was heard of this task just now. */
export function isJustRead({ snapshot }: StoredTask, now: Date): boolean {
  return snapshot.fetchedAt !== null && now.getTime() - snapshot.fetchedAt.getTime() < freshForMs;
}

/** Reads under way in this process: people who open the same task at once share one. Only ever a saving. */
const underWay = new WeakMap<Database, Map<string, Promise<StoredTask | null>>>();

/**
 * Asks the platform about one task, for a person who waits (10 s), and keeps the answer. Null when the platform says
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
    const task = await readWithin(personWaitsMs, (signal) =>
      readPlatformTask(platform, which, { lane: "people", signal }),
    );
    const seen = { connectionId, task, fetchedAt: now(), source: "show" } as const;
    return await inTransaction(deps.database, (tx) => saveSeenTask(tx, seen));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
