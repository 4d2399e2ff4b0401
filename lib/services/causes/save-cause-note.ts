import type { CauseNote } from "@/lib/contracts/advice";
import type { SaveCauseNote } from "@/lib/contracts/cause-notes";
import { AppError } from "@/lib/errors";
import { cleanText } from "@/lib/iotda/platform-text";
import { findNote, saveNote } from "@/lib/store/cause-note-store";
import { inTransaction } from "@/lib/store/db";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { auditNote, changedMeanwhile } from "./note-change";

export interface SaveCauseNoteInput {
  params: { connection: string; cause: string };
  body: SaveCauseNote;
}

/**
 * Writes the next version of a note, audited. One that stands there already, because its answer was lost, is answered
 * with what is there; one made on an older version is refused (`conflict`, hint `note_changed`), and nothing is lost.
 */
export async function saveCauseNote({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: SaveCauseNoteInput;
}): Promise<CauseNote> {
  const { caller, deps } = ctx;
  const { connection: slug, cause } = input.params;
  const { id: connectionId } = requireLiving(await requireConnection(ctx, slug, "change"));
  const { version, verdict } = input.body;
  const text = cleanText(input.body.text);
  return inTransaction(deps.database, async (tx) => {
    const by = { id: caller.id, name: caller.name };
    const saved = await saveNote(tx, { connectionId, cause, version, verdict, text, by, now: ctx.now() });
    const note = await findNote(tx, connectionId, cause);
    if (saved && note) {
      await auditNote(tx, ctx, { action: "cause_note.save", slug, cause, verdict });
      return note;
    }
    const isThere = note?.version === version + 1 && note.text === text && note.verdict === verdict;
    if (note && isThere && note.by.id === caller.id) return note;
    if (note) throw changedMeanwhile(note);
    throw new AppError("conflict", "Somebody took this note away meanwhile.", { hint: "note_changed" });
  });
}
