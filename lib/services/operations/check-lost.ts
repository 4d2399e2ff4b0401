import type { PlatformTask } from "@/lib/domain/platform-task";
import { isMissing, PlatformError } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import {
  type AnsweredTarget,
  findUnanswered,
  saveAnswers,
  unmarkSent,
} from "@/lib/store/operation-target-store";
import { endSelection } from "./finish-selection";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import { putBack } from "./put-back";
import { judgeSubtask, type LostVerdict, requireSelectionKind, requireTaskId } from "./selection-kinds";

/** How many statuses are read at once. */
const readsAtOnce = 5;
const failedReadAfterMs = 30_000;
/** Wrong credentials are probed, not hammered (F20). */
const refusedReadAfterMs = 5 * 60_000;

/**
 * Devices that were sent and never answered: their status on the platform says whether the call arrived. One that is
 * as it was becomes unsent again, one that went where the call leads counts as done, and of any other nothing is known
 * (F06, F38). False when the operation was put back or ended.
 */
export async function checkLostTargets(run: OperationRun): Promise<boolean> {
  const { deps, operation } = run;
  const unanswered = await findUnanswered(deps.database.prisma, operation.id);
  if (unanswered.length === 0) return true;
  const verdicts = await readOrPutBack(run, async (platform) => {
    const read: LostVerdict[] = [];
    for (let from = 0; from < unanswered.length; from += readsAtOnce) {
      const some = unanswered.slice(from, from + readsAtOnce);
      read.push(...(await Promise.all(some.map(({ target }) => lookAtSubtask(run, platform, target)))));
    }
    return read;
  });
  if (!verdicts) return false;
  const told = (verdict: LostVerdict) =>
    unanswered.filter((_, index) => verdicts[index] === verdict).map(({ ord }) => ord);
  await inTransaction(deps.database, async (tx) => {
    await changeOperation(tx, operation.lease, { state: "running", error: null });
    await saveAnswers(tx, operation.id, answerAll(told("arrived"), "success"));
    await saveAnswers(tx, operation.id, answerAll(told("untold"), "unknown"));
    await unmarkSent(tx, operation.id, told("untouched"));
  });
  return true;
}

function answerAll(ords: readonly number[], status: AnsweredTarget["status"]): AnsweredTarget[] {
  return ords.map((ord) => ({ ord, status, errorCode: null, errorMessage: null }));
}

/** The task as the platform has it; null when the operation was put back or ended. */
export async function readTaskOrPutBack(run: OperationRun): Promise<PlatformTask | null> {
  return readOrPutBack(run, async (platform) => {
    const query = { taskId: requireTaskId(run), limit: 1 };
    return (await platform.showTask(query, { lane: "people", signal: run.cut })).task;
  });
}

async function lookAtSubtask(run: OperationRun, platform: Platform, target: string): Promise<LostVerdict> {
  const query = { taskId: requireTaskId(run), target, limit: 1 };
  const { task, subtasks } = await platform.showTask(query, { lane: "people", signal: run.cut });
  return judgeSubtask(requireSelectionKind(run), { task, row: subtasks.rows[0] }, run.deps.now());
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
  if (isMissing(error) || !mayBeSent) return endSelection(run, asAppError(error));
  deps.log.warn({ operationId: operation.id, error }, "could not read what a lost call has done");
  const isRefused = error instanceof PlatformError && error.failure === "auth";
  await putBack(run, isRefused ? refusedReadAfterMs : failedReadAfterMs, { state: "unknown" });
}
