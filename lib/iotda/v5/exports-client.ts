import { factOf } from "../answer-headers";
import { brokenCall } from "../broken-call";
import type { ExportsPlatform } from "../platform-files";
import type { Answer } from "../transport";
import { checkId } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import { ApiExport, ApiExportList } from "./api-files";
import { checkText, lengths } from "./limits";
import { toExport } from "./map-files";
import type { V5Requests } from "./requests";

/** Rows of a whole task in one zip: larger than any JSON answer, still small enough to be held. */
const download = { answer: "bytes", maxBytes: 64 * 1024 * 1024, totalMs: 60_000 } as const;

/** Exports of a task's subtasks (sheet §8). */
export function createExportsClient({ send, list }: V5Requests): ExportsPlatform {
  return {
    createExport: async ({ taskId, appId }, options) =>
      send(
        {
          operation: "CreateExportTask",
          method: "POST",
          path: ["export-tasks"],
          body: {
            resource_type: "BatchTask",
            resource_condition: { task_id: checkId(taskId) },
            export_format: "xls",
            ...spaceOf(appId),
          },
          read: (answer) => toExport(readAnswer(ApiExport, answer)),
        },
        options,
      ),

    listExports: async ({ taskId, appId, ...page }, options) =>
      list(
        {
          operation: "ListExportTasks",
          path: ["export-tasks"],
          query: {
            resource_type: "BatchTask",
            resource_condition: taskId && JSON.stringify({ task_id: checkId(taskId) }),
            ...spaceOf(appId),
          },
          read: (answer) => {
            const { export_tasks: exports, page: info } = readAnswer(ApiExportList, answer);
            return { rows: exports.map(toExport), page: info };
          },
        },
        page,
        options,
      ),

    downloadExport: async (exportId, options) =>
      send(
        {
          operation: "ShowExportTask",
          method: "GET",
          path: ["export-tasks", checkId(exportId, "exportId"), "file"],
          needs: download,
          read: readZip,
        },
        options,
      ),

    deleteExport: async (exportId, options) =>
      send(
        {
          operation: "DeleteExportTask",
          method: "DELETE",
          path: ["export-tasks", checkId(exportId, "exportId")],
          read: () => undefined,
        },
        options,
      ),
  };
}

/** Left out, a new export covers all spaces and a list tells of all exports. */
function spaceOf(appId: string | undefined): { app_type: string; app_id: string } | undefined {
  const id = checkText(appId, "appId", lengths.appId);
  return id === undefined ? undefined : { app_type: "APP", app_id: id };
}

const start = Buffer.from("PK");
const end = Buffer.from([0x50, 0x4b, 5, 6]);

/** A zip begins and ends with marks of its own; half of one, or a gateway's page in its place, does not. */
function readZip(answer: Answer): Uint8Array {
  const { body } = answer;
  if (body instanceof Uint8Array && isZip(Buffer.from(body.buffer, body.byteOffset, body.length)))
    return body;
  throw brokenCall("unreadable", { sent: true, upstream: factOf(answer) });
}

const isZip = (bytes: Buffer): boolean => bytes.indexOf(start) === 0 && bytes.lastIndexOf(end) >= 0;
