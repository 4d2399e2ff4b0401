import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { projectRoot } from "@/scripts/process/project-root";

/** What a page must show. */
export interface WantedRows {
  /** CSS of the rows. */
  rows: string;
  /** The device of each, in order. */
  devices: string[];
}

/** Milliseconds from a click to the paint that has the rows in sight, and to the one that has all of the page. */
export interface ClickTimes {
  inSight: number;
  all: number;
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
  timeNextClick: (wanted: WantedRows) => Promise<ClickTimes>;
  timed: Promise<ClickTimes> | null;
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

/** How long a person holds a button down. */
const pressMs = 80;

/** Clicks a button as a person does, scrolled to one end of the window, and answers when the wanted rows were painted. */
export async function timeClick(
  page: Page,
  wanted: WantedRows,
  button: Locator,
  at: "top" | "bottom",
): Promise<ClickTimes> {
  // Below what sticks to the top of a window, and so that as many rows as possible are in sight.
  await button.evaluate((element, at) => {
    const { top } = element.getBoundingClientRect();
    window.scrollBy({ top: top - (at === "top" ? 180 : window.innerHeight - 60), behavior: "instant" });
  }, at);
  await page.evaluate((wanted) => {
    window.benchProbe.timed = window.benchProbe.timeNextClick(wanted);
  }, wanted);
  await button.click({ delay: pressMs });
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
