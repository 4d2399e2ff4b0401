import type { Page } from "@playwright/test";
import { ApiClient } from "./support/api";
import { makeEndedUpgrade } from "./support/ended-upgrade";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const devices = waterMeters(78_201, 120);
const size = 50;

const shown = (page: Page) =>
  page
    .locator("#subtask-rows tr[data-row]")
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute("aria-rowindex"), row.getAttribute("data-row")]),
    );
const pageButton = (page: Page, number: number) => page.getByRole("button", { name: `Page ${number}` });
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

test("rows of another page or filter are all there in the end, and the address leads back to each", async ({
  page,
  request,
}) => {
  test.setTimeout(90_000);
  const api = new ApiClient(request);
  const { taskId } = await makeEndedUpgrade(api, "in_sight", devices, 0);
  const expectPage = async (number: number) => {
    const answer = await api.get(`/tasks/${taskId}/subtasks?limit=${size}&page=${number}`);
    const { items } = (await answer.json()) as { items: { target: string }[] };
    const wanted = items.map(({ target }, place) => [`${(number - 1) * size + place + 2}`, target]);
    await expect.poll(() => shown(page)).toEqual(wanted);
  };
  await page.goto(`/c/sandbox/tasks/${taskId}?size=${size}`);
  await expectPage(1);

  await test.step("page by page from below, where the last rows are in sight, and back", async () => {
    await pageButton(page, 2).click();
    await expectPage(2);
    await pageButton(page, 3).click();
    await expectPage(3);
    await expect(page).toHaveURL(/page=3/);
    await page.goBack();
    await expectPage(2);
    await page.goBack();
    await expectPage(1);
    await page.goForward();
    await expectPage(2);
  });

  await test.step("a filter without rows, and the rows again", async () => {
    await tab(page, /^Failed/).click();
    await expect(page.getByText("No device in this state")).toBeVisible();
    await tab(page, /^All/).click();
    await expectPage(1);
  });

  await test.step("of several clicks before any rows are here the last one counts", async () => {
    await page.evaluate(() => {
      const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
      click("#subtask-rows-tab-Fail");
      click("#subtask-rows-tab-all");
      click(".pager [data-step=right]");
    });
    await expect(page).toHaveURL(/status=all.*page=2/);
    await expect(tab(page, /^All/)).toHaveAttribute("aria-selected", "true");
    await expectPage(2);
    await pageButton(page, 1).click();
    await expectPage(1);
  });

  await test.step("another page of the console at once after a filter, and back to it", async () => {
    await tab(page, /^Succeeded/).click();
    await expect(page).toHaveURL(/status=Success/);
    await page.getByRole("link", { name: "Tasks", exact: true }).first().click();
    await expect(page).toHaveURL(/\/tasks$/);
    await page.goBack();
    await expect(tab(page, /^Succeeded/)).toHaveAttribute("aria-selected", "true");
    await expect(page).toHaveURL(/status=Success/);
    await expectPage(1);
  });

  await test.step("the other language at once after a filter keeps it", async () => {
    await tab(page, /^All/).click();
    await expect(page).toHaveURL(/status=all/);
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("menuitem", { name: "简体中文" }).click();
    await expect(page.getByRole("tab", { name: /^全部/ })).toHaveAttribute("aria-selected", "true");
    await expect(page).toHaveURL(/status=all/);
  });

  await test.step("while the router hears of one change, the next one holds", async () => {
    // It is told a second after a click.
    for (const wait of [950, 1_000, 1_020, 1_050, 1_100]) {
      await page.getByRole("tab", { name: /^成功/ }).click();
      await page.waitForTimeout(wait);
      await page.getByRole("tab", { name: /^全部/ }).click();
      await page.waitForTimeout(1_300);
      await expect(page).toHaveURL(/status=all/);
      await expect(page.getByRole("tab", { name: /^全部/ })).toHaveAttribute("aria-selected", "true");
    }
  });
});
