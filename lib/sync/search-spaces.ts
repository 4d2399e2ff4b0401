import { AppError } from "@/lib/errors";
import type { Platform } from "@/lib/iotda/platform";
import type { ListLease } from "@/lib/store/connection-sync-store";
import type { Database } from "@/lib/store/db";
import { LeaseLost, writeUnderLease } from "@/lib/store/sync-lease";
import { findSpacelessTasks, type SpacelessTask, saveTaskSpace } from "@/lib/store/task-space-store";
import { findSpaces } from "./find-spaces";
import { listedTypes } from "./listed-types";
import type { SyncDeps } from "./sync-deps";

/** How long a search that found nothing is not repeated, in milliseconds: one carried out, one that failed. */
const againMs = { done: 3_600_000, failed: 600_000 } as const;

/** Until when this process does not look again for which task. Only ever a saving. */
const notBefore = new WeakMap<Database, Map<number, number>>();

/**
 * Looks for the resource space of tasks made elsewhere, as the platform tells it of none (sheet §6.1). Nothing is asked
 * while all spaces are known. What cannot be found stays unknown; that is no failure of the list.
 */
export async function searchSpaces(
  lease: ListLease,
  platform: Platform,
  { database, now, log }: SyncDeps,
  signal: AbortSignal,
): Promise<void> {
  const at = now().getTime();
  const paused = recall(database, at);
  const seenSince = new Date(at - againMs.done);
  const spaceless = await findSpacelessTasks(database.prisma, { connectionId: lease.id, seenSince });
  const wanted = spaceless.filter(({ id, type }) => listedTypes.includes(type) && !paused.has(id));
  if (wanted.length === 0) return;
  const pause = (ms: number) => {
    for (const { id } of wanted) paused.set(id, at + ms);
  };
  const save = (tasks: SpacelessTask[], appId: string) =>
    writeUnderLease(database, lease, now(), (tx) =>
      saveTaskSpace(
        tx,
        tasks.map(({ id }) => id),
        appId,
      ),
    );
  try {
    await findSpaces(wanted, listedTypes, {
      platform,
      signal,
      save,
      mayGoOn: isOneSpaceOnly,
    });
    pause(againMs.done);
  } catch (error) {
    if (signal.aborted || error instanceof LeaseLost) throw error;
    pause(againMs.failed);
    log.warn(
      { connectionId: lease.id, error },
      "The resource spaces of tasks made elsewhere could not be found.",
    );
  }
}

function recall(database: Database, at: number): Map<number, number> {
  const paused = notBefore.get(database) ?? new Map<number, number>();
  notBefore.set(database, paused);
  for (const [id, until] of paused) if (until <= at) paused.delete(id);
  return paused;
}

/** A space that is not ours to list, or an answer nobody can read: the next one may be better. */
function isOneSpaceOnly(error: unknown): boolean {
  return error instanceof AppError && ["upstream_rejected", "upstream_contract"].includes(error.code);
}
