import type { Caller } from "@/lib/auth/caller";
import type { Draft, DraftSummary, SavedDraft } from "@/lib/contracts/drafts";
import type { StoredDraft, WholeDraft } from "@/lib/domain/stored-draft";
import type { Db } from "@/lib/store/db";
import { findStoredFile } from "@/lib/store/stored-file-store";
import { presentKept } from "../files/present-kept";
import { isOwn } from "./find-draft";
import { readContent } from "./read-content";

export interface Viewer {
  caller: Caller;
  slug: string;
}

export function presentSummary(draft: StoredDraft, { caller, slug }: Viewer): DraftSummary {
  const { id, kind, name, type, step, targetCount, version, owner, sent } = draft;
  return {
    ...{ id, kind, name, type, step, targetCount, version, owner, sent },
    mine: isOwn(caller, slug, draft),
    createdAt: draft.createdAt.toISOString(),
    updatedAt: draft.updatedAt.toISOString(),
  };
}

/** With its workbook, when that is still here. */
export async function presentSaved(db: Db, draft: StoredDraft, viewer: Viewer): Promise<SavedDraft> {
  const file = draft.fileId === null ? null : await findStoredFile(db, draft.fileId);
  return { ...presentSummary(draft, viewer), file: file?.kept ? presentKept(file) : null };
}

export async function presentWhole(db: Db, draft: WholeDraft, viewer: Viewer): Promise<Draft> {
  const { content, targetsText } = draft;
  return { ...(await presentSaved(db, draft, viewer)), content: readContent(content), targetsText };
}
