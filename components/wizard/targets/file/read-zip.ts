import { FileRefused, fileLimits } from "./file-limits";

interface Entry {
  name: string;
  packed: Uint8Array<ArrayBuffer>;
  deflated: boolean;
}

const marks = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 } as const;

/**
 * The parts of a zip whose names are wanted, unpacked by the platform's own code: three times as fast as any script in
 * a thread that has just started. What comes out is counted, whatever sizes the zip claims.
 */
export async function readZip(
  bytes: Uint8Array<ArrayBuffer>,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  let left: number = fileLimits.inflated;
  for (const entry of listEntries(bytes)) {
    if (!isWanted(entry.name)) continue;
    const part = entry.deflated ? await inflate(entry.packed, left) : entry.packed;
    left -= part.length;
    if (left < 0) throw tooMuch();
    parts.set(entry.name, part);
  }
  return parts;
}

function listEntries(bytes: Uint8Array<ArrayBuffer>): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > fileLimits.parts) throw new FileRefused("damaged");
  const entries: Entry[] = [];
  try {
    for (let at = view.getUint32(end + 16, true), number = 0; number < count; number += 1) {
      if (view.getUint32(at, true) !== marks.entry) throw new FileRefused("damaged");
      const nameLength = view.getUint16(at + 28, true);
      entries.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        ...content(bytes, view, at),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch {
    // Offsets that lead out of the file.
    throw new FileRefused("damaged");
  }
  return entries;
}

function content(bytes: Uint8Array<ArrayBuffer>, view: DataView, at: number): Omit<Entry, "name"> {
  const method = view.getUint16(at + 10, true);
  const encrypted = (view.getUint16(at + 8, true) & 1) !== 0;
  const file = view.getUint32(at + 42, true);
  const size = view.getUint32(at + 20, true);
  const start = file + 30 + view.getUint16(file + 26, true) + view.getUint16(file + 28, true);
  const sound = view.getUint32(file, true) === marks.file && start + size <= bytes.length;
  if (!sound || encrypted || (method !== 0 && method !== 8)) throw new FileRefused("damaged");
  return { packed: bytes.subarray(start, start + size), deflated: method === 8 };
}

/** The directory's end stands last, behind it at most a comment. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === marks.end) return at;
  }
  throw new FileRefused("damaged");
}

async function inflate(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = inflated.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileRefused("damaged");
    });
    if (done) return joined(chunks, size);
    size += value.length;
    if (size > most) {
      void reader.cancel().catch(() => undefined);
      throw tooMuch();
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const tooMuch = () => new FileRefused("inflated", { limit: fileLimits.inflated / 1_000_000 });
