import type { PlatformTargetResult } from "@/lib/domain/platform-task";
import type { AppError } from "@/lib/errors";
import { type CallFailure, judgeFailure } from "./judge-failure";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import { requireSelectionKind, requireTaskId, sendSelection } from "./selection-kinds";

export type SelectionCall =
  | { failure: null; results: PlatformTargetResult[]; requestId: string | null }
  | { failure: CallFailure; error: AppError };

/** One call of the platform, for these devices or (null) for all it takes; never throws. */
export async function callSelection(
  run: OperationRun,
  targets: readonly string[] | null,
): Promise<SelectionCall> {
  let requestId: string | null = null;
  try {
    const platform = await run.deps.platformFor(run.connection);
    const results = await sendSelection(requireSelectionKind(run), platform, requireTaskId(run), targets, {
      lane: "people",
      signal: run.cut,
      onAnswer: (fact) => {
        requestId = fact.requestId;
      },
    });
    return { failure: null, results, requestId };
  } catch (error) {
    return { failure: judgeFailure(error, run.cut), error: asAppError(error) };
  }
}
