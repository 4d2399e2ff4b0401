import { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { readTask } from "@/lib/iotda/read-task";
import { inTransaction } from "@/lib/store/db";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { requireTaskId } from "./selection-kinds";
import { sendDelete } from "./send-delete";
import { secondLookAfterMs } from "./settle-create";
import { completeDelete, failDelete, markDeleteUnknown } from "./settle-delete";

/** The platform cannot be read: look again after this. */
const failedLookAfterMs = 30_000;

/** What was held is sent; a delete that was being called by a process that is gone has lost its answer too. */
export async function runDelete(run: OperationRun): Promise<void> {
  const { state, callStartedAt, lease } = run.operation;
  if (state === "unknown") return lookForTask(run);
  if (callStartedAt !== null) return markDeleteUnknown(run, null);
  // From here on nobody takes it back; of both at once, the row lets one through.
  await inTransaction(run.deps.database, (tx) =>
    changeOperation(tx, lease, { state: "running", callStartedAt: run.deps.now() }),
  );
  await sendDelete(run);
}

/** Gone: the lost call arrived. Still there 20 s after it ended: it did not, and nobody sends it again unasked. */
async function lookForTask(run: OperationRun): Promise<void> {
  const { deps, operation, connection, cut } = run;
  try {
    const platform = await deps.platformFor(connection);
    const which = { taskId: requireTaskId(run), appId: null };
    await readTask(platform, which, { lane: "people", signal: cut });
  } catch (error) {
    if (isMissing(error)) {
      const reason = "found gone after the answer was lost";
      return completeDelete(run, { platformRequestId: null, reason });
    }
    deps.log.warn({ operationId: operation.id, error }, "could not read what a lost delete has done");
    return postpone(run, failedLookAfterMs);
  }
  const calledAt = operation.callEndedAt ?? operation.createdAt;
  const wait = calledAt.getTime() + secondLookAfterMs - deps.now().getTime();
  if (wait > 0) return postpone(run, wait);
  await failDelete(run, stillThere(operation.error?.upstream));
}

const stillThere = (upstream: AppError["upstream"]) =>
  new AppError("upstream_unavailable", "The platform did not answer, and it still has the task.", {
    hint: "Nothing was deleted; it is safe to try again.",
    upstream,
  });
