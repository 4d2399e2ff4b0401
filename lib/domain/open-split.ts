import type { Progress } from "@/lib/contracts/tasks";
import type { PlatformTask } from "./platform-task";

/** The counters that say it all where waiting and processing are only what these leave over (sheet §13.5). */
const told = ["total", "success", "fail", "timeout"] as const;

/**
 * The counters of an answer. Where they do not tell waiting from processing, what is known of that stays as long as
 * everything they do tell stands still.
 */
export function keepOpenSplit(task: PlatformTask, known: Progress): Progress | null {
  const { progress, openUntold = false } = task;
  if (progress === null || !openUntold) return progress;
  return told.every((counter) => progress[counter] === known[counter]) ? known : progress;
}

/** Waiting and processing as the rows, all of them read, have them. */
export function openSplitOf(
  rows: Readonly<Record<string, number>>,
): Pick<Progress, "waiting" | "processing"> {
  return { waiting: rows.Waitting ?? 0, processing: rows.Processing ?? 0 };
}
