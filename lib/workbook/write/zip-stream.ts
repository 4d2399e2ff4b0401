import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import { type EndedPart, endOfZip, localHead, partEnd } from "./zip-records";

/** A file of the archive and what makes its bytes. */
export interface ZipPart {
  name: string;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The fastest: rows of a sheet are so much alike that the next level saves little. */
const level = 1;

/**
 * A zip archive as it is written, part after part, at the pace it is taken. No part is known in length before it is
 * written, so its sizes follow behind it; those beyond 4 GiB are written as ZIP64.
 */
export async function* streamZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const ended: EndedPart[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const part: EndedPart = { name, offset, crc: 0, size: 0, packed: 0 };
    const head = localHead(name);
    yield head;
    for await (const piece of deflate(measure(content, part))) {
      part.packed += piece.length;
      yield piece;
    }
    const end = partEnd(part);
    yield end;
    offset += head.length + part.packed + end.length;
    ended.push(part);
  }
  yield endOfZip(ended, offset);
}

async function* measure(content: ZipPart["content"], part: EndedPart): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    part.crc = crc32(piece, part.crc);
    part.size += piece.length;
    yield piece;
  }
}

async function* deflate(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const deflater = createDeflateRaw({ level });
  const packed = pipeline(content, deflater);
  // What goes wrong with it ends the reading below, too; it is thrown from there.
  packed.catch(() => undefined);
  for await (const piece of deflater) yield piece as Uint8Array;
  await packed;
}
