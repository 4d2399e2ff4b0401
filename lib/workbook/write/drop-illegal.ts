const [first, second] = [0xef, 0xbf];

/** 1: a control character that XML has no form for. 2: may begin U+FFFE or U+FFFF, which are no characters. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d ? 1 : byte === first ? 2 : 0,
);

/**
 * UTF-8 without what XML has no form for (security.md S4.8); no character may be cut in two. The bytes themselves where
 * there is nothing to drop, which is nearly always.
 */
export function dropIllegal(bytes: Uint8Array): Uint8Array {
  let at = 0;
  while (at < bytes.length && lengthOfIllegal(bytes, at) === 0) at += 1;
  if (at === bytes.length) return bytes;
  const kept = new Uint8Array(bytes.length);
  kept.set(bytes.subarray(0, at));
  let used = at;
  while (at < bytes.length) {
    const illegal = lengthOfIllegal(bytes, at);
    if (illegal > 0) at += illegal;
    else kept[used++] = bytes[at++] ?? 0;
  }
  return kept.subarray(0, used);
}

/** Bytes that make no legal character there: 0, 1 or 3. */
export function lengthOfIllegal(bytes: Uint8Array, at: number): number {
  const kind = kinds[bytes[at] ?? 0];
  if (kind === 0) return 0;
  if (kind === 1) return 1;
  const third = bytes[at + 2];
  return bytes[at + 1] === second && (third === 0xbe || third === 0xbf) ? 3 : 0;
}
