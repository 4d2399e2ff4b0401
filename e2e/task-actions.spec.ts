import { expectWrites } from "./support/action-log";
import { ActionPage } from "./support/action-page";
import { failed, late, makeFirmware, until } from "./support/action-tasks";
import { ApiClient } from "./support/api";
import { expect, test } from "./support/test";

// What each act does, by type, by reason and under faults: actions-*.spec.ts. Here is how it is asked and taken back.

const upgrade = { rerunIn: "menu", strict: true } as const;

test.use({ expectedErrors: [/status of 409/] });

test("a stop is asked about by the keyboard; a delete is taken back before it is sent", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const task = await makeFirmware(api, [late, late]);
  await until(api, task.taskId, { progress: { processing: 2 } });
  const view = new ActionPage(page, upgrade);
  await view.open("sandbox", task);

  const stop = view.button("stop");
  await stop.click();
  await expect(view.dialog).toContainText("2 devices that are running, waiting or waiting for retry");
  await expect(view.dialog.getByRole("button", { name: "Keep running" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(view.dialog).toHaveCount(0);
  await expect(stop).toBeFocused();
  await page.keyboard.press("Enter");
  await view.press("Stop 2 devices");
  await view.expectAccepted("Stop");
  await until(api, task.taskId, { status: "Stopped", progress: { stopped: 2 } });

  await view.deleteRecord(2, "The pilot is over");
  await expect(view.dialog.getByText(/^Sends in \d+ s$/)).toBeVisible();
  await expect(view.dialog).toContainText("Reason: The pilot is over");
  await view.dialog.getByRole("button", { name: "Take back" }).click();
  await expect(view.heading("Taken back")).toBeVisible();
  await view.press("Close");
  await page.getByRole("button", { name: /^Activity \d+$/ }).click();
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("Reason: The pilot is over");
  const { items } = await (await api.get(`/operations?kind=delete&taskId=${task.taskId}`)).json();
  expect(items).toMatchObject([{ state: "cancelled" }]);
  await expectWrites(task.taskId, [{ act: "stop", body: {} }]);
});

test("a number that has changed is shown and asked about again", async ({ page, request }) => {
  const api = new ApiClient(request);
  const once = { ...failed, failTimes: 1 };
  const task = await makeFirmware(api, [once, once, once]);
  await until(api, task.taskId, { status: "Fail", progress: { fail: 3 } });
  const view = new ActionPage(page, upgrade);
  await view.open("sandbox", task);

  // As if four had failed when the dialog was opened.
  let told = false;
  await page.route(/\/retry$/, (route) => {
    if (told) return route.continue();
    told = true;
    return route.continue({ postData: { ...route.request().postDataJSON(), expectedCount: 4 } });
  });
  await view.retryFailed(3);
  await expect(view.dialog.getByRole("alert")).toContainText("You meant 4 devices; 3 are there now.");
  await view.press("Retry 3 devices");
  await view.expectAccepted("Retry");
  await until(api, task.taskId, { status: "Success", progress: { success: 3 } });
  await expectWrites(task.taskId, [
    { act: "retry", body: { targets: expect.arrayContaining([...task.devices]) } },
  ]);
});
