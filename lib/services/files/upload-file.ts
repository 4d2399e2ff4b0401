import { randomUUID } from "node:crypto";
import type { StoredFile as PlatformStoredFile } from "@/lib/contracts/files";
import type { PlatformFile } from "@/lib/domain/platform-file";
import { PlatformError } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { rememberUpload } from "@/lib/store/stored-file-store";
import { lookAtFile } from "@/lib/workbook/first-look";
import { refusalError } from "@/lib/workbook/refusals";
import { requireConnection, requireWritable } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { platformFileName } from "../operations/platform-file-name";
import { type ActAnswer, actOnPlatform } from "./act-on-platform";
import { requireFiles } from "./platform-files";
import { presentPlatformFile } from "./present-files";

/** Tries for a name that nobody has: of eight random digits the second one is enough. */
const nameTries = 2;

export interface UploadFileInput {
  params: { connection: string };
  file: { name: string; content: Uint8Array };
}

/** Puts a workbook on the platform at once, as it is, under a name made unique; what its own was is kept here. */
export async function uploadFile({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: UploadFileInput;
}): Promise<{ status: 201; body: PlatformStoredFile }> {
  const { caller, now } = ctx;
  const { name, content } = input.file;
  const found = await requireConnection(ctx, input.params.connection, "change");
  const connection = requireWritable(found);
  const { format, refused } = lookAtFile(content, name);
  if (refused !== null) throw refusalError(refused);
  const platform = await requireFiles(ctx, connection);
  const act = { action: "file.upload", connection: found.slug, subject: name };
  const body = await actOnPlatform(
    ctx,
    act,
    () => send(platform, { name, format }, content),
    async (tx, file) => {
      const { id, name: by } = caller;
      const columns = { id: randomUUID(), connectionId: connection.id, name, format, taskType: null };
      const upload = await rememberUpload(
        tx,
        { ...columns, report: null, createdAt: now(), createdBy: { id, name: by } },
        content,
        { platformFileId: file.fileId, uploadedAt: file.uploadedAt ? new Date(file.uploadedAt) : now() },
      );
      return presentPlatformFile(file, upload, []);
    },
  );
  return { status: 201, body };
}

async function send(
  platform: Platform,
  file: { name: string; format: "xlsx" | "xls" },
  content: Uint8Array,
): Promise<ActAnswer<PlatformFile>> {
  for (let attempt = 1; ; attempt += 1) {
    let platformRequestId: string | null = null;
    try {
      const told = await platform.uploadFile(
        { name: platformFileName(file, randomUUID()), content },
        {
          lane: "people",
          onAnswer: ({ requestId }) => {
            platformRequestId = requestId;
          },
        },
      );
      return { told, platformRequestId };
    } catch (error) {
      const isTaken = error instanceof PlatformError && error.key === "file_name_taken";
      if (!isTaken || attempt === nameTries) throw error;
    }
  }
}
