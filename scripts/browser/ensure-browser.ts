import { chromium } from "@playwright/test";
import { CommandFailure } from "../process/command-failure";
import { type Browser, rememberBrowser, rememberedBrowser } from "./browser";
import { downloadFromNpm, downloadFromPlaywright, installFromDebian } from "./download-browser";
import { listInstalledBrowsers } from "./installed-browsers";
import { launches } from "./launches";

type Source = { name: string; find(signal: AbortSignal): Promise<Browser | null> };

const at = (executablePath: string | undefined): Browser | null =>
  executablePath ? { executablePath, env: {} } : null;

const SOURCES: readonly Source[] = [
  { name: "PLAYWRIGHT_CHROMIUM", find: async () => at(process.env.PLAYWRIGHT_CHROMIUM) },
  { name: "the one used last time", find: async () => rememberedBrowser() },
  { name: "Playwright's own", find: async () => at(chromium.executablePath()) },
  { name: "installed on this machine", find: findInstalled },
  { name: "download by Playwright", find: downloadFromPlaywright },
  { name: "download from npm", find: downloadFromNpm },
  { name: "apt-get install chromium", find: installFromDebian },
];

/**
 * Finds a Chromium that launches, fetching one when the machine has none, and remembers it for playwright.config.ts.
 * Sources named in MUSTER_TEST_SKIP_BROWSERS (comma-separated) are passed over.
 */
export async function ensureBrowser(signal: AbortSignal): Promise<Browser> {
  const skipped = (process.env.MUSTER_TEST_SKIP_BROWSERS ?? "").split(",");
  for (const { name, find } of SOURCES) {
    if (skipped.includes(name)) continue;
    const browser = await find(signal).catch(() => null);
    signal.throwIfAborted();
    if (!browser || !(await launches(browser))) continue;
    rememberBrowser(browser);
    return browser;
  }
  throw new CommandFailure(
    "No browser for the tests: none is installed, and none could be downloaded. Install Chrome or Chromium, or set PLAYWRIGHT_CHROMIUM to one.",
  );
}

async function findInstalled(): Promise<Browser | null> {
  for (const executablePath of listInstalledBrowsers()) {
    const browser = { executablePath, env: {} };
    if (await launches(browser)) return browser;
  }
  return null;
}
