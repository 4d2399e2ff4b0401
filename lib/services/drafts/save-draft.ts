import type { SaveDraft, SavedDraft } from "@/lib/contracts/drafts";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import { AppError } from "@/lib/errors";
import { cleanJson, cleanText } from "@/lib/iotda/platform-text";
import { inTransaction, type Tx } from "@/lib/store/db";
import { changeDraft, type DraftChange, findDraft, holdsAlready, lockDraft } from "@/lib/store/draft-store";
import { type FoundConnection, requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { refuseSent, requireHere, requireOwn } from "./find-draft";
import { addDraft } from "./new-draft";
import { presentSaved } from "./present-draft";

export interface SaveDraftInput {
  params: { connection: string; draftId: string };
  body: SaveDraft;
}

/**
 * Saves the next version of a draft, or its first (201). A save that is there already, because its answer was lost, is
 * answered with what is there (F46); one that was made on an older version is refused (F47), and nothing is lost.
 */
export async function saveDraft({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: SaveDraftInput;
}): Promise<{ status: 200 | 201; body: SavedDraft }> {
  const { caller, deps } = ctx;
  const connection = await requireConnection(ctx, input.params.connection, "change");
  const viewer = { caller, slug: connection.slug };
  return inTransaction(deps.database, async (tx) => {
    const status = await save(ctx, tx, connection, input);
    // Read before anybody else can save: a version that is not the saver's own would hide the other's changes.
    const saved = requireOwn(caller, connection, await findDraft(tx, input.params.draftId));
    return { status, body: await presentSaved(tx, saved, viewer) };
  });
}

async function save(
  ctx: ServiceContext,
  tx: Tx,
  connection: FoundConnection,
  { params: { draftId }, body }: SaveDraftInput,
): Promise<200 | 201> {
  const { id, name } = ctx.caller;
  const now = ctx.now();
  const living = requireLiving(connection);
  const { version, ...typed } = body;
  const change = toChange(typed);
  if (version === 0 && !(await findDraft(tx, draftId))) {
    const place = { id: draftId, connectionId: living.id, kind: "draft", owner: { id, name } } as const;
    if (await addDraft(tx, { ...change, ...place, fileId: null, now })) return 201;
  }
  // An id that somebody took since that look is met here as a second save.
  await lockDraft(tx, draftId);
  const own = requireOwn(ctx.caller, connection, await findDraft(tx, draftId));
  requireHere(own, living.id);
  refuseSent(own);
  const isLast = version === own.version;
  if (!isLast && version !== own.version - 1) throw changedMeanwhile(own);
  if (await holdsAlready(tx, draftId, change)) return 200;
  if (!isLast) throw changedMeanwhile(own);
  await changeDraft(tx, draftId, change, now);
  return 200;
}

/** Typed text as the database takes it: without halves of characters. */
function toChange({ name, content, targetsText, ...plain }: Omit<SaveDraft, "version">): DraftChange {
  return {
    ...{ ...plain, name: cleanText(name), content: cleanJson(content) },
    ...(targetsText === undefined ? {} : { targetsText: cleanText(targetsText) }),
  };
}

function changedMeanwhile({ updatedAt }: StoredDraft): AppError {
  return new AppError("conflict", `This draft was changed in another window at ${updatedAt.toISOString()}.`, {
    hint: "draft_changed",
  });
}
