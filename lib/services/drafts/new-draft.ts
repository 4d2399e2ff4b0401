import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/store/db";
import { countDrafts } from "@/lib/store/draft-list";
import { insertDraft, type NewDraft } from "@/lib/store/draft-store";

/** Drafts a person may have on a connection, and templates. */
const mostDrafts = 200;
const tooMany = {
  draft: `You have ${mostDrafts} drafts on this connection, as many as are kept.`,
  template: `You have ${mostDrafts} templates on this connection, as many as are kept.`,
} as const;

/** Adds a draft or template; false when that id is taken. Throws `conflict` when its owner has too many. */
export async function addDraft(tx: Tx, draft: NewDraft): Promise<boolean> {
  const { connectionId, kind, owner } = draft;
  const held = await countDrafts(tx, { connectionIds: [connectionId], kind, ownerId: owner.id });
  if (held < mostDrafts) return insertDraft(tx, draft);
  throw new AppError("conflict", tooMany[kind], { hint: "too_many_drafts" });
}
