import { openWorkbookParts } from "../parts/open-parts";
import type { RowProblem, WorkbookReport } from "../report";
import { createFormatReader } from "../sheet/number-formats";
import { createStringsReader } from "../sheet/shared-strings";
import { createSheetReader, type SheetRow } from "../sheet/sheet-reader";
import { readXmlPart } from "../xml/read-part";
import { readZipDirectory } from "../zip/read-directory";
import { createUnpacker } from "../zip/unpack";
import { createRowChecker, type RowCheckerOptions } from "./row-checker";

/** Bytes a workbook may unpack to, all parts together (security.md S4.7). */
const unpackedLimit = 100 * 1024 * 1024;

/**
 * Checks an `.xlsx` file from its first byte to its last row. `onRow` sees every row, headings included, with what is
 * wrong with it. Throws `WorkbookRefusal`. Works for as long as the file makes it: only a thread should call it.
 */
export function checkWorkbook(
  bytes: Uint8Array,
  options: RowCheckerOptions,
  onRow: (row: SheetRow, problems: readonly RowProblem[]) => void = () => {},
): WorkbookReport {
  const unpack = createUnpacker(bytes, unpackedLimit);
  const parts = openWorkbookParts(readZipDirectory(bytes), unpack);
  const strings = createStringsReader();
  const formats = createFormatReader();
  if (parts.styles) readXmlPart(unpack, parts.styles, formats.handlers);
  if (parts.sharedStrings) readXmlPart(unpack, parts.sharedStrings, strings.handlers);
  const checker = createRowChecker(options);
  const sources = { texts: strings.texts, isPlain: formats.isPlain };
  const sheet = createSheetReader(sources, (row) => onRow(row, checker.take(row)));
  readXmlPart(unpack, parts.sheet, sheet);
  return checker.report();
}
