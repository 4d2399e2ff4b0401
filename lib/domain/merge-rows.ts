/** A legacy task may name a device several times: there each row is a command of its own. */
type Keyed = { target: string; commandId?: string };
const keyOf = (row: Keyed): string => row.commandId ?? row.target;

/**
 * Rows after a refresh, in their old places: those still there are updated, those in `kept` stay although the
 * filter no longer matches them, new ones come last. Nothing moves under the pointer.
 */
export function mergeRows<Row extends Keyed>(
  before: readonly Row[],
  now: readonly Row[],
  kept: ReadonlySet<string>,
): { rows: Row[]; left: ReadonlySet<string> } {
  const fresh = new Map(now.map((row) => [keyOf(row), row]));
  const left = new Set<string>();
  const rows: Row[] = [];
  for (const row of before) {
    const next = fresh.get(keyOf(row));
    if (next) rows.push(next);
    else if (kept.has(row.target)) {
      rows.push(row);
      left.add(row.target);
    }
    fresh.delete(keyOf(row));
  }
  const room = Math.max(0, now.length - rows.length);
  return { rows: [...rows, ...[...fresh.values()].slice(0, left.size > 0 ? room : undefined)], left };
}
