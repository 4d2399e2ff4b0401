import { checkWorkbook } from "./check/check-workbook";
import type { RowCheckerOptions } from "./check/row-checker";
import type { RowProblem } from "./report";
import type { SheetRow } from "./sheet/sheet-reader";
import { fillWords, type WorkbookWords } from "./words";
import { openBook } from "./write/open-book";

const cellWidth = 30;
const problemWidth = 80;

/**
 * The rows of a workbook, each in its place, with one more column that says what is wrong with them: all problems, not
 * only those a report keeps. Every cell becomes a text; looks and other sheets stay behind. Works for as long as the
 * file makes it, and throws `WorkbookRefusal`, like `checkWorkbook`.
 */
export function markWorkbook(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  words: WorkbookWords,
): Uint8Array {
  const columns = countColumns(bytes, options);
  const book = openBook([words.template.devices]);
  book.sheet(0, [...Array<number>(columns).fill(cellWidth), problemWidth], (sheet) => {
    checkWorkbook(bytes, options, (row, problems) => {
      const cells = [...cellTexts(row, columns), describe(row, problems, words)];
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

function cellTexts(row: SheetRow, columns: number): string[] {
  const texts = Array<string>(columns).fill("");
  for (const { column, text } of row.cells) texts[column] = text;
  return texts;
}

function describe(row: SheetRow, problems: readonly RowProblem[], words: WorkbookWords): string {
  if (row.number === 1) return words.problems;
  return problems.map(({ column, rule, values }) => `${column}: ${fillWords(words[rule], values)}`).join(" ");
}
