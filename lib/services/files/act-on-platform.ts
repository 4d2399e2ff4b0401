import type { AppError } from "@/lib/errors";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import type { ServiceContext } from "../context";
import { asAppError } from "../operations/operation-error";

export interface FileAct {
  /** `file.upload` or `file.delete`. */
  action: string;
  /** The connection's slug. */
  connection: string;
  /** What the file is called, or its id. */
  subject: string;
}

export interface ActAnswer<Told> {
  told: Told;
  platformRequestId: string | null;
}

/**
 * One call to the platform between its two lines of the audit trail: without the first nothing is sent, and what the
 * act changes here becomes true together with the second (security.md S4.6).
 */
export async function actOnPlatform<Told, Result>(
  ctx: ServiceContext,
  act: FileAct,
  send: () => Promise<ActAnswer<Told>>,
  keep: (tx: Tx, told: Told) => Promise<Result>,
): Promise<Result> {
  const line = lineOf(ctx, act);
  await writeAudit(ctx.deps.database.prisma, { ...line, result: "intent" });
  let answer: ActAnswer<Told>;
  try {
    answer = await send();
  } catch (thrown) {
    const error = asAppError(thrown);
    await writeAudit(ctx.deps.database.prisma, { ...line, ...failureOf(error) });
    throw error;
  }
  const { told, platformRequestId } = answer;
  return inTransaction(ctx.deps.database, async (tx) => {
    await writeAudit(tx, { ...line, result: "ok", platformRequestId });
    return keep(tx, told);
  });
}

function lineOf({ caller, address, requestId }: ServiceContext, act: FileAct): Omit<AuditEntry, "result"> {
  const { id, name, kind, surface } = caller;
  return { actor: { id, name, kind }, surface, address, requestId, ...act };
}

function failureOf(error: AppError): Pick<AuditEntry, "result" | "reason" | "platformRequestId"> {
  const result = error.code === "upstream_rejected" ? "refused" : "failed";
  return { result, reason: error.code, platformRequestId: error.upstream?.requestId ?? null };
}
