import { randomUUID } from "node:crypto";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import { type Database, inTransaction, type Tx } from "@/lib/store/db";
import { findDraft, lockDraft, setDraftFile } from "@/lib/store/draft-store";
import { deleteUnusedFile, keepFile } from "@/lib/store/stored-file-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { checkFile, requireWorkbookType } from "../files/check-file";
import { presentKept } from "../files/present-kept";
import { refuseSent, requireHere, requireOwn } from "./find-draft";

export interface PutDraftFileInput {
  params: { connection: string; draftId: string };
  query: { type: string };
  file: { name: string; content: Uint8Array };
}

/**
 * Checks a workbook and keeps it, sealed, with its draft; one that has problems in some rows is kept too, so that they
 * can be shown and marked. One that is refused as a whole changes nothing.
 */
export async function putDraftFile({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: PutDraftFileInput;
}): Promise<KeptWorkbook> {
  const { caller, deps } = ctx;
  const { params, file } = input;
  const found = await requireConnection(ctx, params.connection, "change");
  const connection = requireLiving(found);
  const type = requireWorkbookType(input.query.type);
  const requireOpen = (draft: StoredDraft | null): StoredDraft => {
    const own = requireOwn(caller, found, draft);
    requireHere(own, connection.id);
    refuseSent(own);
    return own;
  };
  // Nobody's time is spent on reading a workbook that could not be kept.
  requireOpen(await findDraft(deps.database.prisma, params.draftId));
  const checked = await checkFile(deps.workbooks, file, { type, connection });
  const kept = {
    ...{ id: randomUUID(), connectionId: connection.id, name: file.name, taskType: type, ...checked },
    ...{ createdAt: ctx.now(), createdBy: { id: caller.id, name: caller.name } },
  };
  return inOpenDraft(deps.database, params.draftId, requireOpen, async (tx, { fileId: former }) => {
    const stored = await keepFile(tx, kept, file.content, deps.sealer);
    await setDraftFile(tx, params.draftId, stored.id, ctx.now());
    if (former) await deleteUnusedFile(tx, former);
    return presentKept(stored);
  });
}

/** Takes the workbook out of a draft; one that has none stays as it is. */
export async function deleteDraftFile({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: { connection: string; draftId: string } };
}): Promise<void> {
  const { draftId } = input.params;
  const found = await requireConnection(ctx, input.params.connection, "change");
  const requireOpen = (draft: StoredDraft | null): StoredDraft => {
    const own = requireOwn(ctx.caller, found, draft);
    refuseSent(own);
    return own;
  };
  await inOpenDraft(ctx.deps.database, draftId, requireOpen, async (tx, { fileId: former }) => {
    if (former === null) return;
    await setDraftFile(tx, draftId, null, ctx.now());
    await deleteUnusedFile(tx, former);
  });
}

/** With the draft as it is now, held until the end. */
async function inOpenDraft<T>(
  database: Database,
  draftId: string,
  requireOpen: (draft: StoredDraft | null) => StoredDraft,
  act: (tx: Tx, draft: StoredDraft) => Promise<T>,
): Promise<T> {
  return inTransaction(database, async (tx) => {
    await lockDraft(tx, draftId);
    return act(tx, requireOpen(await findDraft(tx, draftId)));
  });
}
