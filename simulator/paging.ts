import type { Query } from "./http/query";
import { LIMITS } from "./limits";
import { PlatformRefusal } from "./refusals";

export type PageQuery = { limit: number; offset: number; marker: string };

const MARKER = /^[0-9a-fA-F]{24}$/;
const FROM_THE_TOP = "f".repeat(24);

/** Reads `limit`, `marker` and `offset` (sheet §6.4, §6.6). */
export function readPageQuery(query: Query): PageQuery {
  const limitText = query.raw("limit") ?? String(LIMITS.page.default);
  const limit = /^\d{1,9}$/.test(limitText) ? Number(limitText) : -1;
  if (limit < LIMITS.page.min || limit > LIMITS.page.max) throw new PlatformRefusal("IOTDA.000017");
  const marker = query.raw("marker") ?? FROM_THE_TOP;
  if (!MARKER.test(marker)) throw new PlatformRefusal("IOTDA.000018");
  const offset = query.integer("offset") ?? 0;
  if (offset < LIMITS.offset.min || offset > LIMITS.offset.max) {
    throw new PlatformRefusal("IOTDA.000006", "offset is not valid.");
  }
  return { limit, offset, marker: marker.toLowerCase() };
}

/** Rows 0 .. size - 1 with record ids that grow with the row. */
export type RecordRows = { size: number; idOf: (row: number) => string };

export type Page = { rows: number[]; marker?: string };

/**
 * One page, highest id first: only ids below the marker, `offset` matching rows skipped. Returns the rows' numbers;
 * `marker` is the id of the last one and absent on an empty page.
 */
export function takePage(rows: RecordRows, query: PageQuery, matches: (row: number) => boolean): Page {
  return takePageOf(rows, query, (bound) => {
    let row = bound - 1;
    while (row >= 0 && !matches(row)) row--;
    return row;
  });
}

/** The same for rows that are found without looking at others: `below` gives the next match below a row, or -1. */
export function takePageOf(rows: RecordRows, query: PageQuery, below: (row: number) => number): Page {
  const taken: number[] = [];
  let skip = query.offset;
  for (let row = below(countBelow(rows, query.marker)); row >= 0; row = below(row)) {
    if (skip > 0) skip--;
    else if (taken.push(row) === query.limit) break;
  }
  const last = taken.at(-1);
  return { rows: taken, marker: last === undefined ? undefined : rows.idOf(last) };
}

/** How many rows match in all; `page.count` does not depend on the marker (sheet §6.1). */
export function countMatches(rows: RecordRows, matches: (row: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < rows.size; row++) if (matches(row)) count++;
  return count;
}

/** Rows with an id below the marker; ids grow, so half of the rest is ruled out at each look. */
function countBelow(rows: RecordRows, marker: string): number {
  let low = 0;
  let high = rows.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows.idOf(middle) < marker) low = middle + 1;
    else high = middle;
  }
  return low;
}
