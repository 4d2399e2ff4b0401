import type { Caller } from "./caller";

/** Who still uses a client that is to be replaced. */
export interface Usage {
  counted(call: Caller): Caller;
  /** Resolves when no call is under way, nor was begun while `pause` ran: a crawl makes many, one after the other. */
  untilUnused(pause: () => Promise<void>): Promise<void>;
}

export function createUsage(): Usage {
  let begun = 0;
  let underWay = 0;
  let waiting: (() => void)[] = [];

  const end = () => {
    underWay -= 1;
    if (underWay > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    counted(call) {
      return async (one, options) => {
        begun += 1;
        underWay += 1;
        try {
          return await call(one, options);
        } finally {
          end();
        }
      };
    },
    async untilUnused(pause) {
      for (;;) {
        if (underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
        const before = begun;
        await pause();
        if (underWay === 0 && begun === before) return;
      }
    },
  };
}
