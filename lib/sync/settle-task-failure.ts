import { isMissing } from "@/lib/iotda/errors";
import { noteAnswer, noteTrouble } from "@/lib/store/connection-health";
import { endLease, failLease, LeaseLost, releaseLease, writeUnderLease } from "@/lib/store/sync-lease";
import { markTaskDeleted } from "@/lib/store/task-store";
import type { TaskLease } from "@/lib/store/task-sync-store";
import { EndlessPages } from "./crawl";
import { describeFailure, isOnePageOnly, probeMs } from "./read-failure";
import type { SyncDeps } from "./sync-deps";
import type { SyncLog } from "./sync-log";

/** Every reader of this task has died so far, at the same place: the next one waits, as after any other failure. */
export class DeadlyRead extends Error {
  constructor() {
    super("readers of this task keep dying");
    this.name = "DeadlyRead";
  }
}

/** Pages that cannot be read leave the run partial; any other trouble ends it. */
export function reportFailures(failures: readonly unknown[], lease: TaskLease, log: SyncLog): void {
  const fatal = failures.find((error) => !isOnePageOnly(error) && !(error instanceof EndlessPages));
  if (fatal !== undefined) throw fatal;
  if (failures.length === 0) return;
  const { connectionId, taskId } = lease;
  if (failures.some((error) => error instanceof EndlessPages)) {
    log.error(
      { connectionId, taskId },
      "The pages of a task repeat or never end; what was stored of them stays.",
    );
    return;
  }
  log.warn(
    { connectionId, taskId, failed: failures.length, error: failures[0] },
    "Some pages of a task could not be read; what was stored of them stays.",
  );
}

/** Ends the lease after a read that did not go well; what is stored stays, the place it had come to as well. */
export async function settleFailure(
  lease: TaskLease,
  { database, now, log }: SyncDeps,
  signal: AbortSignal,
  error: unknown,
): Promise<void> {
  const { connectionId, taskId } = lease;
  if (error instanceof LeaseLost)
    return log.info({ connectionId, taskId, fence: lease.fence }, error.message);
  if (signal.aborted) return releaseLease(database.prisma, lease, now());
  const at = now();
  if (isMissing(error)) {
    await writeUnderLease(database, lease, at, async (tx) => {
      await markTaskDeleted(tx, lease.id, at);
      await endLease(tx, lease, { dueAt: null });
    });
    log.info({ connectionId, taskId }, "The platform no longer has this task.");
    return noteAnswer(database.prisma, connectionId);
  }
  const failure = describeFailure(error, lease);
  const retryAt = new Date(at.getTime() + failure.delayMs);
  await failLease(database.prisma, lease, {
    at,
    reason: failure.reason,
    throttled: failure.throttled,
    retryAt,
  });
  if (failure.shared) {
    const probe = failure.reason === "upstream_auth" ? probeMs.auth : probeMs.down;
    const probeAt = new Date(at.getTime() + probe);
    await noteTrouble(database.prisma, connectionId, { at, reason: failure.reason, probeAt });
  }
  log.warn(
    { connectionId, taskId, reason: failure.reason, dueInMs: failure.delayMs, error },
    "A task could not be read; what is stored stays.",
  );
}
