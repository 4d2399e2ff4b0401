import type { Progress } from "@/lib/contracts/tasks";

/** A task's counters as they stood at the end of the ten seconds that begin at `at`. */
export interface ProgressPoint extends Progress {
  at: Date;
}

/** What settled in the ten seconds that begin at `at`; `settled` has the failed ones in it. */
export interface SettleStep {
  at: number;
  settled: number;
  failed: number;
}

export interface Run {
  /** When devices were first seen to move, in milliseconds; null while none does. */
  start: number | null;
  /** Whether it was seen from its start on: not when it was under way already when it was met. */
  whole: boolean;
  steps: SettleStep[];
}

/**
 * The run the points tell of, the oldest first, from `reopenedAt` on when it was opened again. A retry takes devices out
 * of the failed or stopped ones, which settle once more; a success that the platform takes back and tells again is a
 * counter that wavered (F25), and counts once.
 */
export function readRun(points: readonly ProgressPoint[], reopenedAt: Date | null = null): Run {
  const base = reopenedAt ? points.findLastIndex(({ at }) => at <= reopenedAt) : 0;
  const [first, ...rest] = points.slice(Math.max(0, base));
  if (!first) return { start: null, whole: false, steps: [] };
  const begins = isMoving(first)
    ? 0
    : rest.findIndex((point, n) => isMoving(point) || settledIn(rest[n - 1] ?? first, point));
  if (begins === -1) return { start: null, whole: true, steps: [] };
  const whole = reopenedAt !== null || (!isMoving(first) && countDone(first) === 0);
  const start = isMoving(first) ? first.at : (rest[begins]?.at ?? first.at);
  return { start: start.getTime(), whole, steps: toSteps(first, rest) };
}

const isMoving = (point: Progress) => point.processing + point.failWaitRetry > 0;
const countFailed = ({ fail, timeout }: Progress) => fail + timeout;
const countDone = (point: Progress) => point.success + point.removed + point.stopped + countFailed(point);
const settledIn = (before: Progress, after: Progress) => countDone(after) > countDone(before);

function toSteps(first: ProgressPoint, rest: readonly ProgressPoint[]): SettleStep[] {
  let before: Progress = first;
  let best = first.success + first.removed;
  return rest.map((point) => {
    const good = point.success + point.removed;
    const failed = Math.max(0, countFailed(point) - countFailed(before));
    const stopped = Math.max(0, point.stopped - before.stopped);
    const settled = Math.max(0, good - best) + stopped + failed;
    best = Math.max(best, good);
    before = point;
    return { at: point.at.getTime(), settled, failed };
  });
}

export interface SettleColumn {
  from: number;
  to: number;
  settled: number;
  failed: number;
}

/** Nothing finer is kept. */
const finestMs = 10_000;

/** The steps in equal spans of the time from `from` to `to`, at most so many, none finer than ten seconds. */
export function toColumns(
  steps: readonly SettleStep[],
  { from, to, most }: { from: number; to: number; most: number },
): SettleColumn[] {
  const span = Math.max(finestMs, to - from);
  const count = Math.max(1, Math.min(most, Math.floor(span / finestMs)));
  const edge = (n: number) => Math.round(from + (span * n) / count);
  const columns = Array.from({ length: count }, (_, n) => ({
    from: edge(n),
    to: edge(n + 1),
    settled: 0,
    failed: 0,
  }));
  for (const step of steps) {
    const place = Math.floor(((step.at - from) / span) * count);
    const column = columns[Math.min(count - 1, Math.max(0, place))];
    if (!column) continue;
    column.settled += step.settled;
    column.failed += step.failed;
  }
  return columns;
}
