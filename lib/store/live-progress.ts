/**
 * A transaction that has been open longer than this is over: `limits` of db.ts end it. Ids are given out before the
 * commit, so for so long a lower id may still appear behind a higher one.
 */
export const settledAfterMs = 60_000;

/** Which news was told already, so that nothing is told twice and a late commit is not passed over. */
export interface LiveProgress {
  /** False when it was told before. */
  take(id: number, at: number): boolean;
  /** Everything up to this id was told or will never be; news is read from behind it. */
  floor(at: number): number;
  /** The highest id known; 0 before the first. */
  newest(): number;
  /** Begins anew: what is committed by now counts as told. */
  leap(start: LiveStart, at: number): void;
}

/** Every id above `floor` that is committed by now; what is below it is settled. */
export interface LiveStart {
  floor: number;
  told: readonly number[];
}

export function trackProgress(): LiveProgress {
  let floor = 0;
  let newest = 0;
  /** Ids above the floor by when they were seen, in that order. */
  const told = new Map<number, number>();

  return {
    leap(start, at) {
      floor = start.floor;
      told.clear();
      for (const id of start.told) told.set(id, at);
      newest = Math.max(newest, floor, ...start.told.slice(-1));
    },
    take(id, seenAt) {
      // Below the floor only what was announced by itself: better twice than never.
      if (id <= floor) return true;
      if (told.has(id)) return false;
      told.set(id, seenAt);
      newest = Math.max(newest, id);
      return true;
    },
    floor(now) {
      for (const [id, seenAt] of told) {
        if (now - seenAt < settledAfterMs) break;
        // What is missing below one that is this old was rolled back.
        floor = Math.max(floor, id);
      }
      for (const id of told.keys()) if (id <= floor) told.delete(id);
      while (told.delete(floor + 1)) floor += 1;
      return floor;
    },
    newest: () => newest,
  };
}
