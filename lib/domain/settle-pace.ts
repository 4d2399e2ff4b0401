import { type SettleStep, shareBefore } from "./progress-points";

/** How fast devices settle, and how far from that it may be. */
export interface Pace {
  perMinute: number;
  /** Share of `perMinute`: two standard errors, as its fifths differ. */
  error: number;
}

const minute = 60_000;
const windowMs = 10 * minute;
const enough = { ms: minute, settled: 50 } as const;
const slices = 5;
const errors = { least: 0.05, most: 0.6 } as const;

/** Nothing settled for so long is worth saying. */
export const quietAfterMs = 5 * minute;

export interface PaceSpan {
  /** When the run began, and when its counters were last read, in milliseconds. */
  start: number;
  asOf: number;
}

/**
 * Devices settled a minute over the last ten minutes of the run; null before 60 s and 50 devices have been seen, and when
 * nothing has settled for five minutes (ui.md §5.2).
 */
export function measurePace(steps: readonly SettleStep[], { start, asOf }: PaceSpan): Pace | null {
  const from = Math.max(start, asOf - windowMs);
  const span = asOf - from;
  const within = (start: number, end: number) =>
    steps.reduce((sum, step) => sum + step.settled * (shareBefore(step, end) - shareBefore(step, start)), 0);
  const edge = (n: number) => (n === slices ? Number.POSITIVE_INFINITY : from + (span * n) / slices);
  const counts = Array.from({ length: slices }, (_, n) => within(edge(n), edge(n + 1)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const last = steps.findLast(({ settled }) => settled > 0);
  if (span < enough.ms || total < enough.settled || !last || asOf - last.at >= quietAfterMs) return null;
  return { perMinute: total / (span / minute), error: errorOf(counts, total) };
}

function errorOf(counts: readonly number[], total: number): number {
  const mean = total / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
  const standard = Math.sqrt(variance / counts.length) / mean;
  return Math.min(errors.most, Math.max(errors.least, 2 * standard));
}

/** When something last settled, or else the run began, if that is five minutes or longer before its last read. */
export function findQuiet(steps: readonly SettleStep[], { start, asOf }: PaceSpan): number | null {
  const last = steps.findLast(({ settled }) => settled > 0);
  const since = Math.max(start, last?.at ?? start);
  return asOf - since >= quietAfterMs ? since : null;
}
