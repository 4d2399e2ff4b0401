import { checkWorkbook } from "./check/check-workbook";
import { nameDevice } from "./check/device-names";
import { type Headings, readHeadings } from "./check/read-headings";
import type { RowCheckerOptions } from "./check/row-checker";
import { WorkbookRefusal } from "./refusals";
import type { SheetRow } from "./sheet/sheet-reader";
import { openBook } from "./write/open-book";

/** Characters. */
const cellWidth = 30;

/**
 * The workbook with the rows of these devices alone, below its headings, in their order; every cell becomes a text,
 * looks and other sheets stay behind. A device that is to be made is known by its own id or by `{product_id}_{node_id}`
 * (sheet §6.1). Works for as long as the file makes it, and throws `WorkbookRefusal`, `empty` when it has none of them.
 */
export function pickDevices(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  devices: ReadonlySet<string>,
): Uint8Array {
  const book = openBook(["Sheet1"]);
  let headings: Headings | null = null;
  let rows = 0;
  book.sheet(0, [cellWidth], (sheet) => {
    checkWorkbook(bytes, options, (row) => {
      const isHead = headings === null;
      headings ??= readHeadings(row, options.type);
      if (!isHead && !namesOf(row, headings, options.type).some((name) => devices.has(name))) return;
      rows += 1;
      sheet.row(rows, cellTexts(row), isHead ? "heading" : "text");
    });
  });
  if (rows < 2) throw new WorkbookRefusal("empty");
  return book.bytes();
}

function namesOf(row: SheetRow, { columns }: Headings, type: RowCheckerOptions["type"]): string[] {
  const values = new Map<string, string>();
  for (const { column, place } of columns) {
    const text = row.cells.find((cell) => cell.column === place)?.text ?? "";
    if (text !== "") values.set(column.heading, text);
  }
  const own = nameDevice(type, values)?.device;
  values.delete("device_id");
  const made = nameDevice(type, values)?.device;
  return [own, made].filter((name) => name !== undefined);
}

function cellTexts({ cells }: SheetRow): string[] {
  const texts = Array<string>((cells.at(-1)?.column ?? -1) + 1).fill("");
  for (const { column, text } of cells) texts[column] = text;
  return texts;
}
