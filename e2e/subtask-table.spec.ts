import type { Page } from "@playwright/test";
import { ApiClient } from "./support/api";
import { makeEndedUpgrade } from "./support/ended-upgrade";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

test.use({ permissions: ["clipboard-write"] });

/** The platform lists its newest record first, so these are seen the other way round. */
const devices = waterMeters(78_001, 60);
const [first = "", second = "", third = ""] = devices;

const rows = (page: Page) => page.locator("#subtask-rows tr[data-row]");
const deviceHead = (page: Page) => page.getByRole("columnheader", { name: "Device" });
const rowOf = (page: Page, device: string) => page.locator(`#subtask-rows tr[data-row="${device}"]`);

/** Puts a text into the focused field as a paste does. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

test("a list is pasted, rows are ordered, chosen across pages and copied, and the address says it all", async ({
  page,
  request,
}) => {
  test.setTimeout(90_000);
  const api = new ApiClient(request);
  const { taskId } = await makeEndedUpgrade(api, "table", devices, 0);
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => void Reflect.set(window, "copied", text);
  });
  await page.goto(`/c/sandbox/tasks/${taskId}?size=25`);
  await expect(rows(page)).toHaveCount(25);

  await test.step("a list with two ids that are not in the task", async () => {
    await page.getByRole("searchbox", { name: "Device ID" }).focus();
    await paste(page, `${second}\r\n${third}; nobody-1, ${first}\tnobody-2`);
    await expect(page.getByText("3 of 5 listed devices found")).toBeVisible();
    await expect(rows(page)).toHaveCount(3);
    await page.getByText("2 IDs were not found in this task").click();
    await page.getByRole("button", { name: "Copy those not found" }).click();
    expect(await page.evaluate(() => Reflect.get(window, "copied"))).toBe("nobody-1\nnobody-2");
    await expect(rows(page).first()).toHaveAttribute("data-row", third);
  });

  await test.step("ordered by device, and again so from its address", async () => {
    await deviceHead(page).getByRole("button").click();
    await expect(deviceHead(page)).toHaveAttribute("aria-sort", "ascending");
    await expect(rows(page).first()).toHaveAttribute("data-row", first);
    await page.reload();
    await expect(page.getByText("3 of 5 listed devices found")).toBeVisible();
    await expect(rows(page).first()).toHaveAttribute("data-row", first);
    await expect(rows(page)).toHaveCount(3);
  });

  await test.step("all that match but one are chosen, over all pages, and copied", async () => {
    await page.getByRole("button", { name: "Show all devices" }).click();
    await expect(rows(page)).toHaveCount(25);
    await page.getByRole("checkbox", { name: "Select all rows on this page" }).check();
    const bar = page.getByRole("region", { name: "Selection", exact: true });
    await bar.getByRole("button", { name: "Select all 60" }).click();
    await rowOf(page, second).getByRole("checkbox").uncheck();
    await expect(bar).toContainText("59 selected");
    await page.getByRole("button", { name: "Next page" }).click();
    await expect(rowOf(page, devices[25] ?? "").getByRole("checkbox")).toBeChecked();
    await bar.getByRole("button", { name: "Copy IDs" }).click();
    await expect(page.getByText("Copied 59 IDs")).toBeVisible();
    const copied = String(await page.evaluate(() => Reflect.get(window, "copied"))).split("\n");
    expect(copied).toEqual(devices.filter((device) => device !== second));
  });

  await test.step("another filter ends the selection, and says so", async () => {
    await page.getByRole("searchbox", { name: "Device ID" }).fill(first);
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByText("Selection cleared, because the filter changed")).toBeVisible();
    await expect(page.getByRole("region", { name: "Selection", exact: true })).toHaveCount(0);
  });

  await test.step("keys move, tick on the way and open; columns and density are remembered", async () => {
    await page.getByRole("searchbox", { name: "Device ID" }).fill("");
    await expect(rows(page)).toHaveCount(25);
    await rowOf(page, first).getByRole("checkbox").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.getByText("3 selected")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(rowOf(page, third).getByRole("button", { name: /^Details of/ })).toHaveAttribute(
      "aria-expanded",
      "true",
    );
    await page.getByRole("button", { name: "Columns and density" }).click();
    await page.getByRole("checkbox", { name: "Tries" }).uncheck();
    await page.getByRole("radio", { name: "Compact" }).check();
    await page.reload();
    await expect(page.locator("#subtask-rows")).toHaveAttribute("data-density", "compact");
    await expect(page.getByRole("columnheader", { name: "Tries" })).toHaveCount(0);
    await expect(page.getByText("Seen on this device")).toBeVisible();
  });
});
