import type { CrawlPlace } from "@/lib/store/crawl-place";
import { type Flush, flushInTurn } from "./flush-in-turn";
import { createWindowReader, type Slot, type WindowParts } from "./read-window";

export interface CrawlParts extends WindowParts {
  /** Where an earlier walk was broken off. */
  from?: CrawlPlace | null;
  /** Stores the rows of one window, or of several that came meanwhile; what it throws ends the crawl. */
  save: Flush;
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
 * met what lies before it, and so always ends at the last page. While windows are stored the next ones are read.
 */
export async function crawl(parts: CrawlParts): Promise<CrawlResult> {
  const { limit: pageSize, maxOffset } = parts.paging;
  const result: CrawlResult = { whole: false, met: new Set(), failures: [] };
  const reader = createWindowReader(parts);
  let place = parts.from ?? start;
  const used = new Set([place.marker]);
  const isEndless = (marker: string | null, pages: number) =>
    (marker !== null && used.has(marker)) || pages > 2 * Math.ceil(parts.total() / pageSize) + 22;
  /** What is known to have an end by now is not read ahead of it. */
  const isAhead = (next: CrawlPlace | null): next is CrawlPlace =>
    next !== null && next.passed < parts.total() && !isEndless(next.marker, next.pages);
  const line = flushInTurn(parts.save, reader.stop);
  let window = reader.open(place);
  try {
    for (;;) {
      const following = window.behind.then((next) => (isAhead(next) ? reader.open(next) : null));
      const slots = await window.slots;
      for (const { rows } of slots) for (const row of rows) result.met.add(row.target);
      result.failures.push(...slots.flatMap(({ error }) => (error === undefined ? [] : [error])));
      const broken = slots.findIndex(({ error }) => error !== undefined && !parts.mayGoOn(error));
      const reached = pass(place, broken < 0 ? slots : slots.slice(0, broken), pageSize);
      const rows = slots.flatMap((slot) => slot.rows);
      await line.add(rows, reached);
      if (broken >= 0) return await settle(result);
      const total = parts.total();
      if (slots.some((slot) => slot.ended) || (total > 0 && result.met.size >= total)) {
        return await settle({ ...result, whole: reached.skipped === 0 });
      }
      if (reached.offset > maxOffset) return await settle(result);
      const told = slots.findLast(({ marker }) => marker !== null)?.marker ?? null;
      if (isEndless(told, reached.pages)) {
        return await settle({ ...result, failures: [...result.failures, new EndlessPages()] });
      }
      used.add(reached.marker);
      place = reached;
      window = (await following) ?? reader.open(place);
    }
  } finally {
    reader.stop(new Error("the walk is over"));
  }

  async function settle(judged: CrawlResult): Promise<CrawlResult> {
    await line.settle();
    return judged;
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
