import type { Lane } from "@/lib/iotda/pacing";
import type { Platform } from "@/lib/iotda/platform";

const laneOrder: Readonly<Record<Lane, number>> = { people: 0, polling: 1, bulk: 2 };

/** Runs at most `limit` at once; of those that wait, a person's click goes first. */
export function createTurnstile(limit: number) {
  const waiting: { lane: Lane; enter: () => void }[] = [];
  let inside = 0;

  const leave = () => {
    waiting.sort((a, b) => laneOrder[a.lane] - laneOrder[b.lane]);
    const next = waiting.shift();
    if (next) next.enter();
    else inside -= 1;
  };
  const enter = (lane: Lane): Promise<void> | undefined => {
    if (inside < limit) {
      inside += 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push({ lane, enter: resolve }));
  };
  return async <Result>(lane: Lane, run: () => Promise<Result>): Promise<Result> => {
    await enter(lane);
    try {
      return await run();
    } finally {
      leave();
    }
  };
}

/** The same platform with at most `limit` reads in flight from this process (contracts.md §2 IOTDA_PAGE_CONCURRENCY). */
export function limitReads<P extends Platform>(platform: P, limit: number): P {
  const pass = createTurnstile(limit);
  return {
    ...platform,
    listTasks: (query, options) => pass(options.lane, () => platform.listTasks(query, options)),
    showTask: (query, options) => pass(options.lane, () => platform.showTask(query, options)),
    listPackages: (query, options) => pass(options.lane, () => platform.listPackages(query, options)),
    listApps: (options) => pass(options.lane, () => platform.listApps(options)),
  };
}
