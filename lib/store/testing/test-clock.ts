import type { LiveClock } from "../live-clock";

export interface TestClock extends LiveClock {
  /** Moves the time; what falls due on the way runs, in order. */
  pass(milliseconds: number): void;
  /** In how many milliseconds each thing that waits is due. */
  delays(): number[];
}

export function createTestClock(start = Date.UTC(2026, 10, 22, 12)): TestClock {
  let time = start;
  const waiting = new Set<{ at: number; run: () => void }>();
  const next = (until: number) => [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => new Date(time),
    after(milliseconds, run) {
      const entry = { at: time + milliseconds, run };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    pass(milliseconds) {
      const until = time + milliseconds;
      for (let due = next(until); due; due = next(until)) {
        waiting.delete(due);
        time = Math.max(time, due.at);
        due.run();
      }
      time = until;
    },
    delays: () => [...waiting].map(({ at }) => at - time),
  };
}
