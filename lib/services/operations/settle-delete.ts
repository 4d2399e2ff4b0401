import type { AppError } from "@/lib/errors";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import { changeOperation, type OperationChange } from "@/lib/store/operation-lease-store";
import { findTask, markTaskDeleted } from "@/lib/store/task-store";
import { auditLine } from "./audit-operation";
import type { OperationRun } from "./operation-deps";
import { toOperationError } from "./operation-error";
import { requireTaskId } from "./selection-kinds";
import { firstLookAfterMs } from "./settle-create";

interface Known {
  platformRequestId: string | null;
  /** For the audit trail: how it is known, when it was not the answer to the call. */
  reason?: string;
}

/** The platform has the task no more: the snapshot stays, marked, and everything about it becomes true together. */
export async function completeDelete(run: OperationRun, known: Known): Promise<void> {
  const { operation, deps } = run;
  const { platformRequestId } = known;
  const now = deps.now();
  const task = await findTask(deps.database.prisma, [operation.connectionId], requireTaskId(run), now);
  await inTransaction(deps.database, async (tx) => {
    await end(tx, run, { state: "done", error: null, platformRequestId });
    if (task) await markTaskDeleted(tx, task.id, now);
    await writeLine(tx, run, { result: "ok", ...known });
  });
}

/** The platform still has it, provably. */
export async function failDelete(run: OperationRun, error: AppError): Promise<void> {
  const platformRequestId = error.upstream?.requestId ?? null;
  await inTransaction(run.deps.database, async (tx) => {
    await end(tx, run, { state: "failed", error: toOperationError(error), platformRequestId });
    const result = error.code === "upstream_rejected" ? "refused" : "failed";
    await writeLine(tx, run, { result, reason: error.code, platformRequestId });
  });
}

/** The answer was lost: the task is looked for before anybody says or does anything. */
export async function markDeleteUnknown({ deps, operation }: OperationRun, error: AppError | null) {
  const now = deps.now();
  await inTransaction(deps.database, (tx) =>
    changeOperation(tx, operation.lease, {
      ...{ state: "unknown", error: error && toOperationError(error), callEndedAt: now },
      ...{ dueAt: new Date(now.getTime() + firstLookAfterMs), release: true },
    }),
  );
}

async function end(tx: Tx, { deps, operation }: OperationRun, change: OperationChange): Promise<void> {
  const now = deps.now();
  const ended = { callEndedAt: now, finishedAt: now, dueAt: null, release: true } as const;
  await changeOperation(tx, operation.lease, { ...change, ...ended });
}

async function writeLine(
  tx: Tx,
  { operation, connection, origin }: OperationRun,
  line: Pick<AuditEntry, "result" | "reason" | "platformRequestId">,
): Promise<void> {
  await writeAudit(tx, auditLine(operation, { connection: connection.slug, origin }, line));
}
