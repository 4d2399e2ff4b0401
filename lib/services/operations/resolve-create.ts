import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { changeOperation, type OperationChange } from "@/lib/store/operation-lease-store";
import { findTakenTasks, isLikeCreateInFlight, lockAdoptions } from "@/lib/store/operation-store";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";
import { type Candidates, searchCreated } from "./search-created";
import { completeCreate, draftOfOperation, failCreate, firstLookAfterMs } from "./settle-create";

const secondLookAfterMs = 20_000;
/** The platform cannot be read: look again after this. */
const failedLookAfterMs = 30_000;
/** How far the platform's clock and ours may differ before a task of ours would be overlooked. */
const clockToleranceMs = 30 * 60_000;
/** Between the clocks of our own processes: who saw a task, and who called. */
const ownClocksMs = 60_000;

class AdoptedMeanwhileError extends Error {}

/**
 * Finds out what a create whose answer was lost has made: one task → it is ours; several → a person decides; none
 * 5 s and 20 s after the call ended → it failed, and the key is free (architecture: one write; F05, F34, F39).
 */
export async function resolveCreate(run: OperationRun): Promise<void> {
  const { deps, operation, connection, cut } = run;
  if (await isLikeCreateInFlight(deps.database.prisma, operation)) return postpone(run, firstLookAfterMs);
  const calledAt = operation.callStartedAt ?? operation.createdAt;
  let found: Candidates;
  try {
    const platform = await deps.platformFor(connection);
    if (!platform.features.listTasks) return leaveToPerson(run, "nothing can be searched for it");
    const since = new Date(calledAt.getTime() - clockToleranceMs);
    found = await searchCreated(platform, draftOfOperation(operation), since, {
      lane: "people",
      signal: cut,
    });
  } catch (error) {
    deps.log.warn({ operationId: operation.id, error }, "could not search for a task after a lost answer");
    return postpone(run, failedLookAfterMs);
  }
  const free = await withoutTaken(run, found, new Date(calledAt.getTime() - ownClocksMs));
  const [task, ...others] = free.same;
  if (task && others.length === 0 && free.untold.length === 0) return adopt(run, task);
  if (task || free.untold.length > 0) return leaveToPerson(run, "several tasks can be this one");
  await lookAgainOrFail(run);
}

async function withoutTaken(run: OperationRun, found: Candidates, seenBefore: Date): Promise<Candidates> {
  const ids = [...found.same, ...found.untold].map(({ taskId }) => taskId);
  if (ids.length === 0) return found;
  const taken = await findTakenTasks(run.deps.database.prisma, run.operation, ids, seenBefore);
  const isFree = ({ taskId }: { taskId: string }) => !taken.has(taskId);
  return { same: found.same.filter(isFree), untold: found.untold.filter(isFree) };
}

/** Two lost creates of the same content must not both take the one task there is. */
async function adopt(run: OperationRun, task: Candidates["same"][number]): Promise<void> {
  try {
    await completeCreate(run, { task, source: "list", platformRequestId: null }, async (tx) => {
      await lockAdoptions(tx, run.operation.connectionId);
      const taken = await findTakenTasks(tx, run.operation, [task.taskId], new Date(0));
      if (taken.size > 0) throw new AdoptedMeanwhileError();
    });
  } catch (error) {
    if (!(error instanceof AdoptedMeanwhileError)) throw error;
    await postpone(run, firstLookAfterMs);
  }
}

async function lookAgainOrFail(run: OperationRun): Promise<void> {
  const { operation, deps } = run;
  const secondLook = (operation.callEndedAt ?? deps.now()).getTime() + secondLookAfterMs;
  const wait = secondLook - deps.now().getTime();
  if (wait > 0) return postpone(run, wait);
  const error = new AppError(
    "upstream_unavailable",
    "The platform did not answer, and it made no such task.",
    {
      hint: "Nothing was made; it is safe to try again.",
      upstream: operation.error?.upstream,
    },
  );
  await failCreate(run, error);
}

async function postpone(run: OperationRun, milliseconds: number): Promise<void> {
  await change(run, { dueAt: new Date(run.deps.now().getTime() + milliseconds) });
}

async function leaveToPerson(run: OperationRun, why: string): Promise<void> {
  const error = new AppError("conflict", `The platform's answer was lost, and ${why}.`, {
    hint: "Look at the tasks of this name on the platform before you try again.",
  });
  await change(run, { dueAt: null, error: toOperationError(error) });
}

async function change({ deps, operation }: OperationRun, what: OperationChange): Promise<void> {
  await inTransaction(deps.database, (tx) =>
    changeOperation(tx, operation.lease, { ...what, release: true }),
  );
}
