import { findWorkbookParts } from "./parts/open-parts";
import { createStringsReader } from "./sheet/shared-strings";
import { createSheetReader, type SheetRow } from "./sheet/sheet-reader";
import { readXmlPart } from "./xml/read-part";
import { readZipDirectory } from "./zip/read-directory";
import { createUnpacker } from "./zip/unpack";

/** Where every sheet ends: whoever takes the rows says what is too wide. */
const everyColumn = 16_384;

/**
 * Hands over the rows of the first sheet that hold anything, numbers with the digits the file has. Only the parts that
 * say where it is, its texts and the sheet itself are unpacked, to `limitBytes` in all. Throws `WorkbookRefusal`.
 */
export function readFirstSheet(bytes: Uint8Array, limitBytes: number, take: (row: SheetRow) => void): void {
  const unpack = createUnpacker(bytes, limitBytes);
  const { parts } = findWorkbookParts(readZipDirectory(bytes), unpack);
  const strings = createStringsReader();
  if (parts.sharedStrings) readXmlPart(unpack, parts.sharedStrings, strings.handlers);
  const sources = { texts: strings.texts, isPlain: () => true, digits: true };
  readXmlPart(unpack, parts.sheet, createSheetReader(sources, take, everyColumn));
}
