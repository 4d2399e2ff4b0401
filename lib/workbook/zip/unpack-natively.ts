import { WorkbookRefusal } from "../refusals";
import type { ZipEntry } from "./read-directory";
import type { Unpack } from "./unpack";

/** Bytes handed over at once: short enough for who reads them as text. */
const pieceBytes = 64 * 1024;

/**
 * As `createUnpacker`, by the browser's own code, which is several times as fast as any script in a thread that has just
 * started. It only works in streams, so the parts are unpacked first; more than `limitBytes` in all is refused while it
 * happens, whatever the archive claims. Without checksums, which would take as long as unpacking.
 */
export async function unpackNatively(
  bytes: Uint8Array<ArrayBuffer>,
  entries: Iterable<ZipEntry>,
  limitBytes: number,
): Promise<Unpack> {
  const parts = new Map<ZipEntry, Uint8Array[]>();
  let left = limitBytes;
  for (const entry of entries) {
    const packed = bytes.subarray(entry.start, entry.end);
    const pieces = entry.method === "stored" ? [packed] : await inflate(packed, left);
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    left -= size;
    if (left < 0) throw new WorkbookRefusal("inflated");
    if (size !== entry.size) throw new WorkbookRefusal("damaged");
    parts.set(entry, pieces);
  }
  return (entry, take) => {
    const pieces = parts.get(entry);
    if (!pieces) throw new WorkbookRefusal("damaged");
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += pieceBytes) take(piece.subarray(at, at + pieceBytes));
    }
  };
}

async function inflate(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array[]> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new WorkbookRefusal("damaged");
    });
    if (done) return pieces;
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => undefined);
      throw new WorkbookRefusal("inflated");
    }
    pieces.push(value);
  }
}
