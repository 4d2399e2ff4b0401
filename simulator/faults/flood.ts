import { gzipSync } from "node:zlib";
import type { FaultOf } from "./fault";

const HEAD = '{"filler":"';
const TAIL = '"}';
const CHUNK = 1024 * 1024;

/** `bytes` of valid JSON in pieces that are made while they are taken; zipped, each piece is a gzip member. */
export function* floodPieces({ bytes, gzip }: FaultOf<"flood">): Generator<Uint8Array> {
  const pack = (piece: Uint8Array) => (gzip ? gzipSync(piece) : piece);
  const chunk = Buffer.alloc(CHUNK, "x");
  const packed = pack(chunk);
  yield pack(Buffer.from(HEAD));
  let left = Math.max(0, bytes - HEAD.length - TAIL.length);
  for (; left >= CHUNK; left -= CHUNK) yield packed;
  yield pack(chunk.subarray(0, left));
  yield pack(Buffer.from(TAIL));
}
