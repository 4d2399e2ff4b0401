import type { StoredTask } from "@/lib/domain/stored-task";
import type { AppError } from "@/lib/errors";
import { PlatformError } from "@/lib/iotda/errors";
import { postpone } from "./leave-create";
import type { OperationRun } from "./operation-deps";
import { asAppError } from "./operation-error";
import {
  completeCreate,
  draftOfOperation,
  failCreate,
  type MadeTask,
  markCreateUnknown,
} from "./settle-create";

export type SentCreate = { task: StoredTask } | { failed: AppError } | "unknown";

/**
 * Calls the platform once for a create whose row already says that it is being called, and stores what came of it.
 * An error of the store itself is thrown: the row stays as it is, and whoever takes it over searches the platform.
 */
export async function sendCreate(run: OperationRun): Promise<SentCreate> {
  let made: MadeTask;
  try {
    made = await callPlatform(run);
  } catch (thrown) {
    const error = asAppError(thrown);
    if (thrown instanceof PlatformError && thrown.sent === "maybe") {
      await markCreateUnknown(run, error);
      return "unknown";
    }
    if (thrown instanceof PlatformError && thrown.reason === "cancelled" && run.cut.aborted) {
      // We ended it ourselves before it went out: a worker goes on with it.
      await postpone(run, 0, { callStartedAt: null });
      return "unknown";
    }
    await failCreate(run, error);
    return { failed: error };
  }
  return { task: await completeCreate(run, made) };
}

/** One call, repeated only while it is throttled; `sent` of its error says what it may have done. */
export async function callPlatform({ deps, operation, connection, cut }: OperationRun): Promise<MadeTask> {
  const platform = await deps.platformFor(connection);
  let platformRequestId: string | null = null;
  const task = await platform.createTask(draftOfOperation(operation), {
    lane: "people",
    signal: cut,
    onAnswer: ({ requestId }) => {
      platformRequestId = requestId;
    },
  });
  return { task, source: "create", platformRequestId };
}
