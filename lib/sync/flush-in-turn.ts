import type { PlatformSubtask } from "@/lib/domain/platform-task";
import type { CrawlPlace } from "@/lib/store/crawl-place";

/** Stores rows in the platform's order, and how far a walk has come with them. */
export type Flush = (rows: PlatformSubtask[], reached: CrawlPlace) => Promise<void>;

export interface FlushLine {
  /** Gives rows to be stored; resolves as soon as there is room for more. */
  add(rows: PlatformSubtask[], reached: CrawlPlace): Promise<void>;
  /** Resolves when everything given is stored. Both throw what a flush threw, after which nothing is stored any more. */
  settle(): Promise<void>;
}

/** Rows that may wait for the flush before theirs: who is killed loses no more than these and what was on its way. */
const mostWaiting = 2_000;

/**
 * Flushes one after the other: rows with nobody before them at once, those that come during a flush together behind it.
 * A transaction costs as much as hundreds of rows, so a writer that falls behind catches up by itself.
 */
export function flushInTurn(flush: Flush, onFailure: (error: unknown) => void): FlushLine {
  let waiting: { rows: PlatformSubtask[]; reached: CrawlPlace } | null = null;
  let flushing: Promise<void> | null = null;
  const flushWaiting = (): void => {
    const next = waiting;
    waiting = null;
    flushing = next && flush(next.rows, next.reached).then(flushWaiting);
    // Whoever awaits it hears of it; until then it is nobody's surprise.
    flushing?.catch(onFailure);
  };
  return {
    async add(rows, reached) {
      const together = waiting ? [...waiting.rows, ...rows] : rows;
      waiting = { rows: together, reached };
      if (flushing === null) flushWaiting();
      else if (together.length >= mostWaiting) await flushing;
    },
    async settle() {
      while (flushing !== null) await flushing;
    },
  };
}
