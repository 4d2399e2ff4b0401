import type { CauseNote, Verdict } from "@/lib/contracts/advice";
import { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import type { Tx } from "@/lib/store/db";
import type { ServiceContext } from "../context";

/** On the trail in the transaction of the change; the words of a note are no business of it. */
export async function auditNote(
  tx: Tx,
  { caller, address, requestId }: ServiceContext,
  change: { action: string; slug: string; cause: string; verdict?: Verdict | null },
): Promise<void> {
  await writeAudit(tx, {
    actor: { id: caller.id, name: caller.name, kind: caller.kind },
    ...{ surface: caller.surface, address, requestId },
    ...{ action: change.action, connection: change.slug, subject: change.cause },
    reason: change.verdict ?? null,
    result: "ok",
  });
}

export function changedMeanwhile({ at }: CauseNote): AppError {
  return new AppError("conflict", `Somebody changed this note at ${at}.`, { hint: "note_changed" });
}
