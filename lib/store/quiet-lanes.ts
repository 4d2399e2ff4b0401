import type { BudgetLane } from "./lane-pauses";

/** Lanes of which a process has just seen that nobody holds them back. */
export interface QuietLanes {
  /** Whether it may still be taken for granted. */
  has(lane: BudgetLane): boolean;
  add(lane: BudgetLane): void;
  clear(): void;
}

/** Milliseconds: a pause that another process notes is respected this much later, as if those calls had been under way. */
const quietMs = 250;

/** `clock` counts milliseconds and never runs backwards. */
export function createQuietLanes(clock: () => number): QuietLanes {
  const until = new Map<BudgetLane, number>();
  return {
    has: (lane) => clock() < (until.get(lane) ?? Number.NEGATIVE_INFINITY),
    add: (lane) => void until.set(lane, clock() + quietMs),
    clear: () => until.clear(),
  };
}
