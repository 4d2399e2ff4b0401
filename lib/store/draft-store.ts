import type { OperationState } from "@/lib/contracts/operations";
import type { Tx } from "./db";

export interface DraftClaim {
  draftId: string;
  connectionIds: readonly number[];
  ownerId: string;
  operationId: string;
}

export interface ClaimedDraft {
  connectionId: number;
  fileId: string | null;
  version: number;
}

/** States of an operation that made nothing: its draft may be changed and sent again. */
const nothingMade: readonly OperationState[] = ["failed", "cancelled"];

/**
 * Ties a draft to the operation that sends it, until the transaction ends for anybody else. `sentAs`: another one has
 * it already, is under way or made a task. Null: the caller has no such draft (a template is copied, never sent).
 */
export async function claimDraft(
  tx: Tx,
  { draftId, connectionIds, ownerId, operationId }: DraftClaim,
): Promise<ClaimedDraft | { sentAs: string } | null> {
  await lockDraft(tx, draftId);
  const where = { id: draftId, connectionId: { in: [...connectionIds] }, ownerId, kind: "draft" };
  const draft = await tx.draft.findFirst({ where, omit: { content: true, targetsText: true } });
  if (!draft) return null;
  const sentAs = await findSending(tx, draft.operationId);
  if (sentAs !== null && sentAs.operationId !== operationId) return { sentAs: sentAs.operationId };
  await tx.draft.update({ where: { id: draftId }, data: { operationId } });
  const { connectionId, fileId, version } = draft;
  return { connectionId, fileId, version };
}

/** The operation made nothing: its draft is its writer's again. */
export async function releaseDraft(tx: Tx, operationId: string): Promise<void> {
  await tx.draft.updateMany({ where: { operationId }, data: { operationId: null } });
}

/** Held to the end of the transaction: what is read after it is the last state, whoever changes drafts meanwhile. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM draft WHERE id = ${draftId}::uuid FOR UPDATE`;
}

/** What a draft was sent as; null while it was not, or when that made nothing. */
export async function findSending(
  tx: Tx,
  operationId: string | null,
): Promise<{ operationId: string; taskId: string | null } | null> {
  if (operationId === null) return null;
  const operation = await tx.operation.findFirst({
    where: { id: operationId, state: { notIn: [...nothingMade] } },
    select: { id: true, taskId: true },
  });
  return operation && { operationId: operation.id, taskId: operation.taskId };
}
