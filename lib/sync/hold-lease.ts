import type { Database } from "@/lib/store/db";
import { leaseMs, renewLease, type SyncLease } from "@/lib/store/sync-lease";
import type { SyncLog } from "./sync-log";

export interface HoldDeps {
  database: Database;
  now: () => Date;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  log: SyncLog;
}

/**
 * Runs `work` and renews its lease every third of its time. `work` is told by its signal when the lease is lost or
 * `stop` aborts; a renewal that fails is tried again, as every write proves the lease anyway.
 */
export async function holdLease(
  lease: SyncLease,
  { database, now, sleep, log }: HoldDeps,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  const done = new AbortController();
  const renew = async () => {
    while (!done.signal.aborted) {
      await sleep(leaseMs / 3, done.signal).catch(() => undefined);
      if (done.signal.aborted) return;
      try {
        if (!(await renewLease(database.prisma, lease, now()))) return lost.abort();
      } catch (error) {
        log.warn({ error }, "A lease could not be renewed.");
      }
    }
  };
  const renewing = renew();
  try {
    await work(AbortSignal.any([stop, lost.signal]));
  } finally {
    done.abort();
    await renewing;
  }
}
