import { join } from "node:path";
import type { Page } from "@playwright/test";
import { projectRoot } from "@/scripts/process/project-root";

/** What a page must show: that many rows, these two devices among them. */
export interface WantedRows {
  /** CSS of the rows, and of what holds them all. */
  rows: string;
  table: string;
  count: number;
  ends: [string, string];
}

/** What the browser saw of a page since it was opened; times in milliseconds. */
export interface PageFigures {
  largestPaint: number;
  layoutShift: number;
  /** Of everything a person did: from the event to the paint after it. */
  events: number[];
}

/** As `page-probe.browser.js` makes it. */
interface Probe {
  figures: PageFigures;
  stands: (wanted: WantedRows) => boolean;
  timeNextClick: (wanted: WantedRows) => Promise<number>;
  timed: Promise<number> | null;
}
declare global {
  interface Window {
    benchProbe: Probe;
  }
}

/** To be called before a page is opened. */
export const installProbe = (page: Page): Promise<unknown> =>
  page.addInitScript({ path: join(projectRoot, "bench", "frame", "page-probe.browser.js") });

export const readFigures = (page: Page): Promise<PageFigures> =>
  page.evaluate(() => window.benchProbe.figures);

/** Resolves when the rows stand there. */
export async function waitForRows(page: Page, wanted: WantedRows): Promise<void> {
  await page.waitForFunction((rows) => window.benchProbe.stands(rows), wanted);
}

/** Milliseconds from a click to the paint that has the wanted rows. */
export async function timeClick(page: Page, wanted: WantedRows, click: () => Promise<void>): Promise<number> {
  await page.evaluate((wanted) => {
    window.benchProbe.timed = window.benchProbe.timeNextClick(wanted);
  }, wanted);
  await click();
  return page.evaluate(() => window.benchProbe.timed ?? Promise.reject(new Error("Nothing was clicked.")));
}

/** A line of 10 Mbit/s to a server 40 ms away. */
export async function slowNetwork(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = 10_000_000 / 8;
  await session.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency: 40 },
    ...{ downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
}
