import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { runLimited } from "@/lib/domain/run-limited";
import type { PlatformPaging } from "@/lib/iotda/platform";
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
  /** Stores the rows of one window; what it throws ends the crawl. */
  save(rows: PlatformSubtask[]): Promise<void>;
  /** Pages read at once; 1 walks from marker to marker, which no row can slip through when it leaves a filter. */
  concurrency: number;
  /** A page that failed: true to go on without it. */
  mayGoOn(error: unknown): boolean;
}

export interface CrawlResult {
  /** Every page came and the end was reached. */
  whole: boolean;
  /** Device ids met. */
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

/**
 * Reads every row in the platform's order: a window of offsets behind one marker at once, then on from the marker of
 * its last page. Markers of v5 are ids, so no row moves while walking; rows added meanwhile repeat older ones, which is
 * harmless. Legacy pages may shift: whether a row slipped through, the counters tell (`judgeRead`). Ends by the total
 * or at the last page; a failed page is skipped and leaves the crawl partial.
 */
export async function crawl(parts: CrawlParts): Promise<CrawlResult> {
  const { limit: pageSize, maxOffset } = parts.paging;
  const result: CrawlResult = { whole: false, met: new Set(), failures: [] };
  const used = new Set<string>();
  let marker: string | undefined;
  let offset = 0;
  let pages = 0;
  let passed = 0;
  for (;;) {
    const slots = await readWindow(parts, marker, offsetsFrom(offset, parts, passed), pages === 0);
    pages += slots.length;
    const rows = slots.flatMap((slot) => slot.rows);
    passed += slots.reduce((sum, slot) => sum + (slot.error === undefined ? slot.rows.length : pageSize), 0);
    await parts.save(rows);
    for (const row of rows) result.met.add(row.target);
    const failures = slots.flatMap((slot) => (slot.error === undefined ? [] : [slot.error]));
    result.failures.push(...failures);
    if (failures.some((error) => !parts.mayGoOn(error))) return result;
    const total = parts.total();
    if (slots.some((slot) => slot.ended) || (total > 0 && result.met.size >= total)) {
      return { ...result, whole: result.failures.length === 0 };
    }
    const last = slots.findLastIndex((slot) => slot.marker !== null);
    const next = slots[last]?.marker;
    // Behind the last good page stand the failed ones: they are passed by their offsets.
    offset = (slots.length - 1 - last) * pageSize;
    if (!next || offset > maxOffset) return result;
    if (used.has(next) || pages > 2 * Math.ceil(total / pageSize) + 22) {
      return { ...result, failures: [...result.failures, new EndlessPages()] };
    }
    used.add(next);
    marker = next;
  }
}

function offsetsFrom(offset: number, parts: CrawlParts, passed: number): number[] {
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

async function readWindow(
  parts: CrawlParts,
  marker: string | undefined,
  offsets: number[],
  isFirst: boolean,
): Promise<Slot[]> {
  let fatal: unknown;
  return runLimited(offsets, parts.concurrency, async (offset) => {
    try {
      if (fatal !== undefined) throw fatal;
      return await readSlot(parts, marker, offset, isFirst && offset === 0 ? parts.first : undefined);
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
