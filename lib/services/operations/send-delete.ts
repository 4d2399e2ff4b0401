import type { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { judgeFailure } from "./judge-failure";
import { postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import { requireTaskId } from "./selection-kinds";
import { completeDelete, failDelete, markDeleteUnknown } from "./settle-delete";

export type SentDelete = "deleted" | "unknown" | { failed: AppError };

/**
 * Calls the platform once for a delete whose row already says that it is being called (sheet §6.10). A task that is gone
 * when the call arrives is what was wanted, whoever took it away.
 */
export async function sendDelete(run: OperationRun): Promise<SentDelete> {
  let platformRequestId: string | null = null;
  try {
    const platform = await run.deps.platformFor(run.connection);
    await platform.deleteTask(requireTaskId(run), {
      lane: "people",
      signal: run.cut,
      onAnswer: ({ requestId }) => {
        platformRequestId = requestId;
      },
    });
  } catch (error) {
    return settleFailed(run, error);
  }
  await completeDelete(run, { platformRequestId });
  return "deleted";
}

async function settleFailed(run: OperationRun, thrown: unknown): Promise<SentDelete> {
  const error = asAppError(thrown);
  if (isMissing(thrown)) {
    const platformRequestId = thrown.upstream.requestId;
    await completeDelete(run, { platformRequestId, reason: "the platform had no such task any more" });
    return "deleted";
  }
  switch (judgeFailure(thrown, run.cut)) {
    case "lost":
      await markDeleteUnknown(run, error);
      return "unknown";
    case "interrupted":
      // We ended it ourselves before it went out: a worker goes on with it.
      await postpone(run, 0, { callStartedAt: null });
      return "unknown";
    case "refused":
    case "ended":
      await failDelete(run, error);
      return { failed: error };
  }
}
