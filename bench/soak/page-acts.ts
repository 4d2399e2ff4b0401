import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";

/** What somebody does now and then who has a running task open; each leaves the page as it was. */
export interface PageAct {
  name: string;
  play(page: Page, turn: number): Promise<void>;
}

/** Long enough for news of rows to come in between. */
const lookMs = 4_000;

const rows = (page: Page) => page.locator("#subtask-rows tr[data-row]");
const settled = (page: Page) => page.locator("#subtask-rows table[aria-busy=false]").waitFor();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();

async function chooseTab(page: Page, tab: string): Promise<void> {
  const chosen = page.locator(`#subtask-rows-tab-${tab}`);
  await chosen.click();
  await page.locator(`#subtask-rows-tab-${tab}[aria-selected=true]`).waitFor();
  await settled(page);
}

/** Opens something, looks at it, and closes it by its key. */
async function openAndLeave(page: Page, name: string | RegExp, role: "dialog" | "menu"): Promise<void> {
  await button(page, name).click();
  const opened = page.getByRole(role);
  await opened.waitFor();
  await sleep(lookMs);
  await page.keyboard.press("Escape");
  await opened.waitFor({ state: "detached" });
}

export const pageActs: readonly PageAct[] = [
  {
    name: "opens a row",
    async play(page, turn) {
      const details = rows(page)
        .nth(turn % 50)
        .getByRole("button", { name: /^Details of/ });
      await details.click();
      await page.locator("#subtask-rows tr.x").waitFor();
      await sleep(lookMs);
      await details.click();
      await page.locator("#subtask-rows tr.x").waitFor({ state: "detached" });
    },
  },
  { name: "opens the menu", play: (page) => openAndLeave(page, "More actions", "menu") },
  {
    name: "filters, and shows what changed meanwhile",
    async play(page) {
      await chooseTab(page, "Fail");
      await sleep(lookMs);
      const changed = button(page, /changed, show$/);
      if (await changed.isVisible()) await changed.click();
      await chooseTab(page, "all");
    },
  },
  { name: "opens the export", play: (page) => openAndLeave(page, "Export this list", "dialog") },
  {
    name: "goes to the next page",
    async play(page) {
      for (const step of ["right", "left"]) {
        await page.locator(`.pager [data-step=${step}]`).click();
        await settled(page);
        await sleep(lookMs);
      }
    },
  },
  { name: "compares", play: (page) => openAndLeave(page, "What changed", "dialog") },
  {
    name: "ticks rows",
    async play(page, turn) {
      for (const place of [0, 1, 2])
        await rows(page)
          .nth((turn + place) % 50)
          .getByRole("checkbox")
          .check();
      await sleep(lookMs);
      await button(page, "Clear selection").click();
    },
  },
  { name: "looks at the columns", play: (page) => openAndLeave(page, "Columns and density", "dialog") },
  {
    name: "searches",
    async play(page) {
      const search = page.getByRole("searchbox", { name: "Device ID" });
      await search.fill("0000");
      await sleep(lookMs);
      await search.fill("");
      await settled(page);
    },
  },
];
