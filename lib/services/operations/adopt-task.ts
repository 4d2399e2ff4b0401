import type { LeasedOperation } from "@/lib/domain/stored-operation";
import { findTakenTasks, lockAdoptions } from "@/lib/store/operation-store";
import type { OperationRun } from "./operation-deps";
import { completeCreate, type MadeTask } from "./settle-create";

/** How far the platform's clock and ours may differ before a task of ours would be overlooked. */
const clockToleranceMs = 30 * 60_000;
/** Between the clocks of our own processes: who saw a task, and who called. */
const ownClocksMs = 60_000;

class AdoptedMeanwhileError extends Error {}

/** What this create made, the platform dates after `madeSince`, and nobody of us saw it before `seenSince`. */
export function windowOf({ callStartedAt, createdAt }: Pick<LeasedOperation, "callStartedAt" | "createdAt">) {
  const calledAt = (callStartedAt ?? createdAt).getTime();
  return { madeSince: new Date(calledAt - clockToleranceMs), seenSince: new Date(calledAt - ownClocksMs) };
}

/** Completes a lost create with its task. False when another create has it: two must not both take the one there is. */
export async function adoptTask(run: OperationRun, made: MadeTask): Promise<boolean> {
  const { operation } = run;
  try {
    await completeCreate(run, made, async (tx) => {
      await lockAdoptions(tx, operation.connectionId);
      const taken = await findTakenTasks(tx, operation, [made.task.taskId], new Date(0));
      if (taken.size > 0) throw new AdoptedMeanwhileError();
    });
    return true;
  } catch (error) {
    if (error instanceof AdoptedMeanwhileError) return false;
    throw error;
  }
}
