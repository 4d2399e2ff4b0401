import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import type { Browser } from "./browser";

/**
 * True when the browser starts and shows a page. Only a launch tells: a distribution's stub that would install a snap,
 * or a browser that lacks a library, exists just as well.
 */
export async function launches({ executablePath, env }: Browser): Promise<boolean> {
  if (!existsSync(executablePath)) return false;
  const browser = await chromium
    .launch({
      executablePath,
      timeout: 20_000,
      env: { ...process.env, ...env } as Record<string, string>,
      // Signals are ours to handle: Playwright would end this process at once.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch(() => null);
  if (!browser) return false;
  try {
    const page = await browser.newPage();
    await page.setContent("<p>ready</p>");
    return (await page.textContent("p")) === "ready";
  } catch {
    return false;
  } finally {
    await browser.close();
  }
}
