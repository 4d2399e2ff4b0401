import type { ExportSubtasksQuery } from "@/lib/contracts/exports";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { openSubtaskExport, type SubtaskExport } from "@/lib/store/subtask-export";
import type { SubtaskFilter } from "@/lib/store/subtask-filter";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "../tasks/find-task";
import { adviceByCause } from "./advice-by-cause";
import { auditExport } from "./audit-export";
import { exportFileName } from "./export-file-name";
import { exportLimits, rowsDropped, tooManyExports } from "./export-limits";
import { exportOriginal } from "./export-original";
import { sendPieces } from "./send-pieces";
import { bookPieces, csvPieces } from "./subtask-pieces";

export interface ExportSubtasksInput {
  params: { connection: string; taskId: string };
  query: ExportSubtasksQuery;
}

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** The rows that match as they all are at one moment, made while they are sent; audited before the first one. */
export async function exportSubtasks({ ctx, input }: { ctx: ServiceContext; input: ExportSubtasksInput }) {
  const { params, query } = input;
  const found = await requireConnection(ctx, params.connection, "export");
  const task = await findTask(ctx, found, params.taskId);
  const { format, language, ...filter } = query;
  if (task.snapshot.rowsDroppedAt) throw rowsDropped();
  if (format === "original") {
    refuseFilter(filter);
    return exportOriginal(ctx, found, { task, query });
  }
  const rows = await openRows(ctx, { task, filter, advice: await adviceByCause(ctx, params, language) });
  try {
    const act = { action: "task.export", connection: found.slug, subject: task.taskId } as const;
    await auditExport(ctx, { ...act, count: rows.count, query });
  } catch (error) {
    rows.breakOff();
    throw error;
  }
  return {
    status: 200 as const,
    download: {
      name: exportFileName(task.name, task.snapshot.fetchedAt ?? ctx.now(), format),
      contentType: contentTypes[format],
      rows: rows.count,
      open: sendPieces(format === "csv" ? csvPieces(rows.csv()) : bookPieces(rows, language), {
        stallMs: exportLimits.stallMs,
        done: rows.end,
        broken: (error) => breakOff(ctx, rows, error),
      }),
    },
  };
}

/** A workbook is given back whole. */
function refuseFilter(filter: SubtaskFilter): void {
  const [name] = Object.keys(filter);
  if (name === undefined) return;
  throw new AppError("invalid_input", "The original workbook is not filtered.", {
    invalidParams: [{ path: name, message: "cannot be given for this format" }],
  });
}

async function openRows(
  { deps, caller }: ServiceContext,
  { task, ...what }: { task: StoredTask; filter: SubtaskFilter; advice: ReadonlyMap<string, string> },
): Promise<SubtaskExport> {
  const { longestMs } = exportLimits;
  const request = { ...what, taskPk: task.id, owner: caller.id, longestMs };
  const rows = await openSubtaskExport(deps.database, request);
  if (rows === "busy") throw tooManyExports();
  return rows;
}

function breakOff({ deps, requestId }: ServiceContext, rows: SubtaskExport, error: unknown): void {
  rows.breakOff();
  if (error !== null) deps.log.warn({ requestId, error }, "an export was broken off");
}
