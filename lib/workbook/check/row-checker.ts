import { createHash } from "node:crypto";
import type { WorkbookColumn, WorkbookType } from "@/lib/domain/workbook-columns";
import { WorkbookRefusal } from "../refusals";
import type { RowProblem, WorkbookReport } from "../report";
import type { SheetCell } from "../sheet/read-cell";
import type { SheetRow } from "../sheet/sheet-reader";
import { createDeviceNames } from "./device-names";
import { type CellProblem, findCellProblem } from "./find-cell-problem";
import { type Headings, readHeadings } from "./read-headings";

export interface RowCheckerOptions {
  type: WorkbookType;
  /** Rows below the headings that a task takes. */
  maxRows: number;
}

/** Characters of a value that a report repeats. */
const longestValue = 100;
const mostProblems = 1_000;
const samples = 3;

/** Checks the rows of a sheet as they come. `take` returns the problems of the row, which may be more than are kept. */
export function createRowChecker({ type, maxRows }: RowCheckerOptions) {
  const names = createDeviceNames(type);
  const problems: RowProblem[] = [];
  const devices: string[] = [];
  let headings: Headings | null = null;
  let rows = 0;
  let problemCount = 0;

  return {
    take(row: SheetRow): readonly RowProblem[] {
      if (row.cells.every(isBlank)) return [];
      if (!headings) {
        headings = readHeadings(row, type);
        return [];
      }
      rows += 1;
      if (rows > maxRows) throw new WorkbookRefusal("rows");
      const found = checkRow(row, headings, names, devices);
      problemCount += found.length;
      problems.push(...found.slice(0, mostProblems - problems.length));
      return found;
    },

    /** Throws `WorkbookRefusal` when nothing was there to check. */
    report(): WorkbookReport {
      if (!headings) throw new WorkbookRefusal("no_headings");
      if (rows === 0) throw new WorkbookRefusal("empty");
      const ids = devices.join("\n");
      // Sorted, as the audit trail hashes a set: the same devices have the same hash, whatever their order.
      const set = [...devices].sort().join("\n");
      return {
        ...{ format: "xlsx", checked: true, rows, problems, problemCount },
        ignoredHeadings: headings.ignored.map(cut),
        first: devices.slice(0, samples),
        last: devices.slice(Math.max(samples, devices.length - samples)),
        targets: { count: devices.length, hash: createHash("sha256").update(set).digest("hex"), ids },
      };
    },
  };
}

function checkRow(
  row: SheetRow,
  headings: Headings,
  names: ReturnType<typeof createDeviceNames>,
  devices: string[],
): RowProblem[] {
  const problems: RowProblem[] = [];
  const values = new Map<string, string>();
  const add = (column: WorkbookColumn, text: string, { rule, values }: CellProblem) => {
    const value = column.secret ? null : cut(text);
    problems.push({ row: row.number, column: column.heading, value, rule, values });
  };
  for (const { column, place } of headings.columns) {
    const cell = row.cells.find((candidate) => candidate.column === place);
    const text = cell?.text ?? "";
    const problem = cellProblem(column, cell, text);
    if (problem) add(column, text, problem);
    else if (text !== "") values.set(column.heading, text);
  }
  const naming = names.take(values, row.number);
  if (naming && "problem" in naming) {
    const known = headings.columns.find(({ column }) => column.heading === naming.heading)?.column;
    if (known) add(known, values.get(known.heading) ?? "", naming.problem);
  } else if (naming && problems.length === 0) devices.push(naming.device);
  return problems;
}

function cellProblem(column: WorkbookColumn, cell: SheetCell | undefined, text: string): CellProblem | null {
  return cell?.flaw ? { rule: cell.flaw, values: {} } : findCellProblem(column, text);
}

/** A formula without a result is not blank: the platform may see it. */
function isBlank({ text, flaw }: SheetCell): boolean {
  return flaw === null && text.trim() === "";
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
