/** Runs at most `width` at once per key, the others after one another in the order they came. */
export interface Lanes {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createLanes(width: number): Lanes {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

  async function enter(key: string): Promise<void> {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running < width) lane.running += 1;
    else await new Promise<void>((resolve) => lane.waiting.push(resolve));
  }

  function leave(key: string): void {
    const lane = lanes.get(key);
    const next = lane?.waiting.shift();
    if (next) next();
    else if (lane) {
      lane.running -= 1;
      if (lane.running === 0) lanes.delete(key);
    }
  }

  return {
    async run(key, work) {
      await enter(key);
      try {
        return await work();
      } finally {
        leave(key);
      }
    },
  };
}
