import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface PacedSettings {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Asked whether or not earlier ones were answered, as people do. */
  perSecond: number;
  /** The next thing to ask for. */
  path(): string;
}

export interface PacedReaders {
  /** Reads as long as `work` takes: the time answers took, in milliseconds. */
  during(work: () => Promise<unknown>): Promise<{ p50: number; p95: number; answers: number }>;
  /** Answers so far with another status than 200. */
  refused(): number;
  close(): void;
}

/** People who read at their own pace: unlike a line that is kept busy, they are not slowed by what they measure. */
export function openPacedReaders({ url, headers, perSecond, path }: PacedSettings): PacedReaders {
  const agent = new Agent({ keepAlive: true });
  let refused = 0;

  const ask = async (): Promise<number> => {
    const began = performance.now();
    const status = await new Promise<number>((resolve, reject) => {
      get(url + path(), { agent, headers }, (response) => {
        response
          .resume()
          .on("end", () => resolve(response.statusCode ?? 0))
          .on("error", reject);
      }).on("error", reject);
    });
    if (status !== 200) refused += 1;
    return performance.now() - began;
  };
  return {
    async during(work) {
      const asked: Promise<number>[] = [];
      const over = new AbortController();
      const began = performance.now();
      const asking = (async () => {
        for (let n = 0; !over.signal.aborted; n += 1) {
          asked.push(ask());
          const wait = began + ((n + 1) * 1_000) / perSecond - performance.now();
          await sleep(Math.max(0, wait), undefined, { signal: over.signal }).catch(() => undefined);
        }
      })();
      await work().finally(() => over.abort());
      await asking;
      const times = (await Promise.all(asked)).toSorted((a, b) => a - b);
      const at = (share: number) =>
        times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
      return { p50: at(0.5), p95: at(0.95), answers: times.length };
    },
    refused: () => refused,
    close: () => agent.destroy(),
  };
}
