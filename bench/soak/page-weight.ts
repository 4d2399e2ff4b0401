import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { projectRoot } from "@/scripts/process/project-root";

/** What a page holds once all that nobody holds any more has been collected. */
export interface PageWeight {
  heapBytes: number;
  /** DOM nodes and listeners, also of what is no longer in the page. */
  nodes: number;
  listeners: number;
}

/** What reached a page since the last time it was asked. */
export interface PageNews {
  /** Changes of the counters above the rows, and of what the rows in sight say of their status. */
  counters: number;
  rows: number;
  /** Pieces of event streams. */
  pieces: number;
}

export interface PageScale {
  weigh(): Promise<PageWeight>;
  news(): Promise<PageNews>;
}

declare global {
  interface Window {
    soakNews: { begin: () => void; take: () => Omit<PageNews, "pieces"> };
  }
}

/** Opens the page of a task, and counts its news from the first one on. */
export async function openOnScale(page: Page, address: string): Promise<PageScale> {
  const session = await page.context().newCDPSession(page);
  const streams = new Set<string>();
  let pieces = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.mimeType === "text/event-stream") streams.add(requestId);
  });
  session.on("Network.dataReceived", ({ requestId }) => {
    if (streams.has(requestId)) pieces += 1;
  });
  await session.send("Network.enable");
  await session.send("Performance.enable");
  await page.addInitScript({ path: join(projectRoot, "bench", "soak", "page-news.browser.js") });
  await page.goto(address);
  await page.locator("#subtask-rows tr[data-row]").first().waitFor();
  await page.evaluate(() => window.soakNews.begin());
  return {
    async weigh() {
      // What a finalizer lets go is collected with the next round.
      for (let round = 0; round < 4; round += 1) {
        await session.send("HeapProfiler.collectGarbage");
        await sleep(100);
      }
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
      return { heapBytes: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
    },
    async news() {
      const seen = await page.evaluate(() => window.soakNews.take());
      const told = { ...seen, pieces };
      pieces = 0;
      return told;
    },
  };
}
