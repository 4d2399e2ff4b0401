import type { LiveState } from "@/lib/client/live/live-state";
import type { Snapshot } from "@/lib/contracts/snapshot";

export type PillState = "live" | "fresh" | "final" | "stale" | "unreachable" | "deleted" | "cut";

export type PillSnapshot = Pick<Snapshot, "fetchedAt" | "state" | "final" | "reason" | "nextReadAt">;

/** The shortest interval that counts, in milliseconds: a read takes its time too. */
const shortestIntervalMs = 5_000;

/**
 * What a pill says. `heldMs`: for how long this page has had nothing newer. What was live when it was read is behind once
 * two intervals have passed by this page's own clock, even if nobody comes to say so.
 */
export function pillState(snapshot: PillSnapshot, live: LiveState, heldMs: number): PillState {
  const { state, final, fetchedAt, nextReadAt } = snapshot;
  if (state === "deleted") return "deleted";
  if (live.kind === "cut" && (live.offline || state !== "unreachable")) return "cut";
  if (state === "fresh" && final) return "final";
  if (state !== "live" || !fetchedAt || !nextReadAt) return state;
  const interval = Math.max(shortestIntervalMs, Date.parse(nextReadAt) - Date.parse(fetchedAt));
  return heldMs > 2 * interval ? "stale" : "live";
}
