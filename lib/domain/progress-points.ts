import type { Progress } from "@/lib/contracts/tasks";

/** A task's counters as they stood at the end of the ten seconds that begin at `at`. */
export interface ProgressPoint extends Progress {
  at: Date;
}

/**
 * What settled between the end of one point and that of the next one, in milliseconds; `settled` has the failed ones in it.
 * Of a time in which nobody read it tells no more than that.
 */
export interface SettleStep {
  since: number;
  at: number;
  settled: number;
  failed: number;
}

/** What a point stands for; nothing finer is kept. */
const finestMs = 10_000;

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
  const began = start.getTime();
  const steps = toSteps(first, rest).map((step) => ({
    ...step,
    since: Math.min(step.at, Math.max(step.since, began)),
  }));
  return { start: began, whole, steps };
}

const isMoving = (point: Progress) => point.processing + point.failWaitRetry > 0;
const countFailed = ({ fail, timeout }: Progress) => fail + timeout;
const countDone = (point: Progress) => point.success + point.removed + point.stopped + countFailed(point);
const settledIn = (before: Progress, after: Progress) => countDone(after) > countDone(before);

function toSteps(first: ProgressPoint, rest: readonly ProgressPoint[]): SettleStep[] {
  let before = first;
  let best = first.success + first.removed;
  return rest.map((point) => {
    const good = point.success + point.removed;
    const failed = Math.max(0, countFailed(point) - countFailed(before));
    const stopped = Math.max(0, point.stopped - before.stopped);
    const settled = Math.max(0, good - best) + stopped + failed;
    best = Math.max(best, good);
    const since = before.at.getTime() + finestMs;
    before = point;
    return { since, at: point.at.getTime() + finestMs, settled, failed };
  });
}

export interface SettleColumn {
  from: number;
  to: number;
  settled: number;
  failed: number;
}

/** The share of a step that falls before a moment: it is spread evenly over the time it tells of. */
export function shareBefore({ since, at }: Pick<SettleStep, "since" | "at">, moment: number): number {
  if (moment > at) return 1;
  return moment <= since ? 0 : (moment - since) / (at - since);
}

/** The steps in equal spans of the time from `from` to `to`, at most so many, none finer than ten seconds. */
export function toColumns(
  steps: readonly SettleStep[],
  { from, to, most }: { from: number; to: number; most: number },
): SettleColumn[] {
  const span = Math.max(finestMs, to - from);
  const count = Math.max(1, Math.min(most, Math.floor(span / finestMs)));
  const edge = (n: number) => Math.round(from + (span * n) / count);
  return Array.from({ length: count }, (_, n) => {
    // What lies outside belongs to the nearest column, so that none is lost.
    const start = n === 0 ? Number.NEGATIVE_INFINITY : edge(n);
    const end = n === count - 1 ? Number.POSITIVE_INFINITY : edge(n + 1);
    const column = { from: edge(n), to: edge(n + 1), settled: 0, failed: 0 };
    for (const step of steps) {
      const share = (amount: number) =>
        Math.floor(amount * shareBefore(step, end)) - Math.floor(amount * shareBefore(step, start));
      const failed = share(step.failed);
      column.failed += failed;
      column.settled += failed + share(step.settled - step.failed);
    }
    return column;
  });
}
