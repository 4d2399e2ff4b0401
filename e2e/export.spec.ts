import { readFile } from "node:fs/promises";
import { ApiClient, uniqueName } from "./support/api";
import { orderUpgrade, sandbox } from "./support/sandbox";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

test.use({
  // An export that is refused on purpose.
  expectedErrors: [/status of 429/],
});

test("failed devices are exported through the dialog, and an export can be given up", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const devices = waterMeters(74_001, 6);
  const failing = devices.slice(0, 4);
  await orderUpgrade(devices, failing);
  const taskId = await api.createUpgrade(uniqueName("export"), devices);
  await sandbox.advance(60_000);
  await expect(async () => {
    const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(task).toMatchObject({ progress: { fail: 4 }, snapshot: { subtasksComplete: true } });
  }).toPass({ timeout: 15_000 });
  await page.goto(`/c/sandbox/tasks/${taskId}`);
  const dialog = page.getByRole("dialog", { name: "Export" });
  const exporting = "**/subtasks/export?*";

  await test.step("the keyboard opens it, and closing gives the focus back", async () => {
    const open = page.getByRole("button", { name: "Export this list" });
    await open.focus();
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("radio", { name: /^This list/ })).toBeChecked();
    await page.keyboard.press("Escape");
    await expect(open).toBeFocused();
  });

  await test.step("one under way tells so and is given up", async () => {
    await page.locator(".thead").getByRole("button", { name: "Export", exact: true }).click();
    await page.route(exporting, () => undefined);
    await dialog.getByRole("button", { name: "Export", exact: true }).click();
    await expect(dialog.getByText("Preparing the file…")).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel export" }).click();
    await expect(dialog.getByRole("radio", { name: "CSV" })).toBeChecked();
  });

  await test.step("a refused one says why, with its code", async () => {
    await page.unroute(exporting);
    await page.route(exporting, (route) =>
      route.fulfill({
        status: 429,
        contentType: "application/problem+json",
        body: JSON.stringify({
          ...{ type: "about:blank", title: "Too many", status: 429, detail: "Wait.", requestId: "r1" },
          ...{ code: "too_many_requests", hint: "exports_busy" },
        }),
      }),
    );
    await dialog.getByRole("button", { name: "Export", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("Two exports at a time are possible.");
    await expect(dialog.getByRole("alert")).toContainText("too_many_requests");
    await page.unroute(exporting);
  });

  await test.step("the file has the rows that failed", async () => {
    await dialog.getByRole("radio", { name: /^Everything that failed/ }).check();
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export", exact: true }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^export_\w+_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/);
    await expect(dialog.getByText("The file has been saved")).toBeVisible();
    const text = await readFile(await file.path(), "utf8");
    const [headings, ...rows] = text.trimEnd().split("\n");
    expect(headings).toBe(
      "\ufefftarget,status,error_code,error_message,advice,attempt,first_seen_at,changed_at,output",
    );
    expect(rows.map((row) => row.split(",").slice(0, 2).join())).toEqual(
      // First seen first: the platform lists its newest record first.
      [...failing].reverse().map((target) => `"${target}","Fail"`),
    );
    expect(rows[0]).toContain('"Connection lost during downloading process","Retry helps: ');
  });
});
