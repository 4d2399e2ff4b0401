/** Rows one answer of the platform holds at most (sheet §6.6). */
const platformPageSize = 50;
/** A rare word to search for may end a page early, with a place to go on, but never walks the platform for ever. */
const callsPerPage = 8;

export interface Walk<Row, Position> {
  start: Position | null;
  /** Rows wanted. */
  limit: number;
  /** One call: what is wanted of at most `size` rows, and where it goes on; null is the end. */
  read(position: Position, size: number): Promise<{ rows: Row[]; next: Position | null }>;
}

/** Calls the platform until the page is full, the end is reached or it has been asked often enough. */
export async function walkPages<Row, Position>(
  walk: Walk<Row, Position>,
): Promise<{ items: Row[]; next: Position | null }> {
  const items: Row[] = [];
  let next = walk.start;
  for (let calls = 0; next !== null && items.length < walk.limit && calls < callsPerPage; calls += 1) {
    // Never more than still fits: the platform's page is all taken or not asked for.
    const page = await walk.read(next, Math.min(platformPageSize, walk.limit - items.length));
    items.push(...page.rows);
    next = page.next;
  }
  return { items, next };
}

/** A part of one of these texts, case ignored; everything does where nothing is asked for. */
export function mentions(texts: readonly (string | null)[], q: string | undefined): boolean {
  const wanted = q?.toLowerCase();
  return wanted === undefined || texts.some((text) => text?.toLowerCase().includes(wanted));
}
