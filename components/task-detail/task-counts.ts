import type { Task } from "@/lib/contracts/tasks";

/** Devices a retry with an empty body takes (sheet §6.7). */
export function countUnfinished({ progress }: Pick<Task, "progress">): number {
  return progress.fail + progress.failWaitRetry + progress.stopped;
}

/** Devices a stop with an empty body takes (sheet §6.8). */
export function countStoppable({ progress }: Pick<Task, "progress">): number {
  return progress.processing + progress.waiting + progress.failWaitRetry;
}

/** Failed ones, those that took too long included. */
export function countFailed({ progress }: Pick<Task, "progress">): number {
  return progress.fail + progress.timeout;
}
