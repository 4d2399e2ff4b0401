import type { Operation } from "@/lib/contracts/operations";
import type { StoredOperation } from "@/lib/domain/stored-operation";
import { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { inTransaction } from "@/lib/store/db";
import { releaseDraft } from "@/lib/store/draft-store";
import { freeKey } from "@/lib/store/idempotency-store";
import { cancelHeld } from "@/lib/store/operation-lease-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { personLine } from "./audit-operation";
import { mayTakeBack, presentOperation } from "./present-operation";
import { requireOperation } from "./require-operation";

export interface OperationInput {
  params: { connection: string; operationId: string };
}

/**
 * Takes back what is still held (security.md S4.12): nothing was sent, its key and its draft are free. Throws
 * `forbidden` for others than its maker and administrators, and `conflict` with who or what was faster.
 */
export async function takeBackOperation({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: OperationInput;
}): Promise<Operation> {
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const { slug } = connection;
  const operation = await requireOperation(ctx, connection, input.params.operationId);
  if (!mayTakeBack(ctx.caller, slug, operation)) {
    throw new AppError("forbidden", "Only who asked for it and administrators may take it back.");
  }
  const { id, kind } = operation;
  const now = ctx.now();
  const isOurs = await inTransaction(ctx.deps.database, async (tx) => {
    if (!(await cancelHeld(tx, id, { now, by: ctx.caller.name }))) return false;
    await freeKey(tx, id);
    await releaseDraft(tx, id);
    const action = `task.${kind}.take_back`;
    await writeAudit(tx, personLine(ctx, operation, { connection: slug, action, result: "ok" }));
    return true;
  });
  const after = await requireOperation(ctx, connection, id);
  if (!isOurs) throw describeLate(after);
  return presentOperation(after, { caller: ctx.caller, slug, now: ctx.now() });
}

/** Too late: says who took it back before, or how far it has come. */
function describeLate({ state, takenBack, callStartedAt }: StoredOperation): AppError {
  if (takenBack) {
    const detail = `It was taken back by ${takenBack.by} at ${takenBack.at}.`;
    return new AppError("conflict", detail, { hint: "taken_back" });
  }
  const detail = callStartedAt
    ? `It is not held any more: its state is ${state}; it was sent at ${callStartedAt.toISOString()}.`
    : `It is not held any more: its state is ${state}.`;
  return new AppError("conflict", detail, { hint: "not_held" });
}
