import { checkWorkbook } from "./check/check-workbook";
import type { RowCheckerOptions } from "./check/row-checker";
import type { RowProblem } from "./report";
import type { SheetRow } from "./sheet/sheet-reader";
import { openBook } from "./write/open-book";

/** Columns behind those of the sheet. */
export interface AddedColumns {
  sheetName: string;
  /** In characters, one a column. */
  widths: readonly number[];
  /** The texts of a row, as many as there are widths; the headings are row 1. */
  cellsOf(row: SheetRow, problems: readonly RowProblem[]): readonly string[];
  /** What is shown of a cell, if not all of it. */
  show?(row: SheetRow, column: number, text: string): string;
}

const cellWidth = 30;

/**
 * The rows of a workbook, each in its place, with more columns. Every cell becomes a text; looks and other sheets stay
 * behind. Works for as long as the file makes it, and throws `WorkbookRefusal`, like `checkWorkbook`.
 */
export function appendColumns(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  added: AddedColumns,
): Uint8Array {
  const columns = countColumns(bytes, options);
  const book = openBook([added.sheetName]);
  book.sheet(0, [...Array<number>(columns).fill(cellWidth), ...added.widths], (sheet) => {
    checkWorkbook(bytes, options, (row, problems) => {
      const more = added.cellsOf(row, problems);
      const cells = [...cellTexts(row, columns, added), ...more];
      sheet.row(row.number, cells, row.number === 1 ? "heading" : "text");
    });
  });
  return book.bytes();
}

/** The rows are read twice: kept until the widest has come, they could fill the memory. */
function countColumns(bytes: Uint8Array, options: RowCheckerOptions): number {
  let columns = 0;
  checkWorkbook(bytes, options, (row) => {
    columns = Math.max(columns, (row.cells.at(-1)?.column ?? -1) + 1);
  });
  return columns;
}

function cellTexts(row: SheetRow, columns: number, { show }: AddedColumns): string[] {
  const texts = Array<string>(columns).fill("");
  for (const { column, text } of row.cells) texts[column] = show ? show(row, column, text) : text;
  return texts;
}
