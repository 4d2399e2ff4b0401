import { sameProgress } from "@/lib/domain/progress";
import { isFinalTaskStatus, isStartingTaskStatus } from "@/lib/domain/statuses";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { Dispute } from "@/lib/store/dispute-store";
import { type ReadFacts, rowsAgree } from "./plan";

/** Milliseconds until all rows are read again because of counters that do not agree with them. */
const againMs = { running: 300_000, finished: 3_600_000 } as const;

/** A row may slip through one read, when pages shift under it; hardly through the next one as well. */
const surelyAfter = 2;

/** The dispute while it stands: reading all rows again would only cost the calls once more. */
export function standingDispute(
  dispute: Dispute | null,
  { status, now }: { status: string; now: Date },
): Dispute | null {
  if (dispute === null || dispute.times < surelyAfter) return null;
  const age = now.getTime() - dispute.readAt.getTime();
  return age < againMs[isFinalTaskStatus(status) ? "finished" : "running"] ? dispute : null;
}

/** Nothing has moved since the dispute was found. */
export const isStill = (dispute: Dispute | null, progress: StoredTask["progress"] | null): boolean =>
  dispute !== null && progress !== null && sameProgress(dispute.progress, progress);

/**
 * What a read of all rows leaves open: every page came, the counters stood still meanwhile, and yet they count other
 * rows. `earlier` is what the read before left.
 */
export function findDispute(facts: ReadFacts, earlier: Dispute | null, readAt: Date): Dispute | null {
  const { before, after, rows } = facts;
  if (!facts.whole || !before || !after || isStartingTaskStatus(facts.status)) return null;
  if (!sameProgress(before, after) || rowsAgree(after, rows, facts.openUntold)) return null;
  const listed = Object.values(rows).reduce((sum, n) => sum + n, 0);
  const unlisted = Math.max(0, after.total - listed);
  const isSame = earlier?.unlisted === unlisted && (unlisted > 0 || sameProgress(earlier.progress, after));
  return { progress: after, unlisted, times: isSame ? earlier.times + 1 : 1, readAt };
}
