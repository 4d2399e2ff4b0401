import { queryOptions } from "@tanstack/react-query";
import type { StoredFile } from "@/lib/contracts/files";
import { call } from "./api";
import { pollEvery } from "./polling";
import { sendFile } from "./send-file";

export const fileKeys = {
  list: (connection: string) => ["files", connection] as const,
};

/** What is stored on the platform and what is kept here. Each read asks the platform. */
export function fileListOptions(connection: string) {
  return queryOptions({
    queryKey: fileKeys.list(connection),
    queryFn: async ({ signal }) => {
      const { listFiles } = await import("@/lib/contracts/files");
      return (await call(listFiles, { params: { connection }, query: {}, signal })).body;
    },
    refetchInterval: pollEvery.files,
  });
}

/** Stores a workbook on the platform at once, under a name made unique. */
export async function uploadFileNow(
  connection: string,
  file: File,
  watch: { onProgress?: (sent: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<StoredFile> {
  const { StoredFile: schema, uploadFile } = await import("@/lib/contracts/files");
  return sendFile(uploadFile, schema, { params: { connection }, query: {}, file, ...watch });
}

export async function deleteFileNow(connection: string, fileId: string): Promise<void> {
  const { deleteFile } = await import("@/lib/contracts/files");
  await call(deleteFile, { params: { connection, fileId }, query: {} });
}
