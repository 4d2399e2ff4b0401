import type { KeptFile, StoredFile as PlatformStoredFile } from "@/lib/contracts/files";
import { workbookLimits } from "@/lib/contracts/workbooks";
import type { PlatformFile } from "@/lib/domain/platform-file";
import type { StoredFile } from "@/lib/domain/stored-file";
import type { FileUse } from "@/lib/store/file-uses";
import type { FileDraft } from "@/lib/store/stored-file-store";

/** A file on the platform, with what is known here of how it came there and what it is for. */
export function presentPlatformFile(
  file: PlatformFile,
  upload: StoredFile | null,
  uses: readonly FileUse[],
): PlatformStoredFile {
  // An operation that put it there has the workbook; one that was only told its id has none.
  const sender = uses.find((use) => use.fileId !== null);
  return {
    fileId: file.fileId,
    fileName: file.name,
    originalName: upload?.name ?? sender?.originalName ?? null,
    uploadedAt: file.uploadedAt,
    expiresAt: file.uploadedAt && expiryOf(new Date(file.uploadedAt)).toISOString(),
    uploadedBy: upload?.createdBy ?? sender?.createdBy ?? null,
    usedBy: uses.map(presentUse),
  };
}

/** The platform drops a file an hour after it came (sheet §7). */
export function expiryOf(uploadedAt: Date): Date {
  return new Date(uploadedAt.getTime() + workbookLimits.storedForMs);
}

export interface KeptFacts {
  file: StoredFile;
  drafts: readonly FileDraft[];
  uses: readonly FileUse[];
}

/** A kept workbook, for anybody who may look; whose draft has it is told to its writer, a template to everybody. */
export function presentKeptFile({ file, drafts, uses }: KeptFacts, callerId: string): KeptFile {
  const { id, name, size, taskType: type, report, createdAt, createdBy: addedBy } = file;
  return {
    ...{ id, name, size, type, rows: report?.rows ?? null, problemCount: report?.problemCount ?? 0 },
    ...{ addedAt: createdAt.toISOString(), addedBy },
    draft: presentDraft(drafts, uses, callerId),
    usedBy: uses.map(presentUse),
  };
}

function presentDraft(
  drafts: readonly FileDraft[],
  uses: readonly FileUse[],
  callerId: string,
): KeptFile["draft"] {
  const open = drafts.filter(({ operationId }) => !uses.some((use) => use.operationId === operationId));
  const mayKnow = (draft: FileDraft) => draft.ownerId === callerId || draft.kind === "template";
  const known = open.find(({ ownerId }) => ownerId === callerId) ?? open.find(mayKnow);
  if (known) {
    const { id: draftId, name, step, ownerId } = known;
    const kind = known.kind === "template" ? "template" : "draft";
    return { draftId, kind, mine: ownerId === callerId, name, step };
  }
  return open.length > 0 ? { draftId: null, kind: "draft", mine: false, name: null, step: null } : null;
}

function presentUse({ operationId, taskId, name }: FileUse) {
  return { operationId, taskId, name };
}
