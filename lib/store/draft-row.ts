import type { DraftKind, DraftStep } from "@/lib/contracts/drafts";
import type { OperationState } from "@/lib/contracts/operations";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import type { Draft as DraftRow } from "@/lib/generated/prisma/client";
import type { Db } from "./db";

/** States of an operation that made nothing: its draft may be changed and sent again. */
export const nothingMade: readonly OperationState[] = ["failed", "cancelled"];

export type Sending = NonNullable<StoredDraft["sent"]>;

/** What a draft was sent as; null while it was not, or when that made nothing. */
export async function findSending(db: Db, operationId: string | null): Promise<Sending | null> {
  if (operationId === null) return null;
  const operation = await db.operation.findFirst({
    where: { id: operationId, state: { notIn: [...nothingMade] } },
    select: { id: true, taskId: true },
  });
  return operation && { operationId: operation.id, taskId: operation.taskId };
}

export function toStoredDraft(
  row: Omit<DraftRow, "content" | "targetsText">,
  sent: Sending | null,
): StoredDraft {
  return {
    id: row.id,
    connectionId: row.connectionId,
    // `draft-store.ts` is the only writer of these columns, and writes nothing but these types.
    kind: row.kind as DraftKind,
    name: row.name,
    type: row.type,
    step: row.step as DraftStep,
    targetCount: row.targetCount,
    version: row.version,
    fileId: row.fileId,
    clonedFrom: row.clonedFrom,
    owner: { id: row.ownerId, name: row.ownerName },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    sent,
  };
}
