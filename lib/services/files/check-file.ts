import { workbookLimits } from "@/lib/contracts/workbooks";
import type { KeptReport, StoredFile } from "@/lib/domain/stored-file";
import { isWorkbookType, type WorkbookType } from "@/lib/domain/workbook-columns";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { WorkbookChecker } from "@/lib/workbook/checker";
import type { WorkbookReport } from "@/lib/workbook/report";

/** What is kept of the problems; the marked workbook has all of them. */
const keptProblems = 200;

export interface CheckedFile {
  format: StoredFile["format"];
  report: KeptReport;
}

/** Checks a workbook row by row, as the connection's platform would take it; throws as `WorkbookChecker` does. */
export async function checkFile(
  workbooks: WorkbookChecker,
  file: { name: string; content: Uint8Array },
  { type, connection }: { type: WorkbookType; connection: StoredConnection },
): Promise<CheckedFile> {
  const request = { fileName: file.name, type, maxRows: maxRowsOf(connection) };
  const report = await workbooks.check(file.content, request);
  return { format: report.format, report: toKept(report) };
}

/** Rows below the headings. */
export function maxRowsOf({ fileRows }: StoredConnection): number {
  return fileRows ?? workbookLimits.rows;
}

/** Throws `invalid_input` for a type whose devices do not come from a workbook. */
export function requireWorkbookType(type: string): WorkbookType {
  if (isWorkbookType(type)) return type;
  throw new AppError("invalid_input", "Tasks of this type take no workbook.", {
    invalidParams: [{ path: "type", message: "takes no workbook" }],
  });
}

function toKept(report: WorkbookReport): KeptReport {
  const { checked, rows, problemCount, ignoredHeadings, first, last, targets } = report;
  return {
    ...{ checked, rows, problemCount, ignoredHeadings, first, last },
    problems: report.problems.slice(0, keptProblems),
    targets: targets && { count: targets.count, hash: targets.hash },
  };
}
