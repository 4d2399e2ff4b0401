import type { Progress } from "@/lib/contracts/tasks";

export const noProgress: Progress = {
  total: 0,
  waiting: 0,
  processing: 0,
  success: 0,
  fail: 0,
  failWaitRetry: 0,
  stopped: 0,
  removed: 0,
  timeout: 0,
};

/** Devices finished either way (ui.md §5.2). */
export function countSettled(progress: Progress): number {
  return progress.success + progress.fail + progress.timeout + progress.stopped + progress.removed;
}

/** Devices the platform counts in the total but in no status; 0 when the counters add up. */
export function countUnaccounted(progress: Progress): number {
  const known = countSettled(progress) + progress.waiting + progress.processing + progress.failWaitRetry;
  return Math.max(0, progress.total - known);
}

export function sameProgress(a: Progress, b: Progress): boolean {
  return (Object.keys(noProgress) as (keyof Progress)[]).every((key) => a[key] === b[key]);
}

/** The counter of a subtask word; undefined for a word the platform added later. */
export const counterOfStatus: Readonly<Record<string, keyof Progress>> = {
  Success: "success",
  Fail: "fail",
  Timeout: "timeout",
  Stopped: "stopped",
  Removed: "removed",
  FailWaitRetry: "failWaitRetry",
  Processing: "processing",
  Waitting: "waiting",
};

/**
 * A share in percent with one decimal that never claims more than we know: not 100 unless complete,
 * not 0 unless nothing (ui.md §5.2). `bound` says the true figure lies beyond the one given.
 */
export function sharePercent(
  part: number,
  whole: number,
): { value: number; bound: "below" | "above" | null } {
  if (whole <= 0 || part <= 0) return { value: 0, bound: null };
  if (part >= whole) return { value: 100, bound: null };
  const rounded = Math.round((part / whole) * 1000) / 10;
  if (rounded >= 100) return { value: 99.9, bound: null };
  if (rounded < 0.1) return { value: 0.1, bound: "below" };
  return { value: rounded, bound: null };
}
