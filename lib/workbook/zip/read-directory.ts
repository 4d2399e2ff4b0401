import { WorkbookRefusal } from "../refusals";
import { findDirectory } from "./find-directory";
import { readZip64Sizes } from "./zip64";

/** One packed part, as the directory at the end of the archive describes it; offsets and sizes in bytes. */
export interface ZipEntry {
  /** In small letters with forward slashes, since part names ignore case. */
  name: string;
  /** The two methods workbooks know. */
  method: "stored" | "deflated";
  /** Where its packed data begins and ends. */
  start: number;
  end: number;
  /** What the archive claims it unpacks to: believed only once it has been counted. */
  size: number;
  crc: number;
}

const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const entryHeadSize = 46;
const localHeadSize = 30;
/** Parts an archive may have (security.md S4.7). */
const mostEntries = 200;
/** Plain or strong encryption, or a directory that is encrypted itself. */
const encryptedFlags = 0x2041;

/**
 * The parts of a zip archive, without unpacking anything. Throws `WorkbookRefusal` for an archive that is cut,
 * encrypted, has more than 200 parts, or whose directory and parts disagree: readers could see different things in it.
 */
export function readZipDirectory(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  const entries = new Map<string, ZipEntry>();
  let at = directory.start;
  let count = 0;
  while (at < directory.end) {
    count += 1;
    if (count > mostEntries) throw new WorkbookRefusal("parts");
    const { entry, next } = readEntry(bytes, view, at, directory);
    if (entries.has(entry.name)) throw new WorkbookRefusal("damaged");
    if (!entry.name.endsWith("/")) entries.set(entry.name, entry);
    at = next;
  }
  if (at !== directory.end || count !== directory.count) throw new WorkbookRefusal("damaged");
  requireApart([...entries.values()]);
  return entries;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, directory: { start: number; end: number }) {
  const namesAt = at + entryHeadSize;
  if (namesAt > directory.end || view.getUint32(at, true) !== entrySignature) {
    throw new WorkbookRefusal("damaged");
  }
  if (view.getUint16(at + 8, true) & encryptedFlags) throw new WorkbookRefusal("encrypted");
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = namesAt + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > directory.end) throw new WorkbookRefusal("damaged");
  const sizes = readZip64Sizes(view, namesAt + nameLength, extraLength, {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  });
  const name = bytes.subarray(namesAt, namesAt + nameLength);
  const start = findData(bytes, view, sizes.offset, name, directory.start);
  const end = start + sizes.packed;
  if (end > directory.start) throw new WorkbookRefusal("damaged");
  const entry: ZipEntry = {
    name: partName(name),
    method: methodOf(view.getUint16(at + 10, true)),
    ...{ start, end, size: sizes.size, crc: view.getUint32(at + 16, true) },
  };
  return { entry, next };
}

/** Where the data of a part begins, behind a head of its own that has to name the same part. */
function findData(bytes: Uint8Array, view: DataView, at: number, name: Uint8Array, limit: number): number {
  const namesAt = at + localHeadSize;
  if (namesAt > limit || view.getUint32(at, true) !== localSignature) throw new WorkbookRefusal("damaged");
  const nameLength = view.getUint16(at + 26, true);
  const sameName =
    nameLength === name.length &&
    namesAt + nameLength <= limit &&
    name.every((byte, index) => byte === bytes[namesAt + index]);
  if (!sameName) throw new WorkbookRefusal("damaged");
  return namesAt + nameLength + view.getUint16(at + 28, true);
}

function methodOf(method: number): ZipEntry["method"] {
  if (method === 0) return "stored";
  if (method === 8) return "deflated";
  throw new WorkbookRefusal("damaged");
}

function partName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

/** Parts that share their data unpack to far more than the archive could hold. */
function requireApart(entries: ZipEntry[]): void {
  entries.sort((left, right) => left.start - right.start);
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    if (next && entry.end > next.start) throw new WorkbookRefusal("damaged");
  }
}
