import { crc32, deflateRawSync } from "node:zlib";

/** One part of an archive made by hand; whatever is left out is as it should be. */
export interface ZipPart {
  name: string;
  data: string | Uint8Array;
  stored?: boolean;
  /** What the archive claims instead of the truth. */
  size?: number;
  crc?: number;
  flags?: number;
  method?: number;
  /** The name in front of the data, where it differs from the one in the directory. */
  localName?: string;
  /** Where its head stands already, instead of a place of its own. */
  offset?: number;
}

export interface ZipLies {
  /** The number of parts the end record gives. */
  count?: number;
  /** Write sizes, places and counts in their 64-bit form. */
  zip64?: boolean;
}

/** A zip archive made by hand, to say what no library would write. */
export function buildZip(parts: readonly ZipPart[], lies: ZipLies = {}): Uint8Array {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.stored ? data : deflateRawSync(data, { level: 9 });
    const facts = {
      ...{
        flags: part.flags ?? 0,
        method: part.method ?? (part.stored ? 0 : 8),
        crc: part.crc ?? crc32(data),
      },
      ...{ packed: packed.length, size: part.size ?? data.length },
    };
    if (part.offset !== undefined) {
      directory.push(directoryEntry(part.name, facts, part.offset, lies.zip64));
      continue;
    }
    const name = Buffer.from(part.localName ?? part.name);
    const local = Buffer.concat([
      words(0x04034b50),
      halves(20),
      head(facts, lies.zip64),
      halves(name.length, 0),
      name,
    ]);
    body.push(local, packed);
    directory.push(directoryEntry(part.name, facts, at, lies.zip64));
    at += local.length + packed.length;
  }
  const count = lies.count ?? parts.length;
  const entries = Buffer.concat(directory);
  return new Uint8Array(Buffer.concat([...body, entries, endOf(at, entries.length, count, lies.zip64)]));
}

interface Facts {
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
}

const elsewhere = 0xffffffff;

/** What the head of a part and its entry in the directory have in common. */
function head({ flags, method, crc, packed, size }: Facts, zip64 = false): Buffer {
  const sizes = zip64 ? words(crc, elsewhere, elsewhere) : words(crc, packed, size);
  return Buffer.concat([halves(flags, method, 0, 0x21), sizes]);
}

function directoryEntry(name: string, facts: Facts, offset: number, zip64 = false): Buffer {
  const extra = zip64
    ? Buffer.concat([halves(0xabcd, 2, 7), halves(1, 24), longs(facts.size, facts.packed, offset)])
    : Buffer.alloc(0);
  const named = Buffer.from(name);
  return Buffer.concat([
    ...[words(0x02014b50), halves(20, 20), head(facts, zip64), halves(named.length, extra.length, 0, 0, 0)],
    ...[words(0, zip64 ? elsewhere : offset), named, extra],
  ]);
}

function endOf(start: number, length: number, count: number, zip64 = false): Buffer {
  if (!zip64)
    return Buffer.concat([words(0x06054b50), halves(0, 0, count, count), words(length, start), halves(0)]);
  const big = [words(0x06064b50), longs(44), halves(45, 45), words(0, 0), longs(count, count, length, start)];
  const locator = [words(0x07064b50, 0), longs(start + length), words(1)];
  const end = [
    words(0x06054b50),
    halves(0xffff, 0xffff, 0xffff, 0xffff),
    words(elsewhere, elsewhere),
    halves(0),
  ];
  return Buffer.concat([...big, ...locator, ...end]);
}

function halves(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}

function words(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

function longs(...values: number[]): Buffer {
  return Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);
}
