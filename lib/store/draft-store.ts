import type { JsonObject } from "@/lib/contracts/json";
import type { StoredDraft, WholeDraft } from "@/lib/domain/stored-draft";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";
import { findSending, type Sending, toStoredDraft } from "./draft-row";

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

/**
 * Ties a draft to the operation that sends it, until the transaction ends for anybody else. `sentAs`: another one has
 * it already, is under way or made a task. Null: the caller has no such draft (a template is copied, never sent).
 */
export async function claimDraft(
  tx: Tx,
  { draftId, connectionIds, ownerId, operationId }: DraftClaim,
): Promise<ClaimedDraft | { sentAs: string } | null> {
  await lockDraft(tx, draftId);
  const draft = await tx.draft.findFirst({
    where: { id: draftId, connectionId: { in: [...connectionIds] }, ownerId, kind: "draft" },
    select: { connectionId: true, fileId: true, version: true, operationId: true },
  });
  if (!draft) return null;
  const { operationId: former, ...claimed } = draft;
  const sent = await findSending(tx, former);
  if (sent && sent.operationId !== operationId) return { sentAs: sent.operationId };
  await tx.draft.update({ where: { id: draftId }, data: { operationId } });
  return claimed;
}

/** The task that what an operation sends is a copy of: its draft knows; null as well when that is gone. */
export async function findOriginal(db: Db, operationId: string): Promise<string | null> {
  const draft = await db.draft.findFirst({ where: { operationId }, select: { clonedFrom: true } });
  return draft?.clonedFrom ?? null;
}

/** The operation made nothing: its draft is its writer's again. */
export async function releaseDraft(tx: Tx, operationId: string): Promise<void> {
  await tx.draft.updateMany({ where: { operationId }, data: { operationId: null } });
}

/** Held to the end of the transaction: what is read after it is the last state, whoever changes drafts meanwhile. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM draft WHERE id = ${draftId}::uuid FOR UPDATE`;
}

/** Whoever it belongs to. */
export async function findDraft(db: Db, id: string): Promise<StoredDraft | null> {
  const row = await db.draft.findUnique({ omit: { content: true, targetsText: true }, where: { id } });
  return row && toStoredDraft(row, await findSending(db, row.operationId));
}

/** Whoever it belongs to, with everything. */
export async function findWholeDraft(db: Db, id: string): Promise<WholeDraft | null> {
  const row = await db.draft.findUnique({ where: { id } });
  if (!row) return null;
  const sent: Sending | null = await findSending(db, row.operationId);
  // What is written there is always an object (`DraftContent`).
  return { ...toStoredDraft(row, sent), content: row.content as JsonObject, targetsText: row.targetsText };
}

/** What a save brings; the pasted ids stay as they were when they are absent. */
export interface DraftChange extends Pick<StoredDraft, "name" | "type" | "step" | "targetCount"> {
  content: JsonObject;
  targetsText?: string;
}

/** Whether a draft already holds exactly this; `content` is compared by value, whatever the order of its keys. */
export async function holdsAlready(db: Db, id: string, change: DraftChange): Promise<boolean> {
  const [found] = await db.$queryRaw<{ same: boolean }[]>`
    SELECT name = ${change.name} AND type IS NOT DISTINCT FROM ${change.type} AND step = ${change.step}
      AND target_count = ${change.targetCount} AND content = ${JSON.stringify(change.content)}::jsonb
      AND targets_text = COALESCE(given.text, targets_text) AS same
    FROM draft, (SELECT ${change.targetsText ?? null}::text AS text) AS given WHERE id = ${id}::uuid`;
  return found?.same ?? false;
}

export type NewDraft = DraftChange &
  Pick<StoredDraft, "id" | "connectionId" | "kind" | "owner" | "fileId"> & {
    /** The task it is a copy of. */
    clonedFrom?: string | null;
    now: Date;
  };

/** False when there is one of that id already, whoever's. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<boolean> {
  const { owner, now, content, ...columns } = draft;
  const { count } = await tx.draft.createMany({
    data: {
      ...columns,
      content: content as Prisma.InputJsonObject,
      ...{ ownerId: owner.id, ownerName: owner.name, createdAt: now, updatedAt: now },
    },
    skipDuplicates: true,
  });
  return count === 1;
}

/** The next version of a draft whose row the caller has locked. */
export async function changeDraft(tx: Tx, id: string, change: DraftChange, now: Date): Promise<void> {
  const { content, ...columns } = change;
  await tx.draft.update({
    where: { id },
    data: {
      ...columns,
      content: content as Prisma.InputJsonObject,
      version: { increment: 1 },
      updatedAt: now,
    },
    select: { id: true },
  });
}

/** Gives a draft another workbook, or none; no new version, since no field of the form changed. */
export async function setDraftFile(tx: Tx, id: string, fileId: string | null, now: Date): Promise<void> {
  await tx.draft.update({ where: { id }, data: { fileId, updatedAt: now }, select: { id: true } });
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.draft.deleteMany({ where: { id } });
}
