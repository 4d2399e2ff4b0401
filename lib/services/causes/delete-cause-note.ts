import { AppError } from "@/lib/errors";
import { deleteNote, findNote } from "@/lib/store/cause-note-store";
import { inTransaction } from "@/lib/store/db";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { auditNote, changedMeanwhile } from "./note-change";

export interface DeleteCauseNoteInput {
  params: { connection: string; cause: string };
  query: { version: number };
}

/** Takes a note away, audited; `conflict` when it is not the version that was seen, `not_found` when there is none. */
export async function deleteCauseNote({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: DeleteCauseNoteInput;
}): Promise<void> {
  const { connection: slug, cause } = input.params;
  const { id: connectionId } = requireLiving(await requireConnection(ctx, slug, "change"));
  await inTransaction(ctx.deps.database, async (tx) => {
    if (await deleteNote(tx, { connectionId, cause, version: input.query.version })) {
      return auditNote(tx, ctx, { action: "cause_note.delete", slug, cause });
    }
    const note = await findNote(tx, connectionId, cause);
    if (note) throw changedMeanwhile(note);
    throw new AppError("not_found", "There is no such note.");
  });
}
