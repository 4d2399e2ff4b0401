/** A part of an archive when all of it is written; sizes and offset in bytes. */
export interface EndedPart {
  name: string;
  offset: number;
  crc: number;
  size: number;
  packed: number;
}

const [deflated, namesInUtf8, sizesFollow] = [8, 0x0800, 0x0008];
/** 2.0 for what is deflated, 4.5 for ZIP64. */
const [plainVersion, largeVersion] = [20, 45];
/** 1 January 1980: the oldest date an archive can name. */
const writtenOn = 0x0021;
/** In a field of four or two bytes: look in the extended record. */
const [large, many] = [0xffffffff, 0xffff];

/** APPNOTE.TXT 4.3.7. */
export function localHead(name: string): Uint8Array {
  const text = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(plainVersion, 4);
  writeMethod(head, 6);
  head.writeUInt16LE(text.length, 26);
  return Buffer.concat([head, text]);
}

/** What follows a part whose sizes were not known before it: 4.3.9. */
export function partEnd({ crc, size, packed }: EndedPart): Uint8Array {
  const wide = size >= large || packed >= large;
  const end = Buffer.alloc(wide ? 24 : 16);
  end.writeUInt32LE(0x08074b50, 0);
  end.writeUInt32LE(crc, 4);
  writeSize(end, 8, packed, wide);
  writeSize(end, wide ? 16 : 12, size, wide);
  return end;
}

/** The directory of all parts, and where it is: 4.3.12 to 4.3.16. `offset` is where it begins. */
export function endOfZip(parts: readonly EndedPart[], offset: number): Uint8Array {
  const directory = Buffer.concat(parts.map(directoryEntry));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(parts.length, many), 8);
  end.writeUInt16LE(Math.min(parts.length, many), 10);
  end.writeUInt32LE(Math.min(directory.length, large), 12);
  end.writeUInt32LE(Math.min(offset, large), 16);
  return offset < large
    ? Buffer.concat([directory, end])
    : Buffer.concat([directory, largeEnd(parts.length, directory.length, offset), end]);
}

function directoryEntry({ name, offset, crc, size, packed }: EndedPart): Uint8Array {
  const text = Buffer.from(name);
  const wide = [size, packed, offset].filter((value) => value >= large);
  const extra = Buffer.alloc(wide.length === 0 ? 0 : 4 + wide.length * 8);
  if (wide.length > 0) {
    extra.writeUInt16LE(0x0001, 0);
    extra.writeUInt16LE(wide.length * 8, 2);
    for (const [index, value] of wide.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  }
  const entry = Buffer.alloc(46);
  const version = wide.length > 0 ? largeVersion : plainVersion;
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(version, 4);
  entry.writeUInt16LE(version, 6);
  writeMethod(entry, 8);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(Math.min(packed, large), 20);
  entry.writeUInt32LE(Math.min(size, large), 24);
  entry.writeUInt16LE(text.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(Math.min(offset, large), 42);
  return Buffer.concat([entry, text, extra]);
}

function largeEnd(parts: number, length: number, offset: number): Uint8Array {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(largeVersion, 12);
  end.writeUInt16LE(largeVersion, 14);
  end.writeBigUInt64LE(BigInt(parts), 24);
  end.writeBigUInt64LE(BigInt(parts), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + length), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** Flags, method, time and date stand together in both heads. */
function writeMethod(record: Buffer, at: number): void {
  record.writeUInt16LE(namesInUtf8 | sizesFollow, at);
  record.writeUInt16LE(deflated, at + 2);
  record.writeUInt16LE(writtenOn, at + 6);
}

function writeSize(record: Buffer, at: number, size: number, wide: boolean): void {
  if (wide) record.writeBigUInt64LE(BigInt(size), at);
  else record.writeUInt32LE(size, at);
}
