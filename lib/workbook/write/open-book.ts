import { strToU8, Zip, ZipDeflate } from "fflate";
import { bookParts, sheetPart } from "./book-parts";
import { type CellLook, rowXml } from "./cell-xml";

/** Writes the rows of one sheet, from the top; rows may be left out. */
export interface SheetWriter {
  row(number: number, cells: readonly string[], look?: CellLook): void;
}

/** Rows packed at a time. */
const rowsAtOnce = 1_000;
/** The oldest date a zip can name, read in local time like fflate writes it: the same bytes every time, everywhere. */
const writtenAt = new Date(1980, 0, 1);

/**
 * Makes an xlsx workbook sheet by sheet, so that rows never stand in memory unpacked. Every cell is a text and is
 * formatted as one: nothing in it is a formula, now or after somebody edits it (security.md S4.8).
 */
export function openBook(sheetNames: readonly string[]) {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const open = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = writtenAt;
    zip.add(part);
    return part;
  };
  for (const [name, xml] of Object.entries(bookParts(sheetNames))) open(name).push(strToU8(xml), true);

  return {
    /** The widths are of the first columns, in characters. */
    sheet(index: number, widths: readonly number[], write: (sheet: SheetWriter) => void): void {
      const { name, head, foot } = sheetPart(index, widths);
      const part = open(name);
      let waiting = [head];
      const flush = (last: boolean) => {
        part.push(strToU8(waiting.join("")), last);
        waiting = [];
      };
      write({
        row(number, cells, look = "text") {
          if (waiting.push(rowXml(number, cells, look)) >= rowsAtOnce) flush(false);
        },
      });
      waiting.push(foot);
      flush(true);
    },

    /** After all sheets have been written. */
    bytes(): Uint8Array {
      zip.end();
      return new Uint8Array(Buffer.concat(pieces));
    },
  };
}
