import { appendColumns } from "./append-columns";
import type { RowCheckerOptions } from "./check/row-checker";
import type { RowProblem } from "./report";
import type { SheetRow } from "./sheet/sheet-reader";
import { fillWords, type WorkbookWords } from "./words";

const problemWidth = 80;

/**
 * The rows of a workbook with one more column that says what is wrong with them: all problems, not only those a report
 * keeps. Throws as `appendColumns` does.
 */
export function markWorkbook(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  words: WorkbookWords,
): Uint8Array {
  return appendColumns(bytes, options, {
    sheetName: words.template.devices,
    widths: [problemWidth],
    cellsOf: (row, problems) => [describe(row, problems, words)],
  });
}

function describe(row: SheetRow, problems: readonly RowProblem[], words: WorkbookWords): string {
  if (row.number === 1) return words.problems;
  return problems.map(({ column, rule, values }) => `${column}: ${fillWords(words[rule], values)}`).join(" ");
}
