import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const box = (page: Page) => page.getByRole("combobox", { name: "Search tasks, devices and files" });
const results = (page: Page) => page.getByRole("listbox", { name: "Results" });

async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("a device is found, followed through its tasks, and a view of them is kept", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const devices = waterMeters(47_501, 2);
  const [device = "", neighbour = ""] = devices;
  await sandbox.orderDevices(
    devices.map((deviceId) => ({
      ...{ deviceId, online: true, durationMs: 1_000, outcome: "fail" },
      errorMessage: "Not enough storage for the new firmware package",
    })),
  );
  const name = uniqueName("find_me");
  const taskId = await api.createUpgrade(name, devices);
  await expect(async () => {
    await sandbox.advance(10_000);
    expect((await api.task(taskId)).snapshot.final).toBe(true);
  }).toPass({ timeout: 45_000 });

  await page.goto("/c/sandbox/tasks");
  await page.keyboard.press("/");
  await box(page).fill("wm-0047501");
  await expect(
    results(page)
      .getByRole("option", { name: /wm-0047501/ })
      .first(),
  ).toHaveAttribute(...(["aria-selected", "true"] as const));
  await expect(results(page).getByRole("option", { name: new RegExp(name) })).toContainText("Failed");
  await expectNoFaults(page);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(`/c/sandbox/devices/${device}`);
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: `Details in ${name}` }).click();
  await expect(page.getByText("Seen on this device")).toBeVisible();
  await expectNoFaults(page);
  await row.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page).toHaveURL(new RegExp(`/tasks/${taskId}\\?`));
  await expect(page.getByRole("link", { name: "Find in other tasks" })).toHaveAttribute(
    "href",
    `/c/sandbox/devices/${device}`,
  );

  await test.step("several ids at once", async () => {
    await box(page).focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text", text);
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, `${device}\n${neighbour}\nnobody-0001`);
    await page.keyboard.press("Enter");
    await expect(results(page).getByRole("option")).toHaveText([/in 1 task/, /in 1 task/, /in no task/]);
    await page.keyboard.press("Escape");
  });

  await test.step("a view is kept, found again by its address, and thrown away", async () => {
    await page.goto(`/c/sandbox/tasks?target=${device}&sort=-failed&cols=type,failed`);
    const view = uniqueName("Storage");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save as a new view" }).press("Enter");
    await page.getByRole("textbox", { name: "Name of the view" }).fill(view);
    await page.keyboard.press("Enter");
    const tab = page.getByRole("tab", { name: `${view} 1` });
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await page.reload();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
    await expect(page.getByRole("columnheader", { name: "Created" })).toHaveCount(0);
    await expect(page.getByRole("columnheader", { name: "Failed" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: `Delete “${view}”` }).click();
    await expect(tab).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await tab.click();
    await expect(page).toHaveURL(/target=/);
  });
});
