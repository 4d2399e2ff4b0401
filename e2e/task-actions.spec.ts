import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

/** How long a device takes, in milliseconds; the stage's platform is twenty times as fast. */
const late = 6_000_000;

test.use({ expectedErrors: [/status of 409/] });

/** An upgrade that does not end by itself. */
async function startUpgrade(api: ApiClient, devices: readonly string[], more: Record<string, unknown> = {}) {
  const name = uniqueName("acted");
  await sandbox.orderDevices(
    devices.map((deviceId) => ({ deviceId, online: true, outcome: "success", durationMs: late })),
  );
  const answer = await api.post("/tasks", {
    ...{ name, type: "firmwareUpgrade", targets: { kind: "list", ids: devices } },
    ...{ document: { package_id: fleet.firmwarePackage }, ...more },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return { name, taskId: (await answer.json()).taskId as string };
}

/** Reads the task until it is so; moving the platform's clock where time has to pass. */
async function until(
  api: ApiClient,
  taskId: string,
  wanted: Record<string, unknown>,
  advanceMs = 0,
): Promise<void> {
  await expect(async () => {
    if (advanceMs > 0) await sandbox.advance(advanceMs);
    expect(await (await api.get(`/tasks/${taskId}?fresh=1`)).json()).toMatchObject(wanted);
  }).toPass({ timeout: 30_000 });
}

const read = { snapshot: { subtasksComplete: true } };
const dialogOf = (page: Page) => page.locator("dialog:popover-open");
/** Presses a button below what a dialog says; its head has a Close of its own. */
const press = (page: Page, name: string | RegExp) =>
  dialogOf(page).locator("footer").getByRole("button", { name }).click();
const header = (page: Page) => page.locator(".trow");

test("an upgrade is stopped; its record is taken back from the delete, then deleted for good", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const api = new ApiClient(request);
  const { name, taskId } = await startUpgrade(api, waterMeters(61_001, 4));
  await until(api, taskId, { progress: { processing: 4 }, ...read });
  await page.goto(`/c/sandbox/tasks/${taskId}`);

  await header(page).getByRole("button", { name: "More actions" }).click();
  const early = page.getByRole("menuitem", { name: "Delete task record" });
  await expect(early).toHaveAttribute("aria-disabled", "true");
  await expect(early).toContainText("Possible after the task has finished or been stopped.");
  await page.keyboard.press("Escape");

  const stop = header(page).getByRole("button", { name: "Stop" });
  await stop.click();
  await expect(dialogOf(page)).toContainText("4 devices that are running, waiting or waiting for retry");
  await expect(dialogOf(page).getByRole("button", { name: "Keep running" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(stop).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, "Stop 4 devices");
  await expect(dialogOf(page).getByRole("heading", { name: "Stop accepted" })).toBeVisible();
  await press(page, "Close");
  await until(api, taskId, { status: "Stopped", progress: { stopped: 4 }, ...read });
  await expect(stop).toHaveAttribute("aria-disabled", "true");
  await stop.focus();
  await expect(stop).toBeFocused();
  await expect(stop).toHaveAccessibleDescription("The task has already finished.");

  const askToDelete = async () => {
    await header(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete task record" }).click();
    const send = dialogOf(page).getByRole("button", { name: "Delete the record of 4 devices" });
    await expect(send).toHaveAttribute("aria-disabled", "true");
    await dialogOf(page).getByRole("textbox").fill(" DELETE 4 ");
    await send.click();
  };
  await askToDelete();
  await expect(dialogOf(page).getByText(/^Sends in \d+ s$/)).toBeVisible();
  await dialogOf(page).getByRole("button", { name: "Take back" }).click();
  await expect(dialogOf(page).getByRole("heading", { name: "Taken back" })).toBeVisible();
  await press(page, "Close");
  await askToDelete();
  await press(page, "Go on in background");
  await expect(page.getByText("Deleted on the platform, copy kept")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(stop).toHaveAccessibleDescription("The platform no longer has this task.");
});

test("waiting devices are let start in waves, also while the platform throttles", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const { taskId } = await startUpgrade(api, waterMeters(61_021, 5), { needConfirm: true });
  await until(api, taskId, { progress: { waiting: 5 }, ...read });
  await page.goto(`/c/sandbox/tasks/${taskId}`);
  const ask = header(page).getByRole("button", { name: "Confirm waiting" });

  await sandbox.setFault({
    ...{ kind: "throttle", status: 429, retryAfter: 1, times: 1 },
    match: { method: "POST", path: "/confirm" },
  });
  await ask.click();
  await expect(dialogOf(page)).toContainText("5 devices wait for a confirmation.");
  await dialogOf(page).getByRole("spinbutton").fill("2");
  await expect(dialogOf(page)).toContainText("3 devices go on waiting for the next wave.");
  await press(page, "Let 2 devices start");
  await expect(dialogOf(page).getByRole("heading", { name: "Confirmation accepted" })).toBeVisible({
    timeout: 20_000,
  });
  await press(page, "Close");
  await until(api, taskId, { progress: { waiting: 3, processing: 2 }, ...read });

  await ask.click();
  await dialogOf(page)
    .getByRole("radio", { name: /A share of those that wait/ })
    .check();
  await dialogOf(page).getByRole("spinbutton").fill("50");
  await press(page, "Let 2 devices start");
  await expect(dialogOf(page).getByRole("heading", { name: "Confirmation accepted" })).toBeVisible();
  await press(page, "Close");
  await until(api, taskId, { progress: { waiting: 1, processing: 4 } });
});

test("what failed of a type without a retry runs anew in a task of its own", async ({ page, request }) => {
  const api = new ApiClient(request);
  const devices = waterMeters(61_041, 3);
  await sandbox.orderDevices(
    devices.map((deviceId, index) =>
      index === 0
        ? { deviceId, online: true, outcome: "success", durationMs: 1_000 }
        : { deviceId, online: false },
    ),
  );
  const name = uniqueName("commands");
  const answer = await api.post("/tasks", {
    ...{ name, type: "createCommands", targets: { kind: "list", ids: devices } },
    document: { service_id: "WaterMeter", command_name: "VALVE", paras: { action: "OPEN" } },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { taskId } = await answer.json();
  await until(api, taskId, { status: "PartialSuccess", progress: { fail: 2 }, ...read }, 30_000);
  await page.goto(`/c/sandbox/tasks/${taskId}`);
  await expect(header(page).getByRole("button", { name: "Stop" })).toHaveCount(0);

  await header(page).getByRole("button", { name: "Re-run 2 failed as new task" }).click();
  await expect(dialogOf(page).getByRole("textbox", { name: "Name of the new task" })).toHaveValue(
    `${name}_rerun_1`,
  );
  await press(page, "Re-run 2 devices as a new task");
  await expect(dialogOf(page).getByText(/^Sends in \d+ s$/)).toBeVisible();
  await dialogOf(page).getByRole("link", { name: "Open the new task" }).click({ timeout: 30_000 });
  await expect(page.getByRole("heading", { name: `${name}_rerun_1`, level: 1 })).toBeVisible();
  expect(await api.task(page.url().split("/").pop() ?? "")).toMatchObject({
    rerunOf: taskId,
    targets: { count: 2 },
  });
});

test("a number that has changed is shown and asked about again", async ({ page, request }) => {
  const api = new ApiClient(request);
  const devices = waterMeters(61_061, 3);
  await sandbox.orderDevices(
    devices.map((deviceId) => ({ deviceId, online: true, outcome: "fail", failTimes: 1, durationMs: 1_000 })),
  );
  const taskId = await api.createUpgrade(uniqueName("acted"), devices);
  await until(api, taskId, { status: "Fail", progress: { fail: 3 }, ...read }, 60_000);
  await page.goto(`/c/sandbox/tasks/${taskId}`);

  // As if four had failed when the dialog was opened.
  await page.route(
    /\/retry$/,
    (route) => route.continue({ postData: { ...route.request().postDataJSON(), expectedCount: 4 } }),
    { times: 1 },
  );
  await header(page).getByRole("button", { name: "Retry failed" }).click();
  await press(page, "Retry 3 devices");
  await expect(dialogOf(page).getByRole("alert")).toContainText("You meant 4 devices; 3 are there now.");
  await press(page, "Retry 3 devices");
  await expect(dialogOf(page).getByRole("heading", { name: "Retry accepted" })).toBeVisible();
  await press(page, "Close");
  await until(api, taskId, { status: "Success", progress: { success: 3 } }, 60_000);
});
