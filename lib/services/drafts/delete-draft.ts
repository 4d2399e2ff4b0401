import { inTransaction } from "@/lib/store/db";
import { findDraft, lockDraft, deleteDraft as removeDraft } from "@/lib/store/draft-store";
import { deleteUnusedFile } from "@/lib/store/stored-file-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { refuseSent, requireOwn } from "./find-draft";

/** Throws a draft or template away, with its workbook. One on its way to the platform may still come back: it stays. */
export async function deleteDraft({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: { connection: string; draftId: string } };
}): Promise<void> {
  const { draftId } = input.params;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  await inTransaction(ctx.deps.database, async (tx) => {
    await lockDraft(tx, draftId);
    const draft = requireOwn(ctx.caller, connection, await findDraft(tx, draftId));
    if (draft.sent?.taskId === null) refuseSent(draft);
    await removeDraft(tx, draftId);
    if (draft.fileId) await deleteUnusedFile(tx, draft.fileId);
  });
}
