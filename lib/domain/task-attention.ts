import type { TaskSummary } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "./statuses";

/** Tasks that ended with something to look at. */
export const attentionStatuses: readonly string[] = ["Fail", "PartialSuccess", "Timeout"];
/** A task that still runs needs a look once more than this share of its devices failed. */
export const failedShareLimit = 0.02;
/** And one whose counters stood still for so long while it was read: nothing waits that long unseen. */
export const stuckAfterMs = 3_600_000;

type Judged = Pick<TaskSummary, "status" | "progress">;

/** Whether a task needs a look (ui.md §3), but for being stuck, which only who keeps its past can tell. */
export function needsAttention({ status, progress }: Judged): boolean {
  if (attentionStatuses.includes(status)) return true;
  const failed = progress.fail + progress.timeout;
  return !isFinalTaskStatus(status) && failed > failedShareLimit * progress.total;
}

/** Whether it waits for a moment somebody set. */
export function isScheduled({ status, policy }: Pick<TaskSummary, "status" | "policy">, now: Date): boolean {
  return !isFinalTaskStatus(status) && policy.scheduleTime !== null && new Date(policy.scheduleTime) > now;
}
