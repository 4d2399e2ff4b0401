import type { PlatformTask } from "@/lib/domain/platform-task";
import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { insertAnswers } from "@/lib/store/operation-target-store";
import { callRetry } from "./call-retry";
import { readTaskOrPutBack } from "./check-lost";
import { endRetry, finishRetry } from "./finish-retry";
import type { OperationRun } from "./operation-deps";
import { putBack, putBackLost } from "./put-back";

/**
 * One call for everything the platform can retry (sheet §6.7). The number of devices it could take is read right
 * before, so that after a lost answer the same number tells whether the call arrived.
 */
export async function runWholeRetry(run: OperationRun): Promise<void> {
  const task = await readTaskOrPutBack(run);
  if (!task) return;
  const waiting = countRetryable(task);
  if (run.operation.callStartedAt !== null) {
    const arrived = hasArrived(run, waiting);
    if (arrived === null) return endRetry(run, undecidable());
    if (arrived) return finishRetry(run);
  }
  if (run.stopping.aborted) return putBack(run, 0);
  await inTransaction(run.deps.database, (tx) =>
    changeOperation(tx, run.operation.lease, {
      ...{ state: "running", callStartedAt: run.deps.now() },
      request: { ...run.operation.request, retryableBefore: waiting },
    }),
  );
  await callAndStore(run);
}

async function callAndStore(run: OperationRun): Promise<void> {
  const call = await callRetry(run, null);
  switch (call.failure) {
    case null: {
      const answers = call.results.map((result, ord) => ({ ord, ...result }));
      return finishRetry(run, {
        platformRequestId: call.requestId,
        prepare: (tx) => insertAnswers(tx, run.operation.id, answers),
      });
    }
    case "lost":
      return putBackLost(run, call.error, run.operation.tries + 1);
    case "interrupted":
      return putBack(run, 0, { callStartedAt: run.operation.callStartedAt });
    case "refused":
    case "ended":
      return endRetry(run, call.error);
  }
}

/** Null: the platform does not tell its counters, so nothing is proven either way. */
function hasArrived({ operation }: OperationRun, waiting: number | null): boolean | null {
  const before = operation.request.retryableBefore;
  if (waiting === null || typeof before !== "number") return null;
  return waiting === 0 || waiting < before;
}

function countRetryable({ progress }: PlatformTask): number | null {
  return progress && progress.fail + progress.failWaitRetry + progress.stopped;
}

function undecidable(): AppError {
  return new AppError(
    "upstream_unavailable",
    "The platform did not answer, and its counters do not tell why.",
    {
      hint: "Look at the task on the platform before you try again.",
    },
  );
}
