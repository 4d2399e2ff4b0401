import type { KeptReport, StoredFile } from "@/lib/domain/stored-file";
import type { Database } from "@/lib/store/db";
import type { Sealer } from "@/lib/store/seal";
import { findStoredFile, openStoredFile } from "@/lib/store/stored-file-store";

export interface OpenedFile {
  /** As its sender named it. */
  name: string;
  format: StoredFile["format"];
  content: Uint8Array;
  /** The type it was checked for; null when it was not. */
  taskType: string | null;
  report: KeptReport | null;
}

/** A kept workbook with its bytes; null when there is none of that id, or its bytes are gone. */
export async function openKeptFile(
  { database, sealer }: { database: Database; sealer: Sealer },
  fileId: string,
): Promise<OpenedFile | null> {
  const { prisma } = database;
  const file = await findStoredFile(prisma, fileId);
  const content = file && (await openStoredFile(prisma, fileId, sealer));
  if (!content) return null;
  const { name, format, taskType, report } = file;
  return { name, format, content, taskType, report };
}
