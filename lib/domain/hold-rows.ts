/** A page of rows as it is shown, beside what a newer answer says. */
export interface HeldRows<Row> {
  /** Those shown so far, each with its news, in their places. */
  rows: readonly Row[];
  /** Keys of shown rows that the newer answer no longer has here. */
  gone: ReadonlySet<string>;
  /** As `gone`, of rows that stay because the person has just acted on them. */
  kept: ReadonlySet<string>;
  /** Rows that would appear. */
  came: readonly Row[];
  /** How many rows would come or go; 0 when there is nothing to announce. */
  changed: number;
}

export interface HoldRules<Row> {
  keyOf: (row: Row) => string;
  /** Whether the person has just acted on a row, so that it stays although the filter no longer matches it. */
  isKept: (row: Row) => boolean;
  /** The page takes no more rows: one that comes pushes another one out, and the other way round. */
  full: boolean;
}

/**
 * Takes a newer answer without moving a row under the pointer: those still there are updated in place, those that would
 * come or go wait to be shown. Rows that only follow at the end move nothing, so they come at once.
 */
export function holdRows<Row>(
  shown: readonly Row[],
  now: readonly Row[],
  { keyOf, isKept, full }: HoldRules<Row>,
): HeldRows<Row> {
  if (shown.length === 0) return showRows(now);
  const fresh = new Map(now.map((row) => [keyOf(row), row]));
  const gone = new Set<string>();
  const kept = new Set<string>();
  const rows = shown.map((row) => {
    const next = fresh.get(keyOf(row));
    if (!next) (isKept(row) ? kept : gone).add(keyOf(row));
    return next ?? row;
  });
  const staying = rows.filter((row) => fresh.has(keyOf(row)));
  if (gone.size === 0 && staying.every((row, place) => row === now[place])) {
    const room = kept.size > 0 ? Math.max(0, now.length - rows.length) : now.length;
    const tail = now.slice(staying.length).slice(0, room);
    return { rows: [...rows, ...tail], gone, kept, came: [], changed: 0 };
  }
  const before = new Set(rows.map(keyOf));
  const came = now.filter((row) => !before.has(keyOf(row)));
  const changed = full ? Math.max(gone.size, came.length - kept.size) : gone.size + came.length;
  return { rows, gone, kept, came, changed };
}

/** The rows as they came. */
export function showRows<Row>(rows: readonly Row[]): HeldRows<Row> {
  return { rows, gone: new Set(), kept: new Set(), came: [], changed: 0 };
}
