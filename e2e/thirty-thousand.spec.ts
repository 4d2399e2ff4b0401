import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { Wizard } from "./support/wizard";

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
  const wizard = new Wizard(page);
  await wizard.openNew();
  await wizard.chooseType("Firmware upgrade", name);
  await wizard.goOn("Targets");
  await wizard.pasteIds(devices);
  await wizard.goOn("Parameters");
  await page.getByRole("radio", { name: fleet.firmwareVersion }).check();
  await wizard.goOn("Policy");
  await wizard.goOn("Review");
  await wizard.confirm("upgrade 30000", "All meters");
  await wizard.send("Upgrade 30,000 devices");
  await expect(page).toHaveURL(/\/c\/sandbox\/tasks\/[a-f0-9]{24}/, { timeout: 60_000 });
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
