import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { makeEndedUpgrade } from "./support/ended-upgrade";
import { said } from "./support/said";
import { orderUpgrade, sandbox } from "./support/sandbox";
import { takePictures } from "./support/screen-matrix";
import { consoleUrl, fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

// What is opened on the page of a task, and beside it.

test.describe.configure({ timeout: 240_000 });

const devices = waterMeters(45_101, 24);
const [device = ""] = devices;
let ended = "";
/** Its devices wait to be let start. */
let waiting = "";

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  const api = new ApiClient(request);
  ended = (await makeEndedUpgrade(api, "fw_2_4_1_north", devices)).taskId;
  const others = waterMeters(45_201, 6);
  await orderUpgrade(others, []);
  const made = await api.post("/tasks", {
    ...{ name: uniqueName("fw_2_4_1_waves"), type: "firmwareUpgrade", needConfirm: true },
    ...{ targets: { kind: "list", ids: others }, document: { package_id: fleet.firmwarePackage } },
  });
  expect(made.status(), await made.text()).toBe(201);
  waiting = (await made.json()).taskId;
  await expect(async () => {
    await sandbox.advance(10_000);
    const task = await (await api.get(`/tasks/${waiting}?fresh=1`)).json();
    expect(task).toMatchObject({ progress: { waiting: 6 }, snapshot: { subtasksComplete: true } });
  }).toPass({ timeout: 30_000 });
  await request.dispose();
});

const rows = (page: Page) => page.locator("#subtask-rows tr[data-row]");
const dialog = (page: Page) => page.locator("dialog:popover-open");

async function openTask(page: Page, taskId: string, query = ""): Promise<void> {
  await page.goto(`/c/sandbox/tasks/${taskId}${query}`);
  await expect(rows(page).first()).toBeVisible();
}

/** Presses a button of the header, and then perhaps an entry of its menu. */
async function press(page: Page, button: string, entry?: string): Promise<void> {
  await page
    .locator(".trow")
    .getByRole("button", { name: said(button) })
    .first()
    .click();
  if (entry) await page.getByRole("menuitem", { name: said(entry) }).click();
}

const dialogs: Record<string, { task: () => string; button: string; entry?: string }> = {
  retry: { task: () => ended, button: "task.moreRetries", entry: "task.retryCauses" },
  rerun: { task: () => ended, button: "task.moreRetries", entry: "acts.rerun.short" },
  delete: { task: () => ended, button: "acts.more", entry: "acts.delete.short" },
  export: { task: () => ended, button: "export.title" },
  stop: { task: () => waiting, button: "acts.stop.short" },
  confirm: { task: () => waiting, button: "acts.confirm.short" },
};

for (const [name, { task, button, entry }] of Object.entries(dialogs)) {
  test(`the dialog to ${name} fits`, async ({ page }) => {
    await takePictures(page, `dialog-${name}`, async () => {
      await openTask(page, task());
      await press(page, button, entry);
      await expect(dialog(page)).toBeVisible();
    });
  });
}

test("what changed fits", async ({ page }) => {
  await takePictures(page, "what-changed", async () => {
    await page.goto(`/c/sandbox/tasks/${ended}?panel=changes`);
    await expect(dialog(page).getByRole("table").first()).toBeVisible();
  });
});

test("an open row and a selection fit", async ({ page }) => {
  await takePictures(page, "open-row", async () => {
    await openTask(page, ended, `?open=${device}`);
    await expect(page.getByText(said("task.seenTitle"))).toBeVisible();
    for (const row of [0, 1]) await rows(page).nth(row).getByRole("checkbox").check();
    await expect(page.locator(".selbar")).toBeVisible();
  });
});

test("activity and definition fit", async ({ page }) => {
  for (const panel of ["activity", "definition"]) {
    await takePictures(page, panel, async () => {
      await page.goto(`/c/sandbox/tasks/${ended}?panel=${panel}`);
      await expect(page.locator(`.p-${panel}`)).toBeVisible();
    });
  }
});

test("the page of a device fits", async ({ page }) => {
  await takePictures(page, "device", async () => {
    await page.goto(`/c/sandbox/devices/${device}`);
    const row = page.locator("tr[data-row]").first();
    await row.getByRole("button", { name: said("device.detailsOf") }).click();
    await expect(page.getByText(said("task.seenTitle"))).toBeVisible();
  });
});

test("the team's advice fits", async ({ page }) => {
  await takePictures(page, "advice", async () => {
    await page.goto("/settings/advice?connection=sandbox");
    await page
      .getByRole("button", { name: said("causes.addNote") })
      .first()
      .click();
    await expect(page.getByLabel(said("causes.noteText"))).toBeVisible();
  });
});

test("what a search finds fits", async ({ page }) => {
  await takePictures(page, "search", async () => {
    await page.goto("/c/sandbox/tasks");
    await page.getByRole("combobox").first().fill(device.slice(-10));
    await expect(page.getByRole("option").first()).toBeVisible();
  });
});
