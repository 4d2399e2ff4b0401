import type { ExportSubtasksQuery } from "@/lib/contracts/exports";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { type ExportSession, openExportSession } from "@/lib/store/export-session";
import { readResults } from "@/lib/store/subtask-results";
import { findMaking } from "@/lib/store/task-origin";
import type { DeviceResult } from "@/lib/workbook/fill-results";
import { workbookWords } from "@/lib/workbook/workbook-words";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { maxRowsOf, requireWorkbookType } from "../files/check-file";
import { type OpenedFile, openKeptFile } from "../files/open-kept-file";
import { type SavedFile, savedFile } from "../files/saved-file";
import { adviceByCause } from "./advice-by-cause";
import { auditExport } from "./audit-export";
import { exportFileName } from "./export-file-name";
import { exportLimits, tooManyExports } from "./export-limits";

interface OriginalRequest {
  task: StoredTask;
  query: ExportSubtasksQuery;
}

/**
 * The workbook a task was made from, with status, error code and what to do beside each of its rows. Throws `conflict`
 * where Muster has no such workbook, or no rows any more.
 */
export async function exportOriginal(
  ctx: ServiceContext,
  found: FoundConnection,
  { task, query }: OriginalRequest,
): Promise<SavedFile> {
  const { deps } = ctx;
  const file = await openOriginal(ctx, task);
  const connection = found.all.find(({ id }) => id === task.connectionId);
  if (!connection) throw new Error("a task outside of its connections");
  const words = workbookWords(query.language);
  const { owner, longestMs } = { owner: ctx.caller.id, longestMs: exportLimits.longestMs };
  const session = await openExportSession(deps.database.pool, { owner, longestMs });
  if (session === "busy") throw tooManyExports();
  try {
    const results = await readDeviceResults(ctx, session, { task, query, connection: found.slug });
    const content = await deps.workbooks.fill(
      file.content,
      {
        fileName: file.name,
        type: requireWorkbookType(file.taskType ?? task.type),
        maxRows: maxRowsOf(connection),
      },
      {
        sheetName: words.template.devices,
        headings: [words.results.status, words.results.code, words.results.whatToDo],
        results,
      },
    );
    const act = { action: "task.export", connection: found.slug, subject: task.taskId } as const;
    await auditExport(ctx, { ...act, count: results.size, query });
    await session.end();
    const name = exportFileName(
      file.name.replace(/\.xlsx$/i, ""),
      task.snapshot.fetchedAt ?? ctx.now(),
      "xlsx",
    );
    return savedFile({ name, format: "xlsx", content });
  } finally {
    session.breakOff();
  }
}

async function openOriginal({ deps }: ServiceContext, task: StoredTask): Promise<OpenedFile> {
  const making = await findMaking(deps.database.prisma, task.connectionId, task.taskId);
  const file = making?.fileId ? await openKeptFile(deps, making.fileId) : null;
  if (!file) throw refuse("The workbook of this task is not kept here.", "workbook_not_kept");
  if (file.format !== "xlsx") throw refuse("Results can be added to .xlsx files only.", "workbook_not_xlsx");
  return file;
}

function refuse(text: string, hint: string): AppError {
  return new AppError("conflict", text, { hint });
}

async function readDeviceResults(
  ctx: ServiceContext,
  session: ExportSession,
  { task, query, connection }: OriginalRequest & { connection: string },
): Promise<ReadonlyMap<string, DeviceResult>> {
  const advice = await adviceByCause(ctx, { connection, taskId: task.taskId }, query.language);
  const rows = await readResults(session, task.id);
  return new Map(
    rows.map(({ target, status, errorCode, cause }) => [
      target,
      [status, errorCode ?? "", (cause !== null && advice.get(cause)) || ""],
    ]),
  );
}
