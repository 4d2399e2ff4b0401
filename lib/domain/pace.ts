/** What was settled when somebody looked. */
export interface PaceSample {
  at: number;
  settled: number;
}

export type Pace =
  | { kind: "unknown" }
  /** Nothing settled since; `forMs` is how long. */
  | { kind: "still"; forMs: number }
  | { kind: "moving"; perMinute: number; leftMinutes: number | null };

const windowMs = 10 * 60_000;
const enough = { ms: 60_000, settled: 50 } as const;
const stillAfterMs = 5 * 60_000;

/** Keeps the samples of the last ten minutes, one per change. */
export function addSample(samples: readonly PaceSample[], sample: PaceSample): PaceSample[] {
  const last = samples.at(-1);
  if (last && (sample.at <= last.at || sample.settled < last.settled)) return [sample];
  return [...samples.filter((each) => sample.at - each.at <= windowMs), sample];
}

/**
 * Devices settled per minute over the last ten minutes and the time left, once 60 s and 50 devices have been seen
 * (ui.md §5.2).
 */
export function estimatePace(samples: readonly PaceSample[], remaining: number): Pace {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || first === last) return { kind: "unknown" };
  const moved = samples.findLast((each) => each.settled < last.settled);
  const quietSince = moved ? (samples[samples.indexOf(moved) + 1] ?? last).at : first.at;
  if (last.at - quietSince >= stillAfterMs) return { kind: "still", forMs: last.at - quietSince };
  const settled = last.settled - first.settled;
  const elapsed = last.at - first.at;
  if (elapsed < enough.ms || settled < enough.settled) return { kind: "unknown" };
  const perMinute = settled / (elapsed / 60_000);
  return {
    kind: "moving",
    perMinute,
    leftMinutes: remaining > 0 ? roundMinutes(remaining / perMinute) : null,
  };
}

/** Whole minutes; to five above twenty, because nobody knows better. */
function roundMinutes(minutes: number): number {
  const whole = Math.max(1, Math.round(minutes));
  return whole > 20 ? Math.round(whole / 5) * 5 : whole;
}
