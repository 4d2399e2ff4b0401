import type { PlatformTask } from "@/lib/domain/platform-task";
import { retryableSubtaskStatuses } from "@/lib/domain/statuses";
import { AppError } from "@/lib/errors";
import { isMissing, PlatformError } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import {
  findUnanswered,
  type OperationTarget,
  saveAnswers,
  unmarkSent,
} from "@/lib/store/operation-target-store";
import { endRetry } from "./finish-retry";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import { putBack } from "./put-back";

/** How many statuses are read at once. */
const readsAtOnce = 5;
const failedReadAfterMs = 30_000;
/** Wrong credentials are probed, not hammered (F20). */
const refusedReadAfterMs = 5 * 60_000;

/**
 * Devices that were sent and never answered: their status on the platform says whether the call arrived. One that
 * can still be retried was not touched and becomes unsent again; any other has moved and counts as done (F06, F38).
 * False when the operation was put back or ended.
 */
export async function checkLostTargets(run: OperationRun): Promise<boolean> {
  const { deps, operation } = run;
  const unanswered = await findUnanswered(deps.database.prisma, operation.id);
  if (unanswered.length === 0) return true;
  const read = await readOrPutBack(run, async (platform) => {
    const moved: OperationTarget[] = [];
    for (let from = 0; from < unanswered.length; from += readsAtOnce) {
      const some = unanswered.slice(from, from + readsAtOnce);
      const verdicts = await Promise.all(some.map(({ target }) => hasMoved(run, platform, target)));
      moved.push(...some.filter((_, index) => verdicts[index]));
    }
    return moved;
  });
  if (!read) return false;
  const moved = new Set(read.map(({ ord }) => ord));
  await inTransaction(deps.database, async (tx) => {
    await changeOperation(tx, operation.lease, { state: "running", error: null });
    const answer = { status: "success", errorCode: null, errorMessage: null } as const;
    await saveAnswers(
      tx,
      operation.id,
      [...moved].map((ord) => ({ ord, ...answer })),
    );
    await unmarkSent(
      tx,
      operation.id,
      unanswered.map(({ ord }) => ord).filter((ord) => !moved.has(ord)),
    );
  });
  return true;
}

/** The task as the platform has it; null when the operation was put back or ended. */
export async function readTaskOrPutBack(run: OperationRun): Promise<PlatformTask | null> {
  return readOrPutBack(run, async (platform) => {
    const query = { taskId: requireTaskId(run), limit: 1 };
    return (await platform.showTask(query, { lane: "people", signal: run.cut })).task;
  });
}

async function hasMoved(run: OperationRun, platform: Platform, target: string): Promise<boolean> {
  const query = { taskId: requireTaskId(run), target, limit: 1 };
  const { subtasks } = await platform.showTask(query, { lane: "people", signal: run.cut });
  const [row] = subtasks.rows;
  return row !== undefined && !retryableSubtaskStatuses.includes(row.status);
}

/** Without a look at the platform nothing may be sent again, however long that takes. */
async function readOrPutBack<Result>(
  run: OperationRun,
  read: (platform: Platform) => Promise<Result>,
): Promise<Result | null> {
  try {
    return await read(await run.deps.platformFor(run.connection));
  } catch (error) {
    await handleFailedRead(run, error);
    return null;
  }
}

async function handleFailedRead(run: OperationRun, error: unknown): Promise<void> {
  const { operation, deps, cut } = run;
  const mayBeSent = operation.callStartedAt !== null || !operation.wholeTask;
  if (cut.aborted) return putBack(run, 0, mayBeSent ? { state: "unknown" } : {});
  if (isMissing(error) || !mayBeSent) return endRetry(run, asAppError(error));
  deps.log.warn({ operationId: operation.id, error }, "could not read what a lost call has done");
  const isRefused = error instanceof PlatformError && error.failure === "auth";
  await putBack(run, isRefused ? refusedReadAfterMs : failedReadAfterMs, { state: "unknown" });
}

export function requireTaskId({ operation }: OperationRun): string {
  if (operation.taskId) return operation.taskId;
  throw new AppError("internal", "A retry without a task.");
}
