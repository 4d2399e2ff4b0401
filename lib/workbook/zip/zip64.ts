import { WorkbookRefusal } from "../refusals";

/** Stands in a 32-bit field whose value is in the 64-bit extra field. */
const elsewhere = 0xffffffff;
const extraId = 0x0001;
/** Bytes a part may claim: more than any workbook here may unpack to, and exact as a number. */
const mostBytes = 2 ** 40;

interface Sizes {
  size: number;
  packed: number;
  offset: number;
}

/** A 64-bit number that must make sense as a place or a count in an archive of 2 MB. */
export function readBigOffset(view: DataView, at: number): number {
  const value = readBig(view, at);
  if (value > view.byteLength) throw new WorkbookRefusal("damaged");
  return value;
}

/** Sizes and place of a part, with those that did not fit their 32-bit fields taken from the extra field. */
export function readZip64Sizes(view: DataView, extraAt: number, extraLength: number, plain: Sizes): Sizes {
  if (plain.size !== elsewhere && plain.packed !== elsewhere && plain.offset !== elsewhere) return plain;
  let at = findExtra(view, extraAt, extraLength);
  const take = (value: number) => {
    if (value !== elsewhere) return value;
    at += 8;
    return readBig(view, at - 8);
  };
  // In this order, each only when its own field lacks it.
  const size = take(plain.size);
  const packed = take(plain.packed);
  return { size, packed, offset: take(plain.offset) };
}

function findExtra(view: DataView, extraAt: number, extraLength: number): number {
  const end = extraAt + extraLength;
  for (let at = extraAt; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === extraId) return at + 4;
  }
  throw new WorkbookRefusal("damaged");
}

function readBig(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw new WorkbookRefusal("damaged");
  const value = Number(view.getBigUint64(at, true));
  if (value > mostBytes) throw new WorkbookRefusal("damaged");
  return value;
}
