import type { FileList, StoredFile as PlatformStoredFile } from "@/lib/contracts/files";
import { workbookLimits } from "@/lib/contracts/workbooks";
import type { PlatformFile } from "@/lib/domain/platform-file";
import { AppError } from "@/lib/errors";
import { findKeptUses, findPlatformUses } from "@/lib/store/file-uses";
import { findUploads, listKeptFiles } from "@/lib/store/stored-file-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { toOperationError } from "../operations/operation-error";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { expiryOf, presentKeptFile, presentPlatformFile } from "./present-files";

/** Kept workbooks shown, the latest. */
const keptShown = 200;
/** A file is used within its hour; a create that waits for an answer may end later. */
const usedWithinMs = 2 * workbookLimits.storedForMs;

/**
 * The files on the platform as it tells them now, and the workbooks kept here. While the platform cannot be asked, what
 * was put there from here and has not run out stands for it.
 */
export async function listFiles({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: { connection: string } };
}): Promise<FileList> {
  const connection = requireLiving(await requireConnection(ctx, input.params.connection, "read"));
  const { problem, ...read } = await readFiles(ctx, connection.id);
  const items = await describeAll(ctx, connection.id, read.files);
  return {
    items,
    kept: await readKept(ctx, connection.id),
    slots: { used: items.length, of: workbookLimits.stored },
    readAt: problem ? null : ctx.now().toISOString(),
    ...(problem ? { problem: toOperationError(problem) } : {}),
  };
}

async function readFiles(
  ctx: ServiceContext,
  connectionId: number,
): Promise<{ files: PlatformFile[]; problem?: AppError }> {
  try {
    const platform = await ctx.deps.platformFor({ id: connectionId });
    const files = await readWithin(personWaitsMs, (signal) => platform.listFiles({ lane: "people", signal }));
    return { files };
  } catch (error) {
    // Refused before anything was sent: there is nothing of ours there either.
    if (!(error instanceof AppError) || error.code === "conflict") throw error;
    return { files: await knownFiles(ctx, connectionId), problem: error };
  }
}

/** What was put there from the files page within the hour. */
async function knownFiles({ deps, now }: ServiceContext, connectionId: number): Promise<PlatformFile[]> {
  const uploadedSince = new Date(now().getTime() - workbookLimits.storedForMs);
  const uploads = await findUploads(deps.database.prisma, connectionId, { uploadedSince });
  return uploads.flatMap(({ platformFileId, name, uploadedAt }) =>
    platformFileId && uploadedAt && expiryOf(uploadedAt) > now()
      ? [{ fileId: platformFileId, name, uploadedAt: uploadedAt.toISOString() }]
      : [],
  );
}

async function describeAll(
  { deps, now }: ServiceContext,
  connectionId: number,
  files: readonly PlatformFile[],
): Promise<PlatformStoredFile[]> {
  const { prisma } = deps.database;
  const platformFileIds = files.map(({ fileId }) => fileId);
  const uploads = await findUploads(prisma, connectionId, { platformFileIds });
  const since = new Date(now().getTime() - usedWithinMs);
  const uses = await findPlatformUses(prisma, connectionId, platformFileIds, since);
  return files.map((file) => {
    const upload = uploads.find(({ platformFileId }) => platformFileId === file.fileId) ?? null;
    return presentPlatformFile(
      file,
      upload,
      uses.filter(({ platformFileId }) => platformFileId === file.fileId),
    );
  });
}

async function readKept({ deps, caller }: ServiceContext, connectionId: number): Promise<FileList["kept"]> {
  const { prisma } = deps.database;
  const kept = await listKeptFiles(prisma, [connectionId], keptShown);
  const uses = await findKeptUses(
    prisma,
    kept.map(({ file }) => file.id),
  );
  return kept.map(({ file, drafts }) =>
    presentKeptFile({ file, drafts, uses: uses.filter(({ fileId }) => fileId === file.id) }, caller.id),
  );
}
