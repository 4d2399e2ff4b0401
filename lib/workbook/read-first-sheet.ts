import { findWorkbookParts } from "./parts/open-parts";
import { createStringsReader } from "./sheet/shared-strings";
import { createSheetReader, type SheetRow } from "./sheet/sheet-reader";
import { readXmlPart } from "./xml/read-part";
import { readZipDirectory } from "./zip/read-directory";
import { unpackNatively } from "./zip/unpack-natively";

/** Where every sheet ends: whoever takes the rows says what is too wide. */
const everyColumn = 16_384;
const holdsCells = /\.(xml|rels)$/;
const unneeded = /^(docprops|customxml|xl\/(styles|drawings|charts|theme|media|comments|printersettings))/;

/**
 * Hands over the rows of the first sheet that hold anything, numbers with the digits the file has. Only parts that hold
 * cells or say where they are get unpacked, to `limitBytes` in all. For browsers. Rejects with `WorkbookRefusal`.
 */
export async function readFirstSheet(
  bytes: Uint8Array<ArrayBuffer>,
  limitBytes: number,
  take: (row: SheetRow) => void,
): Promise<void> {
  const directory = readZipDirectory(bytes);
  const unpack = await unpackNatively(
    bytes,
    [...directory.values()].filter(({ name }) => holdsCells.test(name) && !unneeded.test(name)),
    limitBytes,
  );
  const { parts } = findWorkbookParts(directory, unpack);
  const strings = createStringsReader();
  if (parts.sharedStrings) readXmlPart(unpack, parts.sharedStrings, strings.handlers);
  const sources = { texts: strings.texts, isPlain: () => true, digits: true };
  readXmlPart(unpack, parts.sheet, createSheetReader(sources, take, everyColumn));
}
