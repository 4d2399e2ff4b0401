import { createSheetReader } from "../sheet/sheet-reader";
import { readXmlPart } from "../xml/read-part";
import { readZipDirectory } from "../zip/read-directory";
import { createUnpacker } from "../zip/unpack";

/** The texts of a sheet of a workbook made here, row by row; blank cells and rows are left out. */
export function readTexts(bytes: Uint8Array, sheet: number): string[][] {
  const entry = readZipDirectory(bytes).get(`xl/worksheets/sheet${sheet}.xml`);
  if (!entry) throw new Error(`no sheet ${sheet}`);
  const rows: string[][] = [];
  const sources = { texts: [], isPlain: () => true };
  const reader = createSheetReader(sources, (row) => rows.push(row.cells.map(({ text }) => text)));
  readXmlPart(createUnpacker(bytes, 10_000_000), entry, reader);
  return rows;
}
