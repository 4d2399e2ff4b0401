import type { Snapshot, SnapshotState } from "@/lib/contracts/snapshot";

/** Read intervals by how much anybody cares (architecture.md §5), in milliseconds. */
export const readIntervals = {
  /** Followed, and its subtasks are still being made. */
  starting: 3_000,
  followed: 10_000,
  runningFrom: 60_000,
  runningTo: 300_000,
  listFollowed: 30_000,
  list: 300_000,
} as const;

/** Three failed reads, or this long without an answer, and the platform counts as unreachable (contracts.md fine print). */
const unreachableAfter = { failures: 3, milliseconds: 60_000 } as const;

export interface SnapshotFacts {
  fetchedAt: Date | null;
  /** Somebody watches, so reads are due every `intervalMs`. */
  followed: boolean;
  intervalMs: number;
  nextReadAt: Date | null;
  failures: number;
  failingSince: Date | null;
  failureReason: string | null;
  /** The platform asked to slow down. */
  throttled: boolean;
  deletedAt: Date | null;
  final: boolean;
  subtasksComplete: boolean;
  subtasksRead: number;
  subtasksTotal: number;
  /** Retention dropped the rows; what was counted of them stays. Absent where there are none to drop. */
  rowsDroppedAt?: Date | null;
}

/** How old and how complete stored data is, told and never guessed (contracts.md §4 `Snapshot`). */
export function describeSnapshot(facts: SnapshotFacts, now: Date): Snapshot {
  const state = snapshotState(facts, now);
  const since = state === "deleted" ? facts.deletedAt : state === "unreachable" ? facts.failingSince : null;
  const reason =
    state === "unreachable" ? facts.failureReason : state === "stale" && facts.throttled ? "throttled" : null;
  return {
    fetchedAt: facts.fetchedAt?.toISOString() ?? null,
    state,
    ...(reason ? { reason } : {}),
    ...(since ? { since: since.toISOString() } : {}),
    ...(facts.nextReadAt && !facts.final ? { nextReadAt: facts.nextReadAt.toISOString() } : {}),
    final: facts.final,
    subtasksComplete: facts.subtasksComplete,
    subtasksRead: facts.subtasksRead,
    subtasksTotal: facts.subtasksTotal,
    ...(facts.rowsDroppedAt ? { rowsDroppedAt: facts.rowsDroppedAt.toISOString() } : {}),
  };
}

function snapshotState(facts: SnapshotFacts, now: Date): SnapshotState {
  if (facts.deletedAt) return "deleted";
  if (isUnreachable(facts, now)) return "unreachable";
  if (facts.final) return "fresh";
  if (facts.throttled) return "stale";
  const age = facts.fetchedAt ? now.getTime() - facts.fetchedAt.getTime() : Number.POSITIVE_INFINITY;
  if (age > 2 * facts.intervalMs) return "stale";
  return facts.followed ? "live" : "fresh";
}

function isUnreachable(facts: SnapshotFacts, now: Date): boolean {
  if (!facts.failingSince) return false;
  if (facts.failures >= unreachableAfter.failures) return true;
  return now.getTime() - facts.failingSince.getTime() >= unreachableAfter.milliseconds;
}
