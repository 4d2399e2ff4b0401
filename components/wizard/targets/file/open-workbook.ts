import { Unzip, type UnzipFile, UnzipInflate, Zip, type ZipInputFile } from "fflate";
import { FileRefused, fileLimits } from "./file-limits";

const wanted = /\.(xml|rels)$/i;
const unneeded = /^(docProps|customXml|xl\/(drawings|charts|theme|media|comments|printerSettings))/i;
const stepBytes = 256 * 1024;

/**
 * The parts of a workbook that hold cells, unpacked, checked and packed again without compression, for a reader that
 * trusts its input. Sizes are counted, never believed; macros, document types and gaps of a billion rows are refused.
 */
export function openWorkbook(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const parts = unpack(bytes);
  if (Object.keys(parts).length === 0) throw new FileRefused("damaged");
  for (const part of Object.values(parts)) checkMarkup(new TextDecoder().decode(part));
  return pack(parts).buffer;
}

function unpack(bytes: Uint8Array<ArrayBuffer>): Record<string, Uint8Array<ArrayBuffer>> {
  const parts: Record<string, Uint8Array<ArrayBuffer>> = {};
  let count = 0;
  let total = 0;
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > fileLimits.parts) throw new FileRefused("damaged");
    if (/vbaProject|macrosheets/i.test(file.name)) throw new FileRefused("macros");
    if (!wanted.test(file.name) || unneeded.test(file.name)) return;
    collect(
      file,
      (size) => {
        total += size;
        if (total > fileLimits.inflated) {
          throw new FileRefused("inflated", { limit: fileLimits.inflated / 1_000_000 });
        }
      },
      (part) => {
        parts[file.name] = part;
      },
    );
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += stepBytes) {
      unzip.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused("damaged");
  }
  return parts;
}

function collect(
  file: UnzipFile,
  onSize: (bytes: number) => void,
  onEnd: (part: Uint8Array<ArrayBuffer>) => void,
): void {
  const chunks: Uint8Array[] = [];
  file.ondata = (error, chunk, final) => {
    if (error) throw error;
    onSize(chunk.length);
    chunks.push(chunk);
    if (final) onEnd(joined(chunks));
  };
  file.start();
}

/** Without check sums, which took as long as unpacking and which nobody reads. */
function pack(parts: Record<string, Uint8Array<ArrayBuffer>>): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, part] of Object.entries(parts)) {
    const file: ZipInputFile = { filename, size: part.length, crc: 0, compression: 0 };
    zip.add(file);
    file.ondata?.(null, part, true);
  }
  zip.end();
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Every number a row or cell gives itself; written so that no spelling of the attribute gets past it. */
const placeAttribute = /(?:\s|(?<!\sxmlns):)r\s*=\s*["']([^"']*)["']/g;
const rowTag = /<(?:[\w.-]+:)?row[\s/>]/g;

/** The reader fills gaps between rows and cells with empty ones: a kilobyte could ask for billions. */
function checkMarkup(xml: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused("damaged");
  const mostRows = fileLimits.rows + 1;
  let rows = 0;
  for (const _ of xml.matchAll(rowTag)) rows += 1;
  if (rows > mostRows) throw new FileRefused("rows", { rows, limit: fileLimits.rows });
  for (const [, place = ""] of xml.matchAll(placeAttribute)) {
    const { row, column } = readPlace(place);
    if (row > mostRows) throw new FileRefused("rows", { rows: row, limit: fileLimits.rows });
    if (column > fileLimits.columns) {
      throw new FileRefused("columns", { columns: column, limit: fileLimits.columns });
    }
  }
}

/** `B12` or `12`. By hand: 100,000 rows have several hundred thousand of them. */
function readPlace(place: string): { row: number; column: number } {
  let column = 0;
  let row = 0;
  if (place.length > 10) throw new FileRefused("damaged");
  for (let at = 0; at < place.length; at += 1) {
    const code = place.charCodeAt(at);
    if (code >= 65 && code <= 90 && row === 0) column = column * 26 + code - 64;
    else if (code >= 48 && code <= 57) row = row * 10 + code - 48;
    else throw new FileRefused("damaged");
  }
  return { row, column };
}
