import { findTaskType } from "./task-types";

/** How long a device of a type is in Processing before that is out of the ordinary. */
export interface UsualTime {
  seconds: number;
  basis: "learned" | "documented";
}

/** Times of devices of ended tasks, as the store sums them up: how many, and what 95 of 100 stayed within. */
export interface LearnedTime {
  count: number;
  p95Seconds: number;
}

const enough = 50;
/** Reads are up to five minutes apart where nobody looks: what was learned is no finer, and one in twenty is no outlier. */
const margin = { factor: 2, leastSeconds: 300 } as const;
const hour = 3_600;

/**
 * Twice what 95 of 100 devices of ended tasks of the type took, at least five minutes, where there are 50 of them or more.
 * Else what the platform's documents allow (sheet §10.3): an upgrade may wait 25 h for the device and 24 h for its
 * report, a command takes some 20 s (a minute says that it hangs); a legacy task has its own limit (§13.4). Null where neither is known.
 */
export function usualTimeOf(
  { type, timeoutMinutes }: { type: string; timeoutMinutes: number | null },
  learned: LearnedTime | null,
): UsualTime | null {
  if (learned && learned.count >= enough) {
    const seconds = Math.max(margin.leastSeconds, Math.ceil(learned.p95Seconds * margin.factor));
    return { seconds, basis: "learned" };
  }
  const seconds = documentedSeconds(type, timeoutMinutes);
  return seconds === null ? null : { seconds, basis: "documented" };
}

function documentedSeconds(type: string, timeoutMinutes: number | null): number | null {
  if (timeoutMinutes !== null) return Math.max(1, timeoutMinutes) * 60;
  if (findTaskType(type)?.group === "upgrade") return (25 + 24) * hour;
  return type === "createCommands" ? 60 : null;
}
