import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import type { FileTable } from "../engine/file-table";

/** What the parts of a workbook may unpack to, bytes: 2 MB of zip could hold a thousand times that. */
const UNPACKED_LIMIT = 256 * 1024 * 1024;

/**
 * The first sheet of an xlsx workbook: headings in row 1, data from row 2 on, lines without any content left out.
 * Headings lose case and blanks around them. Undefined when it cannot be read.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FileTable | undefined> {
  try {
    if (unpackedSize(bytes) > UNPACKED_LIMIT) return undefined;
    const [headings = [], ...lines] = await readSheet(Buffer.from(bytes));
    const rows = lines.filter((line) => line.some((cell) => textOf(cell) !== ""));
    const columns = headings.map((heading, k) => [
      textOf(heading).toLowerCase(),
      rows.map((line) => textOf(line[k])),
    ]);
    return { size: rows.length, columns: Object.fromEntries(columns) };
  } catch {
    return undefined;
  }
}

/** What the parts say they unpack to; nothing is unpacked for it. */
function unpackedSize(bytes: Uint8Array): number {
  let size = 0;
  unzipSync(bytes, {
    filter: (part) => {
      size += part.originalSize;
      return false;
    },
  });
  return size;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return (cell instanceof Date ? cell.toISOString() : String(cell)).trim();
}
