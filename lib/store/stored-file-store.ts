import { createHash } from "node:crypto";
import type { KeptReport, StoredFile } from "@/lib/domain/stored-file";
import { Prisma, type StoredFile as StoredFileRow } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";
import type { Sealer } from "./seal";

/** The sealed bytes are megabytes: only who opens them reads them. */
const withoutContent = { omit: { contentSealed: true } } satisfies Prisma.StoredFileDefaultArgs;

export interface NewStoredFile {
  id: string;
  connectionId: number;
  name: string;
  format: StoredFile["format"];
  taskType: string | null;
  report: KeptReport | null;
  createdAt: Date;
  createdBy: { id: string; name: string };
}

/** Keeps a workbook, sealed. */
export async function keepFile(
  tx: Tx,
  file: NewStoredFile,
  content: Uint8Array,
  sealer: Sealer,
): Promise<StoredFile> {
  return insert(tx, file, content, {
    contentSealed: sealer.seal(Buffer.from(content).toString("base64"), placeOf(file.id)),
  });
}

/** Remembers a workbook that was put on the platform at once: its name and who, not its bytes. */
export async function rememberUpload(
  tx: Tx,
  file: NewStoredFile,
  content: Uint8Array,
  uploaded: { platformFileId: string; uploadedAt: Date },
): Promise<StoredFile> {
  return insert(tx, file, content, uploaded);
}

async function insert(
  tx: Tx,
  { createdBy, report, ...columns }: NewStoredFile,
  content: Uint8Array,
  more: Partial<Pick<StoredFileRow, "contentSealed" | "platformFileId" | "uploadedAt">>,
): Promise<StoredFile> {
  const row = await tx.storedFile.create({
    ...withoutContent,
    data: {
      ...columns,
      ...more,
      report: report ? { ...report } : Prisma.DbNull,
      size: content.byteLength,
      sha256: createHash("sha256").update(content).digest("hex"),
      createdById: createdBy.id,
      createdByName: createdBy.name,
    },
  });
  return toStoredFile(row, more.contentSealed !== undefined);
}

/** Without its bytes. */
export async function findStoredFile(db: Db, id: string): Promise<StoredFile | null> {
  const row = await db.storedFile.findUnique({ ...withoutContent, where: { id } });
  return row && toStoredFile(row, await isKept(db, id));
}

async function isKept(db: Db, id: string): Promise<boolean> {
  return (await db.storedFile.count({ where: { id, contentSealed: { not: null } } })) > 0;
}

/** The workbook's bytes; null when they are not here (any more). Throws `SealError` for an unknown key. */
export async function openStoredFile(db: Db, id: string, sealer: Sealer): Promise<Uint8Array | null> {
  const row = await db.storedFile.findUnique({ where: { id }, select: { contentSealed: true } });
  if (!row?.contentSealed) return null;
  return Buffer.from(sealer.open(row.contentSealed, placeOf(id)), "base64");
}

/** Workbooks that were put on the platform on their own, by where they lie there. */
export async function findUploads(
  db: Db,
  connectionId: number,
  query: { platformFileIds: readonly string[] } | { uploadedSince: Date },
): Promise<StoredFile[]> {
  const where =
    "platformFileIds" in query
      ? { platformFileId: { in: [...query.platformFileIds] } }
      : { platformFileId: { not: null }, uploadedAt: { gte: query.uploadedSince } };
  const rows = await db.storedFile.findMany({ ...withoutContent, where: { connectionId, ...where } });
  return rows.map((row) => toStoredFile(row, false));
}

/** It is gone from the platform: what we know of where it lay says nothing any more. */
export async function forgetUpload(tx: Tx, connectionId: number, platformFileId: string): Promise<void> {
  await tx.storedFile.deleteMany({
    where: {
      connectionId,
      platformFileId,
      contentSealed: null,
      drafts: { none: {} },
      operations: { none: {} },
    },
  });
}

/** Workbooks whose bytes are here, the latest first, with the drafts that have them. */
export async function listKeptFiles(
  db: Db,
  connectionIds: readonly number[],
  limit: number,
): Promise<{ file: StoredFile; drafts: FileDraft[] }[]> {
  const rows = await db.storedFile.findMany({
    ...withoutContent,
    include: {
      drafts: {
        select: { id: true, kind: true, name: true, step: true, ownerId: true, operationId: true },
        orderBy: { updatedAt: "desc" },
      },
    },
    where: { connectionId: { in: [...connectionIds] }, contentSealed: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map(({ drafts, ...row }) => ({ file: toStoredFile(row, true), drafts }));
}

/** A draft or template that has a workbook. */
export interface FileDraft {
  id: string;
  kind: string;
  name: string;
  step: string;
  ownerId: string;
  /** What it was sent by, if it was. */
  operationId: string | null;
}

/** Forgets a workbook that neither a draft nor an operation has any more. */
export async function deleteUnusedFile(tx: Tx, id: string): Promise<void> {
  await tx.storedFile.deleteMany({ where: { id, drafts: { none: {} }, operations: { none: {} } } });
}

/** Ids of the keys that kept workbooks were sealed with; their bytes stay where they are. */
export async function listFileKeyIds(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ key_id: string }[]>`
    SELECT DISTINCT split_part(left(content_sealed, 64), '.', 2) AS key_id FROM stored_file
    WHERE content_sealed IS NOT NULL`;
  return rows.map((row) => row.key_id);
}

/**
 * Seals with the current key the workbooks that the previous one sealed, one at a time, since each is megabytes; stopped
 * in between it goes on with the next call. Answers how many there were.
 */
export async function resealFiles(db: Db, sealer: Sealer): Promise<number> {
  for (let changed = 0; ; changed += 1) {
    const [old] = await db.$queryRaw<{ id: string; content_sealed: string }[]>`
      SELECT id, content_sealed FROM stored_file
      WHERE content_sealed IS NOT NULL AND split_part(left(content_sealed, 64), '.', 2) <> ${sealer.keyId}
      LIMIT 1`;
    if (!old) return changed;
    const contentSealed = sealer.seal(sealer.open(old.content_sealed, placeOf(old.id)), placeOf(old.id));
    // What was dropped or deleted meanwhile stays so.
    await db.storedFile.updateMany({
      where: { id: old.id, contentSealed: { not: null } },
      data: { contentSealed },
    });
  }
}

/** Binds a sealed workbook to its row (security.md S4.3). */
function placeOf(id: string): string {
  return `stored_file:${id}:content`;
}

function toStoredFile(row: Omit<StoredFileRow, "contentSealed">, kept: boolean): StoredFile {
  return {
    id: row.id,
    connectionId: row.connectionId,
    name: row.name,
    format: row.format === "xls" ? "xls" : "xlsx",
    size: row.size,
    sha256: row.sha256,
    taskType: row.taskType,
    // This store is the only writer of the column, and writes nothing but this type.
    report: row.report as KeptReport | null,
    createdAt: row.createdAt,
    createdBy: { id: row.createdById, name: row.createdByName },
    kept,
    platformFileId: row.platformFileId,
    uploadedAt: row.uploadedAt,
  };
}
