import { randomUUID } from "node:crypto";
import type { Operation } from "@/lib/contracts/operations";
import { type LeasedOperation, makesTask, type StoredOperation } from "@/lib/domain/stored-operation";
import { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { writeAudit } from "@/lib/store/audit-store";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { Tx } from "@/lib/store/db";
import { claimLostCreate } from "@/lib/store/lost-create-store";
import { type FoundConnection, requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { readIfMade } from "./adopt-opened";
import { adoptTask } from "./adopt-task";
import { personLine } from "./audit-operation";
import { leaseEnd, whileLeased } from "./keep-lease";
import { giveBack } from "./leave-create";
import { type OperationRun, workerOrigin } from "./operation-deps";
import { presentOperation } from "./present-operation";
import { requireOperation } from "./require-operation";
import { failCreate } from "./settle-create";

export interface SettleOperationInput {
  params: { connection: string; operationId: string };
  body: { taskId: string | null };
}

/**
 * A person decides what a create whose answer was lost has made, where Muster could not: one task, checked like one
 * that Muster finds itself, or nothing, which frees key and draft. Who decided is on the audit trail.
 */
export async function settleOperation({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: SettleOperationInput;
}): Promise<Operation> {
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const found = await requireOperation(ctx, connection, input.params.operationId);
  const leased = await claim(ctx, found);
  const { taskId } = input.body;
  await whileLeased({ ...ctx.deps, now: ctx.now }, leased.lease, async (lost) => {
    const run = runOf(ctx, connection, leased, lost);
    try {
      await (taskId === null ? declareNothing(ctx, run) : chooseTask(ctx, run, taskId));
    } catch (error) {
      await giveBack(run);
      throw error;
    }
  });
  const after = await requireOperation(ctx, connection, found.id);
  return presentOperation(after, { caller: ctx.caller, slug: connection.slug, now: ctx.now() });
}

/** Only what was left to a person: as long as Muster looks itself, nobody decides past it. */
async function claim(ctx: ServiceContext, operation: StoredOperation): Promise<LeasedOperation> {
  const { id, kind, state, dueAt } = operation;
  if (!makesTask(kind) || state !== "unknown") {
    throw new AppError("conflict", `Nothing is left to decide: its state is ${state}.`, {
      hint: "nothing_to_settle",
    });
  }
  const now = ctx.now();
  const holder = { owner: `settled-${randomUUID()}`, now, until: leaseEnd(now) };
  const leased = dueAt === null && (await claimLostCreate(ctx.deps.database.prisma, id, holder));
  if (leased) return leased;
  throw new AppError("conflict", "Muster is still looking for its task on the platform.", {
    hint: "still_looking",
  });
}

function runOf(
  ctx: ServiceContext,
  found: FoundConnection,
  operation: LeasedOperation,
  lost: AbortSignal,
): OperationRun {
  const connection: StoredConnection =
    found.all.find(({ id }) => id === operation.connectionId) ?? requireLiving(found);
  const deps = { ...ctx.deps, now: ctx.now };
  // The outcome is the creator's line; the decision is a line of its own, of whoever decided.
  const origin = { ...workerOrigin, requestId: ctx.requestId };
  return { deps, operation, connection, origin, stopping: lost, cut: lost };
}

async function chooseTask(ctx: ServiceContext, run: OperationRun, taskId: string): Promise<void> {
  const appId = typeof run.operation.request.appId === "string" ? run.operation.request.appId : null;
  const task = await readIfMade(run, { taskId, appId }).catch((error: unknown) => {
    throw isMissing(error) ? new AppError("not_found", "The platform has no such task.") : error;
  });
  const made = task && {
    ...({ task, source: "show", platformRequestId: null } as const),
    reason: `chosen by ${ctx.caller.name} after the answer was lost`,
    also: decision(ctx, run, taskId),
  };
  if (made && (await adoptTask(run, made))) return;
  throw new AppError(
    "conflict",
    "That task is not what this request made: it differs, or another request made it.",
    { hint: "task_differs" },
  );
}

async function declareNothing(ctx: ServiceContext, run: OperationRun): Promise<void> {
  const error = new AppError(
    "upstream_unavailable",
    `The platform's answer was lost. ${ctx.caller.name} has looked: no task was made.`,
    { upstream: run.operation.error?.upstream },
  );
  const reason = `${ctx.caller.name} declared that no task was made`;
  await failCreate(run, error, { reason, also: decision(ctx, run, null) });
}

function decision(ctx: ServiceContext, { operation, connection }: OperationRun, taskId: string | null) {
  return (tx: Tx) =>
    writeAudit(tx, {
      ...personLine(ctx, operation, {
        ...{ connection: connection.slug, action: "task.create.settle", result: "ok" },
        reason: taskId === null ? "no task was made" : "this task was made",
      }),
      subject: taskId,
    });
}
