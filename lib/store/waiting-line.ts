/** Smaller goes first. */
export type Rank = number;

interface Waiter<Place> {
  rank: Rank;
  serve(place: Place): void;
  fail(error: unknown): void;
}

export interface WaitingLineParts<Place> {
  /** Tries to get a place for one of this rank; else how long to wait before the next try, in milliseconds. */
  tryOnce(rank: Rank): Promise<{ place: Place | null; waitMs: number }>;
  /** Nobody wants the place any more. */
  giveBack(place: Place): void;
  /** The line's own patience on top of `waitMs`, by the rank of who is first. */
  patienceMs(rank: Rank): number;
  /** Ends early, or rejects, when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Places this line may hold at once; no limit when left out. */
  atOnce?: number;
}

export interface WaitingLine<Place> {
  /** Resolves with a place, to be left again with `leave`. */
  enter(rank: Rank, signal?: AbortSignal): Promise<Place>;
  leave(): void;
}

/**
 * Those of one process who wait for the same thing: one asks for all, and what it gets goes to the first by rank, then
 * by arrival. So a person who comes last does not wait behind a crawl, and few questions are asked.
 */
export function createWaitingLine<Place>(parts: WaitingLineParts<Place>): WaitingLine<Place> {
  const waiting: Waiter<Place>[] = [];
  const atOnce = parts.atOnce ?? Number.POSITIVE_INFINITY;
  let held = 0;
  let isAsking = false;
  let nap: { rank: Rank; wake: AbortController } | null = null;

  const first = () => waiting.reduce((best, one) => (one.rank < best.rank ? one : best));
  const hasWork = () => waiting.length > 0 && held < atOnce;
  const quit = (waiter: Waiter<Place>) => waiting.splice(waiting.indexOf(waiter), 1);

  async function ask(): Promise<void> {
    while (hasWork()) {
      const { rank } = first();
      const { place, waitMs } = await parts.tryOnce(rank);
      if (place !== null) serve(place);
      // Who came meanwhile may be let in sooner than the one this was asked for.
      else if (waiting.length > 0 && first().rank >= rank) {
        await sleepUnlessPassed(first().rank, Math.ceil(waitMs));
      }
    }
  }

  function serve(place: Place): void {
    if (waiting.length === 0) {
      parts.giveBack(place);
      return;
    }
    const next = first();
    quit(next);
    held += 1;
    next.serve(place);
  }

  async function sleepUnlessPassed(rank: Rank, milliseconds: number): Promise<void> {
    const wake = new AbortController();
    nap = { rank, wake };
    try {
      await parts.sleep(milliseconds + parts.patienceMs(rank), wake.signal);
    } catch (error) {
      if (!wake.signal.aborted) throw error;
    } finally {
      nap = null;
    }
  }

  function start(): void {
    if (isAsking || !hasWork()) return;
    isAsking = true;
    ask()
      .catch((error: unknown) => {
        for (const waiter of waiting.splice(0)) waiter.fail(error);
      })
      .finally(() => {
        isAsking = false;
        start();
      });
  }

  const enter = (rank: Rank, signal?: AbortSignal): Promise<Place> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        quit(waiter);
        if (waiting.length === 0) nap?.wake.abort();
        reject(signal?.reason);
      };
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener("abort", giveUp);
          settle(value);
        };
      const waiter: Waiter<Place> = { rank, serve: settled(resolve), fail: settled(reject) };
      signal?.addEventListener("abort", giveUp, { once: true });
      waiting.push(waiter);
      if (nap && rank < nap.rank) nap.wake.abort();
      start();
    });

  return {
    enter,
    leave() {
      held -= 1;
      start();
    },
  };
}
