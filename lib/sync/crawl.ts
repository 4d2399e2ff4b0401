import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { runLimited } from "@/lib/domain/run-limited";
import type { PlatformPaging } from "@/lib/iotda/platform";
import type { CrawlPlace } from "@/lib/store/crawl-place";
import type { TaskPage } from "./page-reader";

/** Pages behind one marker that are stored together. More fit behind a legacy one: rows should show as they come. */
const windowPages = 11;

export interface CrawlParts {
  paging: PlatformPaging;
  read(query: { marker?: string; offset?: number; limit: number }): Promise<TaskPage>;
  /** Rows there should be, by the last answer; 0 when nobody said. */
  total(): number;
  /** The first page, when it is at hand. */
  first?: TaskPage;
  /** Where an earlier walk was broken off. */
  from?: CrawlPlace | null;
  /** Stores the rows of one window and how far the walk has come with them; what it throws ends the crawl. */
  save(rows: PlatformSubtask[], reached: CrawlPlace): Promise<void>;
  /** Pages read at once; 1 walks from marker to marker, which no row can slip through when it leaves a filter. */
  concurrency: number;
  /** A page that failed: true to go on without it. */
  mayGoOn(error: unknown): boolean;
}

export interface CrawlResult {
  /** Every page came and the end was reached, by whichever walks. */
  whole: boolean;
  /** Device ids met by this walk. */
  met: Set<string>;
  /** Pages that failed. */
  failures: unknown[];
}

/** Thrown into `failures` when markers repeat or never end (F17). */
export class EndlessPages extends Error {
  constructor() {
    super("the platform's pages repeat or never end");
    this.name = "EndlessPages";
  }
}

const start: CrawlPlace = { marker: null, offset: 0, pages: 0, passed: 0, skipped: 0 };

/**
 * Reads every row in the platform's order: a window of offsets behind one marker at once, then on from the marker of
 * its last page. Markers of v5 are ids, so no row moves while walking; rows added meanwhile repeat older ones, which is
 * harmless. Legacy pages may shift: whether a row slipped through, the counters tell (`judgeRead`). Ends by the total
 * or at the last page; a failed page is skipped and leaves the crawl partial. A walk that goes on from a place has not
 * met what lies before it, and so always ends at the last page.
 */
export async function crawl(parts: CrawlParts): Promise<CrawlResult> {
  const { limit: pageSize, maxOffset } = parts.paging;
  const result: CrawlResult = { whole: false, met: new Set(), failures: [] };
  let place = parts.from ?? start;
  const used = new Set([place.marker]);
  for (;;) {
    const slots = await readWindow(parts, place);
    for (const { rows } of slots) for (const row of rows) result.met.add(row.target);
    result.failures.push(...slots.flatMap(({ error }) => (error === undefined ? [] : [error])));
    const broken = slots.findIndex(({ error }) => error !== undefined && !parts.mayGoOn(error));
    const reached = pass(place, broken < 0 ? slots : slots.slice(0, broken), pageSize);
    await parts.save(
      slots.flatMap((slot) => slot.rows),
      reached,
    );
    if (broken >= 0) return result;
    const total = parts.total();
    if (slots.some((slot) => slot.ended) || (total > 0 && result.met.size >= total)) {
      return { ...result, whole: reached.skipped === 0 };
    }
    if (reached.offset > maxOffset) return result;
    const told = slots.findLast(({ marker }) => marker !== null)?.marker;
    if ((told && used.has(told)) || reached.pages > 2 * Math.ceil(total / pageSize) + 22) {
      return { ...result, failures: [...result.failures, new EndlessPages()] };
    }
    used.add(reached.marker);
    place = reached;
  }
}

/** The place behind these pages: pages that failed have no marker and are passed by their offsets. */
function pass(place: CrawlPlace, slots: readonly Slot[], pageSize: number): CrawlPlace {
  if (slots.length === 0) return place;
  const last = slots.findLastIndex((slot) => slot.marker !== null);
  const isGood = (slot: Slot) => slot.error === undefined;
  return {
    marker: slots[last]?.marker ?? place.marker,
    offset: (last < 0 ? place.offset : 0) + (slots.length - 1 - last) * pageSize,
    pages: place.pages + slots.length,
    passed: place.passed + slots.reduce((sum, slot) => sum + (isGood(slot) ? slot.rows.length : pageSize), 0),
    skipped: place.skipped + slots.filter((slot) => !isGood(slot)).length,
  };
}

function offsetsFrom({ offset, passed }: CrawlPlace, parts: CrawlParts): number[] {
  const { limit: pageSize, maxOffset } = parts.paging;
  const wanted = parts.concurrency === 1 ? 1 : Math.max(1, Math.ceil((parts.total() - passed) / pageSize));
  const possible = Math.floor((maxOffset - offset) / pageSize) + 1;
  return Array.from({ length: Math.min(wanted, possible, windowPages) }, (_, n) => offset + n * pageSize);
}

interface Slot {
  rows: PlatformSubtask[];
  /** Where the next page begins; null behind the last row, and for a page that failed. */
  marker: string | null;
  ended: boolean;
  error?: unknown;
}

async function readWindow(parts: CrawlParts, place: CrawlPlace): Promise<Slot[]> {
  const { marker, pages } = place;
  let fatal: unknown;
  return runLimited(offsetsFrom(place, parts), parts.concurrency, async (offset) => {
    try {
      if (fatal !== undefined) throw fatal;
      const first = pages === 0 && offset === 0 ? parts.first : undefined;
      return await readSlot(parts, marker ?? undefined, offset, first);
    } catch (error) {
      if (!parts.mayGoOn(error)) fatal = error;
      return { rows: [], marker: null, ended: false, error };
    }
  });
}

/** The rows of one page, in several when the platform's answers are too big for one: only a null marker is the end. */
async function readSlot(
  parts: CrawlParts,
  marker: string | undefined,
  offset: number,
  first: TaskPage | undefined,
): Promise<Slot> {
  const pageSize = parts.paging.limit;
  let page = first ?? (await parts.read({ marker, offset, limit: pageSize }));
  const rows = [...page.rows];
  while (page.marker !== null && page.rows.length > 0 && rows.length < pageSize) {
    page = await parts.read({ marker: page.marker, limit: pageSize - rows.length });
    rows.push(...page.rows);
  }
  const ended = page.marker === null || page.rows.length === 0;
  return { rows, marker: ended ? null : page.marker, ended };
}
