import type { StoredTask } from "@/lib/domain/stored-task";
import type { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import { freeKey } from "@/lib/store/idempotency-store";
import { changeOperation } from "@/lib/store/operation-lease-store";
import { countTargets, settleRest } from "@/lib/store/operation-target-store";
import { findTask, markTaskDeleted, requestTaskRead } from "@/lib/store/task-store";
import { auditLine } from "./audit-operation";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";

/** Every call was answered. `prepare` stores the last answers. */
export async function finishSelection(
  run: OperationRun,
  last: { platformRequestId?: string | null; prepare?: (tx: Tx) => Promise<void> } = {},
): Promise<void> {
  await inTransaction(run.deps.database, async (tx) => {
    await last.prepare?.(tx);
    await settle(tx, run, null, last.platformRequestId);
  });
  await readSoon(run);
}

/**
 * It could not be carried out: devices never sent are `not_sent`, those whose answer stays lost `unknown`; when none
 * was sent at all, the key is free again. `prepare` puts the devices right before they are settled.
 */
export async function endSelection(
  run: OperationRun,
  error: AppError,
  prepare?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { id, callStartedAt } = run.operation;
  await inTransaction(run.deps.database, async (tx) => {
    await prepare?.(tx);
    const before = await countTargets(tx, id);
    const sent = before.success + before.failure + before.unknown + before.unanswered;
    await settleRest(tx, id, "sent", { status: "unknown", errorCode: null, errorMessage: null });
    await settleRest(tx, id, "unsent", {
      ...{ status: "failure", errorCode: "not_sent", errorMessage: error.message },
    });
    if (sent === 0 && callStartedAt === null) await freeKey(tx, id);
    await settle(tx, run, error, error.upstream?.requestId);
  });
  await (isMissing(error) ? markDeleted(run) : readSoon(run));
}

async function settle(
  tx: Tx,
  run: OperationRun,
  error: AppError | null,
  platformRequestId: string | null | undefined,
): Promise<void> {
  const { operation, deps, connection, origin } = run;
  const { success, failure, unknown } = await countTargets(tx, operation.id);
  const now = deps.now();
  await changeOperation(tx, operation.lease, {
    ...{ state: error ? "failed" : "done", error: error && toOperationError(error) },
    ...{ succeeded: success, failed: failure, platformRequestId },
    // A set the platform chose is known only by its answers.
    ...(operation.wholeTask ? { total: success + failure + unknown || null } : {}),
    ...{ finishedAt: now, callEndedAt: now, dueAt: null, release: true },
  });
  const counts = `${success} succeeded, ${failure} failed, ${unknown} unknown`;
  const line = auditLine(
    operation,
    { connection: connection.slug, origin },
    {
      ...{ result: error ? "failed" : "ok", reason: error ? `${error.code}: ${counts}` : counts },
      platformRequestId,
    },
  );
  await writeAudit(tx, line);
}

/** What it changed on the platform is worth a look at once; without it the schedule finds out later. */
export async function readSoon({ deps, operation }: OperationRun): Promise<void> {
  const { prisma } = deps.database;
  const now = deps.now();
  const task = await findOwnTask(deps, operation);
  if (task) await requestTaskRead(prisma, task.id, now);
}

/** The platform has just said that it has no such task (F23). */
async function markDeleted({ deps, operation }: OperationRun): Promise<void> {
  const task = await findOwnTask(deps, operation);
  if (task) await inTransaction(deps.database, (tx) => markTaskDeleted(tx, task.id, deps.now()));
}

async function findOwnTask(
  { database, now }: OperationRun["deps"],
  { connectionId, taskId }: OperationRun["operation"],
): Promise<StoredTask | null> {
  return taskId === null ? null : findTask(database.prisma, [connectionId], taskId, now());
}
