import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { insertAnswers } from "@/lib/store/operation-target-store";
import { callSelection } from "./call-selection";
import { readTaskOrPutBack } from "./check-lost";
import { endSelection, finishSelection } from "./finish-selection";
import type { OperationRun } from "./operation-deps";
import { putBack, putBackLost } from "./put-back";
import { countTakes, judgeWholeTask, requireSelectionKind } from "./selection-kinds";

/**
 * One call for everything the platform takes (sheet §6.7 to §6.9). The number of devices that is, is read right before,
 * so that after a lost answer it helps to tell whether the call arrived.
 */
export async function runWholeTask(run: OperationRun): Promise<void> {
  const task = await readTaskOrPutBack(run);
  if (!task) return;
  const kind = requireSelectionKind(run);
  if (run.operation.callStartedAt !== null) {
    const before = run.operation.request.takeableBefore;
    const verdict = judgeWholeTask(kind, { task, before }, run.deps.now());
    if (verdict === "untold") return endSelection(run, undecidable());
    if (verdict === "arrived") return finishSelection(run);
  }
  if (run.stopping.aborted) return putBack(run, 0);
  await inTransaction(run.deps.database, (tx) =>
    changeOperation(tx, run.operation.lease, {
      ...{ state: "running", callStartedAt: run.deps.now() },
      request: { ...run.operation.request, takeableBefore: countTakes(kind, task) },
    }),
  );
  await callAndStore(run);
}

async function callAndStore(run: OperationRun): Promise<void> {
  const call = await callSelection(run, null);
  switch (call.failure) {
    case null: {
      const answers = call.results.map((result, ord) => ({ ord, ...result }));
      return finishSelection(run, {
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
      return endSelection(run, call.error);
  }
}

function undecidable(): AppError {
  return new AppError(
    "upstream_unavailable",
    "The platform did not answer, and the task does not tell what became of the call.",
    {
      hint: "Look at the task on the platform before you try again.",
    },
  );
}
