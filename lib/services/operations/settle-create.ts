import type { CreateTask } from "@/lib/contracts/create-task";
import { draftOf } from "@/lib/domain/check-task";
import type { PlatformTask, TaskDraft } from "@/lib/domain/platform-task";
import type { LeasedOperation } from "@/lib/domain/stored-operation";
import type { StoredTask } from "@/lib/domain/stored-task";
import type { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import { findOriginal, releaseDraft } from "@/lib/store/draft-store";
import { freeKey } from "@/lib/store/idempotency-store";
import { wakeLostCreates } from "@/lib/store/lost-create-store";
import { changeOperation } from "@/lib/store/operation-lease-store";
import type { SeenTask } from "@/lib/store/seen-task";
import { findStoredFile } from "@/lib/store/stored-file-store";
import { followTask, saveSeenTask } from "@/lib/store/task-store";
import { auditLine } from "./audit-operation";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";

/** The first look for a task a lost call may have made comes this long after the call ended, in milliseconds. */
export const firstLookAfterMs = 5_000;
/** And the last look: what the call was to do is done by now. */
export const secondLookAfterMs = 20_000;

/** What the operation sends, from the request as it was accepted. */
export function draftOfOperation(operation: LeasedOperation): TaskDraft {
  const { request, platformFileId } = operation;
  // Parsed when it was accepted; rules that have changed since decide nothing about what was sent.
  const body = request as unknown as CreateTask;
  return draftOf(body, platformFileId === null ? {} : { fileId: platformFileId });
}

export interface MadeTask {
  task: PlatformTask;
  source: SeenTask["source"];
  platformRequestId: string | null;
  /** For the audit trail: how it is known, when no answer to the first call said so. */
  reason?: string;
  /** What becomes true together with it. */
  also?: (tx: Tx) => Promise<void>;
}

/** The platform has the task: it, its operation and the audit line become true together. */
export async function completeCreate(
  run: OperationRun,
  made: MadeTask,
  guard?: (tx: Tx) => Promise<void>,
): Promise<StoredTask> {
  const { operation } = run;
  const draft = draftOfOperation(operation);
  const now = run.deps.now();
  return inTransaction(run.deps.database, async (tx) => {
    await guard?.(tx);
    await changeOperation(tx, operation.lease, {
      ...{ state: "done", taskId: made.task.taskId, error: null, platformRequestId: made.platformRequestId },
      ...{ callEndedAt: now, finishedAt: now, dueAt: null, release: true },
    });
    const workbook = operation.fileId === null ? null : await findStoredFile(tx, operation.fileId);
    const task = await saveSeenTask(tx, {
      ...{ connectionId: operation.connectionId, task: made.task, fetchedAt: now, source: made.source },
      ...{ appId: draft.appId, createdBy: operation.createdBy, targets: draft.targets },
      rerunOf: operation.wanted?.rerunOf ?? null,
      clonedFrom: await findOriginal(tx, operation.id),
      fileName: workbook?.name,
    });
    // Whoever made it wants to see it start, page or no page.
    await followTask(tx, task.id, now);
    await made.also?.(tx);
    // A legacy name is used once (sheet §13.4): whoever else asked for it made nothing.
    if (run.connection.kind === "na") await wakeLostCreates(tx, operation, now);
    await writeLine(tx, run, {
      ...{ result: "ok", taskId: made.task.taskId, platformRequestId: made.platformRequestId },
      ...reasonOf(operation, made),
    });
    return task;
  });
}

/** How it is known that the task is there, and what it runs anew. */
function reasonOf({ wanted }: LeasedOperation, { reason }: MadeTask): { reason?: string } {
  const origin = wanted?.rerunOf ? `re-run of ${wanted.rerunOf}` : undefined;
  const told = [origin, reason].filter((part) => part !== undefined).join("; ");
  return told === "" ? {} : { reason: told };
}

/**
 * Nothing was made, provably: the key is free again, the draft is its writer's, and a worker takes the workbook off the
 * platform.
 */
export async function failCreate(
  run: OperationRun,
  error: AppError,
  { reason = error.code, also }: Pick<MadeTask, "reason" | "also"> = {},
): Promise<void> {
  const { operation, deps } = run;
  const now = deps.now();
  const platformRequestId = error.upstream?.requestId ?? null;
  await inTransaction(deps.database, async (tx) => {
    await changeOperation(tx, operation.lease, {
      ...{ state: "failed", error: toOperationError(error), platformRequestId, callEndedAt: now },
      ...{ finishedAt: now, dueAt: operation.fileId === null ? null : now, release: true },
    });
    await freeKey(tx, operation.id);
    await releaseDraft(tx, operation.id);
    await also?.(tx);
    const result = error.code === "upstream_rejected" ? "refused" : "failed";
    await writeLine(tx, run, { result, reason, platformRequestId });
  });
}

/** The answer was lost: nobody sends again before the platform was searched (F05). */
export async function markCreateUnknown(run: OperationRun, error: AppError | null): Promise<void> {
  const now = run.deps.now();
  await inTransaction(run.deps.database, (tx) =>
    changeOperation(tx, run.operation.lease, {
      ...{ state: "unknown", error: error && toOperationError(error), callEndedAt: now },
      ...{ dueAt: new Date(now.getTime() + firstLookAfterMs), release: true },
    }),
  );
}

async function writeLine(
  tx: Tx,
  { operation, connection, origin }: OperationRun,
  line: Parameters<typeof auditLine>[2] & { taskId?: string },
): Promise<void> {
  const { taskId = operation.taskId, ...what } = line;
  await writeAudit(tx, auditLine({ ...operation, taskId }, { connection: connection.slug, origin }, what));
}
