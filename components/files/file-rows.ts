import type { FileList, KeptFile, StoredFile } from "@/lib/contracts/files";

export type FileUse = StoredFile["usedBy"][number];

/** A workbook as the table shows it: on the platform, kept here, or both. */
export interface FileRow {
  /** Unique in the table. */
  id: string;
  /** As its sender named it. */
  name: string;
  /** Null: only here. */
  onPlatform: { fileId: string; fileName: string; expiresAt: string | null } | null;
  /** Put there by another tool: shown and left alone. */
  outside: boolean;
  by: string | null;
  addedAt: string | null;
  /** What is known of a workbook whose content is here. */
  kept: Pick<KeptFile, "size" | "type" | "rows" | "problemCount"> | null;
  draft: KeptFile["draft"];
  uses: readonly FileUse[];
}

/** One row a workbook, the latest first: one that is kept here and lies on the platform as well is one row. */
export function mergeFiles({ items, kept }: Pick<FileList, "items" | "kept">): FileRow[] {
  const merged = new Set<KeptFile>();
  const stored = items.map((file) => {
    const own = kept.find((each) => !merged.has(each) && isSame(file, each));
    if (own) merged.add(own);
    return toStoredRow(file, own ?? null);
  });
  const onlyHere = kept.filter((file) => !merged.has(file)).map(toKeptRow);
  return [...stored, ...onlyHere].toSorted((a, b) => (b.addedAt ?? "").localeCompare(a.addedAt ?? ""));
}

/** An operation sends one workbook: what it put on the platform is what it has here. */
function isSame({ usedBy, originalName }: StoredFile, kept: KeptFile): boolean {
  const operations = new Set(usedBy.flatMap(({ operationId }) => operationId ?? []));
  const sharesOne = kept.usedBy.some(
    ({ operationId }) => operationId !== null && operations.has(operationId),
  );
  return sharesOne && originalName === kept.name;
}

function toStoredRow(file: StoredFile, kept: KeptFile | null): FileRow {
  const { fileId, fileName, originalName, uploadedAt, expiresAt, uploadedBy, usedBy } = file;
  return {
    id: fileId,
    name: originalName ?? fileName,
    onPlatform: { fileId, fileName, expiresAt },
    outside: uploadedBy === null,
    by: uploadedBy?.name ?? null,
    addedAt: uploadedAt,
    kept,
    draft: kept?.draft ?? null,
    uses: usedBy,
  };
}

function toKeptRow(file: KeptFile): FileRow {
  const { id, name, addedAt, addedBy, draft, usedBy } = file;
  const here = { onPlatform: null, outside: false };
  return { ...{ id, name, addedAt, draft }, ...here, by: addedBy.name, kept: file, uses: usedBy };
}

/** A task is being made from it: without it that would fail. */
export function isBeingSent({ uses }: FileRow): boolean {
  return uses.some(({ taskId }) => taskId === null);
}

/** The stored file whose hour ends first; null when none is known to end. */
export function findNextToGo(rows: readonly FileRow[]): { name: string; expiresAt: string } | null {
  const ending = rows.flatMap(({ name, onPlatform }) =>
    onPlatform?.expiresAt ? [{ name, expiresAt: onPlatform.expiresAt }] : [],
  );
  return ending.toSorted((a, b) => a.expiresAt.localeCompare(b.expiresAt))[0] ?? null;
}

/** Milliseconds until a moment of the server, on its clock: `receivedAt` is ours when it said it was `readAt`. */
export function timeLeft(
  expiresAt: string,
  { readAt, receivedAt, now }: { readAt: string; receivedAt: number; now: number },
): number {
  return Date.parse(expiresAt) - Date.parse(readAt) - Math.max(0, now - receivedAt);
}
