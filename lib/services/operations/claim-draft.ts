import type { StoredFile } from "@/lib/domain/stored-file";
import { AppError } from "@/lib/errors";
import type { SummedTargets } from "@/lib/store/audit-store";
import type { Tx } from "@/lib/store/db";
import { claimDraft } from "@/lib/store/draft-store";
import { findStoredFile } from "@/lib/store/stored-file-store";

/** The draft a create is sent from. */
export interface SentDraft {
  draftId: string;
  connectionId: number;
  ownerId: string;
  /** The type whose workbook goes with it; null when the draft's workbook, if it has one, is not sent. */
  workbookFor: string | null;
}

/** Another operation has the draft already. */
export class DraftSentError extends Error {
  constructor(readonly operationId: string) {
    super("the draft was sent already");
    this.name = "DraftSentError";
  }
}

/**
 * Ties the draft to the operation, and the workbook as it is now to both: of two windows that send one draft, one does.
 * Throws `DraftSentError`, or `conflict` with a hint for a draft or a workbook that cannot be sent.
 */
export async function claimForSend(
  tx: Tx,
  operationId: string,
  { draftId, connectionId, ownerId, workbookFor }: SentDraft,
): Promise<{ fileId: string | null; targets?: SummedTargets }> {
  const claimed = await claimDraft(tx, { draftId, connectionIds: [connectionId], ownerId, operationId });
  if (claimed === null) throw refuse("There is no such draft of yours.", "draft_gone");
  if ("sentAs" in claimed) throw new DraftSentError(claimed.sentAs);
  if (workbookFor === null) return { fileId: null };
  const { id, report } = await requireSendable(tx, claimed.fileId, workbookFor);
  const targets = report?.targets ? { ...report.targets, sample: report.first } : undefined;
  return { fileId: id, targets };
}

async function requireSendable(tx: Tx, fileId: string | null, type: string): Promise<StoredFile> {
  const file = fileId === null ? null : await findStoredFile(tx, fileId);
  if (!file) throw refuse("The draft has no workbook.", "workbook_missing");
  if (!file.kept) throw refuse("The workbook is not kept here any more.", "workbook_gone");
  if (file.taskType !== type)
    throw refuse("The workbook was checked for another type.", "workbook_other_type");
  const problems = file.report?.problemCount ?? 0;
  if (problems > 0)
    throw refuse("Some rows of the workbook have to be put right first.", "workbook_problems");
  return file;
}

const refuse = (message: string, hint: string) => new AppError("conflict", message, { hint });
