import { randomBytes } from "node:crypto";
import type { BatchFilesPlatform } from "../platform-files";
import { checkId } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import { ApiFile, ApiFileList } from "./api-files";
import { checkFile, lengths } from "./limits";
import { toFile } from "./map-files";
import { encodeForm } from "./multipart";
import type { V5Requests } from "./requests";

/** An upload may take twice as long as any other call (security.md S4.2). */
const uploadMs = 60_000;

/** Workbooks stored for an hour (sheet §7). */
export function createFilesClient({ send }: V5Requests): BatchFilesPlatform {
  return {
    uploadFile: async (file, options) => {
      const form = encodeForm(checkFile(file), randomBytes(16).toString("hex"));
      return send(
        {
          operation: "UploadBatchTaskFile",
          method: "POST",
          path: ["batchtask-files"],
          contentType: form.contentType,
          body: form.bytes,
          needs: { totalMs: uploadMs },
          read: (answer) => toFile(readAnswer(ApiFile, answer)),
        },
        options,
      );
    },

    listFiles: async (options) =>
      send(
        {
          operation: "ListBatchTaskFiles",
          method: "GET",
          path: ["batchtask-files"],
          read: (answer) => readAnswer(ApiFileList, answer).files.map(toFile),
        },
        options,
      ),

    deleteFile: async (fileId, options) =>
      send(
        {
          operation: "DeleteBatchTaskFile",
          method: "DELETE",
          path: ["batchtask-files", checkId(fileId, "fileId", lengths.fileId)],
          read: () => undefined,
        },
        options,
      ),
  };
}
