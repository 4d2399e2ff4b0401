/**
 * Rows after a refresh, in their old places: those still there are updated, those in `kept` stay although the
 * filter no longer matches them, new ones come last. Nothing moves under the pointer.
 */
export function mergeRows<Row extends { target: string }>(
  before: readonly Row[],
  now: readonly Row[],
  kept: ReadonlySet<string>,
): { rows: Row[]; left: ReadonlySet<string> } {
  const fresh = new Map(now.map((row) => [row.target, row]));
  const left = new Set<string>();
  const rows: Row[] = [];
  for (const row of before) {
    const next = fresh.get(row.target);
    if (next) rows.push(next);
    else if (kept.has(row.target)) {
      rows.push(row);
      left.add(row.target);
    }
    fresh.delete(row.target);
  }
  const room = Math.max(0, now.length - rows.length);
  return { rows: [...rows, ...[...fresh.values()].slice(0, left.size > 0 ? room : undefined)], left };
}
