import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

/** How long devices take, in milliseconds; the stage's platform is twenty times as fast. */
const early = 1_200_000;
const late = 6_000_000;

// A key that leads nowhere is a 404.
test.use({ expectedErrors: [/status of 404/] });

test("a frozen link shows the same numbers after the task has gone on", async ({ page, request }) => {
  const api = new ApiClient(request);
  const devices = waterMeters(76_001, 3);
  await sandbox.orderDevices(
    devices.map((deviceId, index) => ({
      ...{ deviceId, online: true, durationMs: index === 0 ? early : late },
      ...(index === 0
        ? { outcome: "fail", errorMessage: "Connection lost during downloading process" }
        : { outcome: "success" }),
    })),
  );
  const taskId = await api.createUpgrade(uniqueName("frozen"), devices);
  await expect(async () => {
    const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(task).toMatchObject({ progress: { processing: 3 }, snapshot: { subtasksComplete: true } });
  }).toPass({ timeout: 15_000 });

  await page.goto(`/c/sandbox/tasks/${taskId}`);
  await page.getByRole("button", { name: "Copy frozen link" }).click();
  await expect(page.getByText("Frozen link copied")).toBeVisible();
  const open = page.getByRole("link", { name: "Open it" });

  await sandbox.advance(late / 20);
  await expect(async () => {
    const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(task.progress).toMatchObject({ success: 2, fail: 1 });
  }).toPass({ timeout: 15_000 });

  await open.click();
  await expect(page.getByRole("banner").getByText(/^Frozen at/)).toBeVisible();
  await expect(page.getByText("0 of 3 devices settled")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry failed" })).toHaveAttribute("aria-disabled", "true");
  const rows = page.locator("tr[data-row]");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "Running" })).toHaveCount(3);
  await page.getByRole("link", { name: "Open the live view" }).click();
  await expect(page.getByText("2 of 3 devices succeeded")).toBeVisible();

  await page.goto(`/c/sandbox/tasks/${taskId}?asof=${crypto.randomUUID()}`);
  await expect(page.getByText("This frozen link leads nowhere")).toBeVisible();
});
