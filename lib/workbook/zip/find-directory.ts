import { WorkbookRefusal } from "../refusals";
import { readBigOffset } from "./zip64";

const endSignature = 0x06054b50;
const endSize = 22;
const longestComment = 0xffff;
const locatorSignature = 0x07064b50;
const locatorSize = 20;
const bigEndSignature = 0x06064b50;
const bigEndSize = 56;

interface Directory {
  start: number;
  end: number;
  count: number;
}

/** Where the directory of an archive stands. A cut archive has none: it is written last. */
export function findDirectory(view: DataView): Directory {
  const end = findEnd(view);
  const disks = view.getUint32(end + 4, true);
  if (disks !== 0 && disks !== 0xffffffff) throw new WorkbookRefusal("damaged");
  const found = findBigDirectory(view, end) ?? {
    count: view.getUint16(end + 10, true),
    start: view.getUint32(end + 16, true),
    end: view.getUint32(end + 16, true) + view.getUint32(end + 12, true),
  };
  if (found.end > end) throw new WorkbookRefusal("damaged");
  return found;
}

/** The last record of the archive, behind which only its comment may stand. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endSize;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endSize + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw new WorkbookRefusal("damaged");
}

/** Writers that stream (Apache POI among them) use the 64-bit form for archives of any size. */
function findBigDirectory(view: DataView, end: number): Directory | undefined {
  const locator = end - locatorSize;
  if (locator < 0 || view.getUint32(locator, true) !== locatorSignature) return undefined;
  const at = readBigOffset(view, locator + 8);
  if (at + bigEndSize > locator || view.getUint32(at, true) !== bigEndSignature) {
    throw new WorkbookRefusal("damaged");
  }
  const start = readBigOffset(view, at + 48);
  return { count: readBigOffset(view, at + 32), start, end: start + readBigOffset(view, at + 40) };
}
