/**
 * A set of rows as bits, with levels above it that have a bit for each word below that is not empty: a million rows
 * are searched in four steps. Plain data, so that it can be saved as it is.
 */
export type RowSet = Uint32Array[];

const WORD = 32;

/** Rows 0 .. size - 1, none of them in the set. */
export function createRowSet(size: number): RowSet {
  const levels: RowSet = [];
  let length = size;
  do {
    // One bit more than there are rows, so that "below the last" is a place in the set too.
    length = Math.floor(length / WORD) + 1;
    levels.push(new Uint32Array(length));
  } while (length > 1);
  return levels;
}

export function addRow(set: RowSet, row: number): void {
  let at = row;
  for (const words of set) {
    const before = words[at >>> 5] ?? 0;
    words[at >>> 5] = before | (1 << (at & 31));
    if (before !== 0) return;
    at >>>= 5;
  }
}

export function removeRow(set: RowSet, row: number): void {
  let at = row;
  for (const words of set) {
    const after = (words[at >>> 5] ?? 0) & ~(1 << (at & 31));
    words[at >>> 5] = after;
    if (after !== 0) return;
    at >>>= 5;
  }
}

/** The highest row of the set below `row`; -1 when there is none. */
export function rowBelow(set: RowSet, row: number): number {
  let bound = row;
  for (const [level, words] of set.entries()) {
    const word = (words[bound >>> 5] ?? 0) & ((1 << (bound & 31)) - 1);
    bound >>>= 5;
    if (word !== 0) return descend(set, level, bound * WORD + highestBit(word));
  }
  return -1;
}

/** From a bit of a level down to the highest row below it. */
function descend(set: RowSet, level: number, bit: number): number {
  let at = bit;
  for (let below = level - 1; below >= 0; below--) at = at * WORD + highestBit(set[below]?.[at] ?? 0);
  return at;
}

function highestBit(word: number): number {
  return WORD - 1 - Math.clz32(word);
}
