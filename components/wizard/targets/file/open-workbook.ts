import { Zip, type ZipInputFile } from "fflate";
import { FileRefused, fileLimits } from "./file-limits";
import { readZip } from "./read-zip";

const holdsCells = /\.(xml|rels)$/i;
const unneeded = /^(docProps|customXml|xl\/(drawings|charts|theme|media|comments|printerSettings))/i;
const macros = /vbaProject|macrosheets/i;

/**
 * The parts of a workbook that hold cells, unpacked, checked and packed again without compression, for a reader that
 * trusts its input. Sizes are counted, never believed; macros, document types and gaps of a billion rows are refused.
 */
export async function openWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const parts = await readZip(bytes, (name) => {
    if (macros.test(name)) throw new FileRefused("macros");
    return holdsCells.test(name) && !unneeded.test(name);
  });
  if (parts.size === 0) throw new FileRefused("damaged");
  for (const part of parts.values()) checkMarkup(new TextDecoder().decode(part));
  return pack(parts);
}

/** Without check sums, which took as long as unpacking and which nobody reads. */
function pack(parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): ArrayBuffer {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
    size += chunk.length;
  });
  for (const [filename, part] of parts) {
    const file: ZipInputFile = { filename, size: part.length, crc: 0, compression: 0 };
    zip.add(file);
    file.ondata?.(null, part, true);
  }
  zip.end();
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole.buffer;
}

/** Where every number begins that a row or cell gives itself, by whatever spelling of the attribute. */
const placeAttribute = /(?:\s|(?<!\sxmlns):)r\s*=\s*["']/g;
const rowTag = /<(?:[\w.-]+:)?row[\s/>]/g;

/** The reader fills gaps between rows and cells with empty ones: a kilobyte could ask for billions. */
function checkMarkup(xml: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused("damaged");
  // Only there does the reader look for rows.
  if (!xml.includes("sheetData")) return;
  const mostRows = fileLimits.rows + 1;
  let rows = 0;
  for (rowTag.lastIndex = 0; rowTag.test(xml); ) rows += 1;
  if (rows > mostRows) throw new FileRefused("rows", { rows, limit: fileLimits.rows });
  for (placeAttribute.lastIndex = 0; placeAttribute.test(xml); ) checkPlace(xml, placeAttribute.lastIndex);
}

/** `B12` or `12`, up to its quote. By hand: 100,000 rows have several hundred thousand of them. */
function checkPlace(xml: string, start: number): void {
  let column = 0;
  let row = 0;
  for (let at = start; ; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === 34 || code === 39) break;
    if (code >= 65 && code <= 90 && row === 0) column = column * 26 + code - 64;
    else if (code >= 48 && code <= 57) row = row * 10 + code - 48;
    else throw new FileRefused("damaged");
    if (at - start > 10) throw new FileRefused("damaged");
  }
  if (row > fileLimits.rows + 1) throw new FileRefused("rows", { rows: row, limit: fileLimits.rows });
  if (column > fileLimits.columns) {
    throw new FileRefused("columns", { columns: column, limit: fileLimits.columns });
  }
}
