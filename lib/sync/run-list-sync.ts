import { readIntervals } from "@/lib/domain/snapshot";
import { AppError } from "@/lib/errors";
import type { Platform } from "@/lib/iotda/platform";
import { hurryFailedReads } from "@/lib/store/connection-health";
import { type ListLease, saveListState } from "@/lib/store/connection-sync-store";
import { type SavedList, saveListedTasks } from "@/lib/store/listed-task-store";
import { endLease, failLease, LeaseLost, releaseLease, writeUnderLease } from "@/lib/store/sync-lease";
import { EndlessPages } from "./crawl";
import { listedTypes } from "./listed-types";
import { probePlatform } from "./probe-platform";
import { describeFailure } from "./read-failure";
import { searchSpaces } from "./search-spaces";
import type { SyncDeps } from "./sync-deps";

/**
 * Reads the list of a connection, one call a type in the ordinary case: what was made or moved elsewhere is found.
 * A type that cannot be read is noted as missing and does not keep the others from being read. A platform without a list
 * has nothing to read; it is asked for one task while the connection is in trouble. Never throws for what the platform does.
 */
export async function runListSync(lease: ListLease, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  try {
    await readList(lease, deps, signal);
  } catch (error) {
    await settleFailure(lease, deps, signal, error);
  }
}

async function readList(lease: ListLease, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  const { database, now, log } = deps;
  const platform = await deps.platformFor({ id: lease.id });
  const missing = new Set(lease.missingTypes);
  const found = { created: 0, moved: 0 };
  if (!platform.features.listTasks && lease.failures > 0) {
    await probePlatform(platform, lease.id, { database, signal });
  }
  for (const type of platform.features.listTasks ? listedTypes : []) {
    try {
      await readType({ lease, deps, signal, platform, type, missing, found });
    } catch (error) {
      if (!concernsOneType(error)) throw error;
      missing.add(type);
      log.warn({ connectionId: lease.id, kind: type, error }, "Tasks of one type could not be listed.");
    }
  }
  await writeUnderLease(database, lease, now(), (tx) =>
    saveListState(tx, lease.id, { fetchedAt: now(), missingTypes: [...missing] }),
  );
  if (platform.features.apps) await searchSpaces(lease, platform, deps, signal);
  await writeUnderLease(database, lease, now(), async (tx) => {
    if (lease.failures > 0) await hurryFailedReads(tx, lease.id, now());
    const every = lease.followed ? readIntervals.listFollowed : readIntervals.list;
    await endLease(tx, lease, { dueAt: new Date(now().getTime() + every) });
  });
  if (found.created + found.moved > 0) {
    log.info(
      { connectionId: lease.id, count: found.created, changed: found.moved },
      "The task list of a connection was read.",
    );
  }
}

interface TypeRead {
  lease: ListLease;
  deps: SyncDeps;
  signal: AbortSignal;
  platform: Platform;
  type: string;
  missing: Set<string>;
  found: Pick<SavedList, "created" | "moved">;
}

/**
 * Newest first until a page holds nothing new and something that was on the last list, which held all that is older.
 * Tasks made here since are known as well, and prove nothing. Until a type's end is reached it is noted as
 * missing: a run that dies between two pages leaves a gap that the next one must not take for known ground.
 */
async function readType({ lease, deps, signal, platform, type, missing, found }: TypeRead): Promise<void> {
  const { database, now } = deps;
  const { limit } = platform.paging;
  const used = new Set<string>();
  let marker: string | undefined;
  for (;;) {
    const page = await platform.listTasks({ type, limit, marker }, { lane: "polling", signal });
    const at = now();
    const saved = await writeUnderLease(database, lease, at, async (tx) => {
      const result = await saveListedTasks(tx, lease.id, page.rows, at);
      const { listedAt } = lease;
      const isListed = listedAt !== null && result.listedBy !== null && result.listedBy <= listedAt;
      const isKnown = result.created === 0 && isListed && !missing.has(type);
      const isDone = page.marker === null || isKnown;
      if (isDone === missing.has(type)) {
        if (isDone) missing.delete(type);
        else missing.add(type);
        await saveListState(tx, lease.id, { missingTypes: [...missing] });
      }
      return { ...result, isDone };
    });
    found.created += saved.created;
    found.moved += saved.moved;
    if (saved.isDone || page.marker === null || page.rows.length === 0) return;
    if (used.has(page.marker)) throw new EndlessPages();
    used.add(page.marker);
    marker = page.marker;
  }
}

/** The platform has nothing against the other types (sheet §6.4: it may not know a newer one). */
function concernsOneType(error: unknown): boolean {
  if (error instanceof EndlessPages) return true;
  return error instanceof AppError && ["upstream_rejected", "upstream_contract"].includes(error.code);
}

async function settleFailure(
  lease: ListLease,
  { database, now, log }: SyncDeps,
  signal: AbortSignal,
  error: unknown,
): Promise<void> {
  const connectionId = lease.id;
  if (error instanceof LeaseLost) return log.info({ connectionId, fence: lease.fence }, error.message);
  if (signal.aborted) return releaseLease(database.prisma, lease, now());
  const at = now();
  const { reason, throttled, delayMs } = describeFailure(error, { failures: lease.failures, followed: true });
  const retryAt = new Date(at.getTime() + delayMs);
  await failLease(database.prisma, lease, { at, reason, throttled, retryAt });
  log.warn(
    { connectionId, reason, dueInMs: delayMs, error },
    "The task list of a connection could not be read.",
  );
}
