import { workbookLimits } from "@/lib/contracts/workbooks";
import { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { type FileUse, findPlatformUses } from "@/lib/store/file-uses";
import { findUploads, forgetUpload } from "@/lib/store/stored-file-store";
import { requireConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { actOnPlatform } from "./act-on-platform";
import { requireFiles } from "./platform-files";

/** Takes a file off the platform, if it came from here and no task is being made from it. */
export async function deleteFile({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: { connection: string; fileId: string } };
}): Promise<void> {
  const { fileId } = input.params;
  const found = await requireConnection(ctx, input.params.connection, "change");
  const connection = requireWritable(found);
  const platform = await requireFiles(ctx, connection);
  await requireDeletable(ctx, connection.id, fileId);
  const send = async () => {
    let platformRequestId: string | null = null;
    await platform.deleteFile(fileId, {
      lane: "people",
      onAnswer: ({ requestId }) => {
        platformRequestId = requestId;
      },
    });
    return { told: undefined, platformRequestId };
  };
  const act = { action: "file.delete", connection: found.slug, subject: fileId };
  try {
    await actOnPlatform(ctx, act, send, (tx) => forgetUpload(tx, connection.id, fileId));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new AppError("not_found", "The platform does not have this file any more.", { cause: error });
  }
}

/** Files of other tools are never touched. */
async function requireDeletable(
  { deps, now }: ServiceContext,
  connectionId: number,
  fileId: string,
): Promise<void> {
  const { prisma } = deps.database;
  const platformFileIds = [fileId];
  const since = new Date(now().getTime() - 2 * workbookLimits.storedForMs);
  const uses = await findPlatformUses(prisma, connectionId, platformFileIds, since);
  const isOurs =
    uses.some((use) => use.fileId !== null) ||
    (await findUploads(prisma, connectionId, { platformFileIds })).length > 0;
  if (!isOurs) {
    throw new AppError("conflict", "This file was put there by another tool.", { hint: "file_of_others" });
  }
  if (uses.some(isOpen)) {
    throw new AppError("conflict", "A task is being made from this file.", { hint: "file_in_use" });
  }
}

function isOpen({ state }: FileUse): boolean {
  return state !== "done";
}
