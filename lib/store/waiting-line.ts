/** Smaller goes first. */
export type Rank = number;

interface Waiter<Place> {
  rank: Rank;
  serve(place: Place): void;
  fail(error: unknown): void;
}

export interface WaitingLineParts<Place> {
  /** Tries to get one place; else how long to wait before the next try, in milliseconds. */
  tryOnce(): Promise<{ place: Place | null; waitMs: number }>;
  /** Nobody wants the place any more. */
  giveBack(place: Place): void;
  /** The line's own patience on top of `waitMs`, by the rank of who is first. */
  patienceMs(rank: Rank): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Those of one process who wait for the same thing: one asks for all, and what it gets goes to the first by rank, then
 * by arrival. So a person who comes last does not wait behind a crawl, and few questions are asked.
 */
export function createWaitingLine<Place>(parts: WaitingLineParts<Place>) {
  const waiting: Waiter<Place>[] = [];
  let isAsking = false;

  const first = () => waiting.reduce((best, one) => (one.rank < best.rank ? one : best));
  const leave = (waiter: Waiter<Place>) => waiting.splice(waiting.indexOf(waiter), 1);

  async function ask(): Promise<void> {
    while (waiting.length > 0) {
      const { place, waitMs } = await parts.tryOnce();
      if (place === null) {
        if (waiting.length > 0) await parts.sleep(Math.ceil(waitMs) + parts.patienceMs(first().rank));
      } else if (waiting.length === 0) {
        parts.giveBack(place);
      } else {
        const next = first();
        leave(next);
        next.serve(place);
      }
    }
  }

  function start(): void {
    if (isAsking) return;
    isAsking = true;
    ask()
      .catch((error: unknown) => {
        for (const waiter of waiting.splice(0)) waiter.fail(error);
      })
      .finally(() => {
        isAsking = false;
        if (waiting.length > 0) start();
      });
  }

  return (rank: Rank, signal?: AbortSignal): Promise<Place> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        leave(waiter);
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
      start();
    });
}
