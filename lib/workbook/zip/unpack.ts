import { crc32 } from "node:zlib";
import { Inflate } from "fflate";
import { WorkbookRefusal } from "../refusals";
import type { ZipEntry } from "./read-directory";

/** Packed bytes at a time: at the best ratio there is they unpack to 1 MB. */
const stepBytes = 1024;

/** Hands over what is in a part, piece by piece. */
export type Unpack = (entry: ZipEntry, take: (piece: Uint8Array) => void) => void;

/**
 * Unpacks parts of an archive, counting what really comes out, over all of them: more than `limitBytes` is refused
 * while it happens, whatever the archive claims. A part that differs from its own size or checksum is damaged.
 */
export function createUnpacker(bytes: Uint8Array, limitBytes: number): Unpack {
  let total = 0;
  return (entry, take) => {
    let size = 0;
    let crc = 0;
    const count = (piece: Uint8Array) => {
      size += piece.length;
      total += piece.length;
      if (total > limitBytes) throw new WorkbookRefusal("inflated");
      if (size > entry.size) throw new WorkbookRefusal("damaged");
      crc = crc32(piece, crc);
      if (piece.length > 0) take(piece);
    };
    const packed = bytes.subarray(entry.start, entry.end);
    if (entry.method === "deflated") inflate(packed, count);
    else count(packed);
    if (size !== entry.size || crc !== entry.crc) throw new WorkbookRefusal("damaged");
  };
}

function inflate(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  const stream = new Inflate((piece) => take(piece));
  for (let at = 0; at === 0 || at < packed.length; at += stepBytes) {
    const step = packed.subarray(at, at + stepBytes);
    try {
      stream.push(step, at + stepBytes >= packed.length);
    } catch (error) {
      // fflate numbers its errors; everything else comes from those who read.
      if (error instanceof Error && "code" in error) throw new WorkbookRefusal("damaged");
      throw error;
    }
  }
}
