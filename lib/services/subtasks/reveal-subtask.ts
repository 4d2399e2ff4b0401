import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { RevealedSecret } from "@/lib/contracts/reveal-subtask";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import { inTransaction } from "@/lib/store/db";
import { openSubtaskSecret } from "@/lib/store/subtask-secret-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "../tasks/find-task";

export interface RevealSubtaskInput {
  params: { connection: string; taskId: string; target: string };
}

/**
 * Shows what a new device signs in with, to an operator for their own task and to administrators, in a page session only
 * (security.md S1.10). Every look is on the trail before it is answered, and every refusal. `not_found` when nothing is hidden.
 */
export async function revealSubtask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: RevealSubtaskInput;
}): Promise<RevealedSecret> {
  const { connection: slug, taskId, target } = input.params;
  const { database, sealer } = ctx.deps;
  const task = await findTask(ctx, await requireConnection(ctx, slug, "read"), taskId);
  if (!mayReveal(ctx.caller, slug, task)) {
    await writeAudit(database.prisma, describeLook(ctx, input, "refused"));
    throw new AppError("forbidden", "This is for whoever created the task, and for administrators.");
  }
  const fields = await inTransaction(database, async (tx) => {
    const found = await openSubtaskSecret(tx, task.id, target, sealer);
    if (found) await writeAudit(tx, describeLook(ctx, input, "ok"));
    return found;
  });
  if (!fields) throw new AppError("not_found", "Nothing is hidden in this output.");
  return { target, fields };
}

/** The page's own question, too: whether there is a button at all. */
export function mayReveal(caller: Caller, slug: string, task: Pick<StoredTask, "createdBy">): boolean {
  return mayDo(caller, "reveal_secret", slug, { createdById: task.createdBy?.id ?? null });
}

function describeLook(
  { caller, address, requestId }: ServiceContext,
  { params: { connection, taskId, target } }: RevealSubtaskInput,
  result: AuditEntry["result"],
): AuditEntry {
  return {
    actor: { id: caller.id, name: caller.name, kind: caller.kind },
    ...{ surface: caller.surface, address, requestId },
    ...{ action: "subtask.reveal", connection, subject: taskId, targets: [target], result },
  };
}
