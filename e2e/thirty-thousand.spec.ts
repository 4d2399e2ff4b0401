import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

test("30,000 pasted ids: every device exactly once, page by page to the end", async ({ page, request }) => {
  test.setTimeout(300_000);
  const api = new ApiClient(request);
  const devices = waterMeters(1, 30_000);
  const taskId = await createInWizard(page, uniqueName("all_meters"), devices);

  await expect(async () => {
    const { snapshot } = await api.task(taskId);
    expect(snapshot.subtasksRead).toBe(30_000);
  }).toPass({ timeout: 200_000, intervals: [2_000] });

  const reads = (await sandbox.calls()).filter((call) => call.path.endsWith(taskId));
  expect(reads.length).toBeGreaterThanOrEqual(600);
  expect(reads.filter((call) => call.status !== 200)).toEqual([]);
  expect(reads.filter(({ query }) => Number(query.limit) > 50 || Number(query.offset ?? 0) > 500)).toEqual(
    [],
  );

  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const rows = await (await api.get(`/tasks/${taskId}/subtasks?limit=200${query}`)).json();
    expect(rows.page.total).toBe(30_000);
    seen.push(...rows.items.map((row: { target: string }) => row.target));
    cursor = rows.page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(30_000);
  expect(new Set(seen)).toEqual(new Set(devices));

  const last = await (await api.get(`/tasks/${taskId}/subtasks?limit=50&page=600`)).json();
  expect(last.items.map((row: { target: string }) => row.target)).toEqual(seen.slice(-50));
  const beyond = await (await api.get(`/tasks/${taskId}/subtasks?limit=50&page=601`)).json();
  expect(beyond).toMatchObject({ items: [], page: { total: 30_000 } });

  await page.goto(`/c/sandbox/tasks/${taskId}`);
  await page.getByRole("tab", { name: /^All/ }).click();
  await expect(page.getByRole("button", { name: "Page 600" })).toBeVisible();
  await page.getByLabel("Go to").fill("600");
  await page.getByLabel("Go to").press("Enter");
  await expect(page).toHaveURL(/page=600/);
  const lastRow = page.getByRole("row", { name: new RegExp(seen.at(-1)?.slice(-10) ?? "") });
  await expect(lastRow).toBeVisible();
});

async function createInWizard(page: Page, name: string, devices: readonly string[]): Promise<string> {
  await page.goto("/c/sandbox/tasks/new");
  await page.getByRole("radio", { name: /Firmware upgrade/ }).check();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  // As a paste does it: the text is there at once. Typing a megabyte is no journey of anybody.
  await page.getByLabel("Device IDs").evaluate((area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, devices.join("\n"));
  await expect(page.getByText("30,000 usable")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("radio", { name: new RegExp(fleet.firmwareVersion) }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Upgrade 30,000 devices" }).click();
  await expect(page).toHaveURL(/\/c\/sandbox\/tasks\/[a-f0-9]{24}/, { timeout: 60_000 });
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
