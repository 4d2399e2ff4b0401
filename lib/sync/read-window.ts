import { limitConcurrency } from "@/lib/domain/limit-concurrency";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import type { PlatformPaging } from "@/lib/iotda/platform";
import type { CrawlPlace } from "@/lib/store/crawl-place";
import type { TaskPage } from "./page-reader";

/** Pages behind one marker that are stored together. More fit behind a legacy one: rows should show as they come. */
const windowPages = 11;

export interface WindowParts {
  paging: PlatformPaging;
  read(query: { marker?: string; offset?: number; limit: number }): Promise<TaskPage>;
  /** Rows there should be, by the last answer; 0 when nobody said. */
  total(): number;
  /** The first page, when it is at hand. */
  first?: TaskPage;
  /** Pages read at once; 1 walks from marker to marker, which no row can slip through when it leaves a filter. */
  concurrency: number;
  /** A page that failed: true to go on without it. */
  mayGoOn(error: unknown): boolean;
}

/** One page. */
export interface Slot {
  rows: PlatformSubtask[];
  /** Where the next page begins; null behind the last row, and for a page that failed. */
  marker: string | null;
  ended: boolean;
  error?: unknown;
}

/** Pages behind one marker that are on their way. */
export interface Window {
  /** All of them, in the platform's order; never rejects. */
  slots: Promise<Slot[]>;
  /** Where the window behind this one begins, as soon as that is known; null when all pages of this one must tell. */
  behind: Promise<CrawlPlace | null>;
}

export interface WindowReader {
  open(place: CrawlPlace): Window;
  /** No page is asked for any more; those not asked for yet fail with this error. */
  stop(error: unknown): void;
}

/** Opens windows of a walk, all of which share what may be read at once. */
export function createWindowReader(parts: WindowParts): WindowReader {
  const limited = limitConcurrency(parts.concurrency);
  const stopped: { error?: unknown } = {};
  const stop = (error: unknown) => {
    stopped.error ??= error;
  };

  const readPage = async (place: CrawlPlace, offset: number): Promise<Slot> => {
    try {
      if (stopped.error !== undefined) throw stopped.error;
      const first = place.pages === 0 && offset === 0 ? parts.first : undefined;
      return await readSlot(parts, place.marker ?? undefined, offset, first);
    } catch (error) {
      if (!parts.mayGoOn(error)) stop(error);
      return { rows: [], marker: null, ended: false, error };
    }
  };
  return {
    stop,
    open(place) {
      const offsets = offsetsFrom(place, parts);
      const asked = new Map<number, Promise<Slot>>();
      for (const offset of inOrderOfNeed(offsets, place)) {
        asked.set(
          offset,
          limited(() => readPage(place, offset)),
        );
      }
      const pages = offsets.flatMap((offset) => asked.get(offset) ?? []);
      return { slots: Promise.all(pages), behind: findBehind(pages, place, parts.paging.limit) };
    },
  };
}

/**
 * Behind a marker the last page goes first, since it has the marker that the next window waits for. Without one rows
 * that are added on top move all others down: read from the top, they are met twice; from the end, they would be missed.
 */
function inOrderOfNeed(offsets: readonly number[], place: CrawlPlace): number[] {
  return place.marker === null ? [...offsets] : [...offsets.slice(-1), ...offsets.slice(0, -1)];
}

async function findBehind(
  pages: readonly Promise<Slot>[],
  place: CrawlPlace,
  pageSize: number,
): Promise<CrawlPlace | null> {
  const marker = (await pages.at(-1))?.marker ?? null;
  if (marker === null) return null;
  const passed = place.passed + pages.length * pageSize;
  return { ...place, marker, offset: 0, pages: place.pages + pages.length, passed };
}

function offsetsFrom({ offset, passed }: CrawlPlace, parts: WindowParts): number[] {
  const { limit: pageSize, maxOffset } = parts.paging;
  const wanted = parts.concurrency === 1 ? 1 : Math.max(1, Math.ceil((parts.total() - passed) / pageSize));
  const possible = Math.floor((maxOffset - offset) / pageSize) + 1;
  return Array.from({ length: Math.min(wanted, possible, windowPages) }, (_, n) => offset + n * pageSize);
}

/** The rows of one page, in several when the platform's answers are too big for one: only a null marker is the end. */
async function readSlot(
  parts: WindowParts,
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
