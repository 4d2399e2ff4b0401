import type { WaitsFor } from "@/lib/contracts/task-progress";
import type { Progress } from "@/lib/contracts/tasks";
import { findTaskType } from "./task-types";

/** Tasks a resource space works on at a time (sheet §10.4). */
export const slotsOfSpace = 10;

export interface WaitFacts {
  type: string;
  status: string;
  scheduleTime: Date | null;
  needConfirm: boolean | null;
  progress: Progress;
  /** Tasks of its resource space the platform works on, as far as Muster knows; null when the space is not known. */
  slotsTaken: number | null;
}

/** What a task, or the part of it that does not move, waits for (sheet §10.1); null when it waits for nothing. */
export function findWait(facts: WaitFacts, now: Date): WaitsFor | null {
  const { status, progress } = facts;
  if (status === "Initializing") return "targets";
  if (status === "Stopping") return "stopping";
  if (status === "Waitting") return findStartWait(facts, now);
  if (status !== "Processing") return null;
  if (progress.waiting > 0) return needsConfirmation(facts) ? "confirmation" : "batches";
  return progress.processing === 0 && progress.failWaitRetry > 0 ? "retry" : null;
}

function findStartWait(facts: WaitFacts, now: Date): WaitsFor {
  if (facts.scheduleTime && facts.scheduleTime > now) return "schedule";
  if (needsConfirmation(facts)) return "confirmation";
  return facts.slotsTaken !== null && facts.slotsTaken >= slotsOfSpace ? "slot" : "platform";
}

/** Whether waiting devices start when somebody says so: only upgrades are confirmed (sheet §6.9). */
export function needsConfirmation({ type, needConfirm }: Pick<WaitFacts, "type" | "needConfirm">): boolean {
  return needConfirm === true && findTaskType(type)?.confirmable === true;
}

/**
 * Why nothing settles in a running task, as far as it can be told. Upgrades wait up to 25 hours for devices that are
 * offline (sheet §10.3): where devices are in it and nothing moves, that is the likely reason.
 */
export function findQuietReason(facts: WaitFacts): WaitsFor | null {
  const { type, progress } = facts;
  if (progress.processing > 0) return findTaskType(type)?.group === "upgrade" ? "devices" : null;
  if (progress.failWaitRetry > 0) return "retry";
  if (progress.waiting > 0) return needsConfirmation(facts) ? "confirmation" : "batches";
  return null;
}
