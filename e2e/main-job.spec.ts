import { ApiClient, uniqueName } from "./support/api";
import { orderUpgrade, sandbox } from "./support/sandbox";
import { createsOf } from "./support/sent-tasks";
import { fleet, newWaterMeters, stage, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { Wizard } from "./support/wizard";

test.describe("from the sign-in to a retried upgrade", () => {
  // The wrong password of the first try.
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 401/] });

  test("sign in, create, watch, retry, all succeeded", async ({ page }) => {
    test.setTimeout(180_000);
    const name = uniqueName("journey");
    const devices = newWaterMeters(12);
    const failing = devices.slice(0, 3);
    await orderUpgrade(devices, failing);

    await page.goto("/");
    await expect(page).toHaveURL(/\/login/);
    await page.getByLabel("E-mail").fill(stage.admin.email);
    await page.getByLabel("Password", { exact: true }).fill("not-the-password-42");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(stage.admin.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();

    const wizard = new Wizard(page);
    await page.getByRole("link", { name: "New task" }).first().click();
    await wizard.expectStep("Type");
    await wizard.chooseType("Firmware upgrade", name);
    await wizard.goOn("Targets");

    await wizard.idsBox.fill([...devices, devices[0], "no good"].join("\n"));
    await expect(page.getByText("12 usable")).toBeVisible();
    await expect(page.getByText("1 repeat, kept once")).toBeVisible();
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByRole("alert", { name: /to fix/ })).toContainText("cannot be sent as a device ID");
    await page.getByRole("button", { name: "Leave out 1 and continue" }).click();

    await wizard.expectStep("Parameters");
    await page.getByRole("radio", { name: fleet.firmwareVersion }).check();
    await wizard.goOn("Policy");
    await expect(page.getByRole("radio", { name: /At once/ })).toBeChecked();
    await wizard.goOn("Review");
    await expect(page.getByText(`"task_name"`)).toBeVisible();
    await wizard.confirm("upgrade 12", "The leak alarm");
    await wizard.sendButton("Upgrade 12 devices").dblclick();
    expect((await wizard.outcome()).kind).toBe("operations");

    // Held for ten seconds, then the page goes on to the task by itself.
    await expect(page).toHaveURL(/\/c\/sandbox\/tasks\/[a-f0-9]{24}/, { timeout: 30_000 });
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(async () => {
      await sandbox.advance(30_000);
      await expect(page.getByText("9 of 12 devices succeeded")).toBeVisible({ timeout: 4_000 });
    }).toPass({ timeout: 90_000 });
    await expect(page.getByText("Connection lost during downloading process").first()).toBeVisible();
    await page.getByRole("tab", { name: /Failed 3/ }).click();
    await expect(page).toHaveURL(/status=Fail/);
    for (const deviceId of failing) {
      await expect(page.getByRole("row", { name: new RegExp(deviceId.slice(-10)) })).toBeVisible();
    }

    const first = page.getByRole("row", { name: new RegExp(failing[0]?.slice(-10) ?? "") });
    await first.getByRole("button", { name: /^Retry/ }).click();
    await expect(page.getByText(/^Retry of .* accepted$/).first()).toBeVisible();
    await expect(async () => {
      await sandbox.advance(30_000);
      await expect(page.getByText("10 of 12 devices succeeded")).toBeVisible({ timeout: 4_000 });
    }).toPass({ timeout: 90_000 });

    await page.getByRole("button", { name: "Retry failed", exact: true }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Retry 2 devices" }).click();
    await expect(async () => {
      await sandbox.advance(30_000);
      await expect(page.getByText("12 of 12 devices succeeded")).toBeVisible({ timeout: 4_000 });
    }).toPass({ timeout: 90_000 });
    expect(await createsOf(name)).toHaveLength(1);

    // Who failed at first and succeeded then, by an address that opens the very question.
    const cell = page.getByRole("button", { name: "3 devices, was Failed, is Succeeded: show" });
    await expect(async () => {
      await page.goto(`${new URL(page.url()).pathname}?panel=changes&between=1..2`);
      await expect(cell).toBeVisible({ timeout: 4_000 });
    }).toPass({ timeout: 30_000 });
    await cell.click();
    await expect(page).toHaveURL(/selection=[0-9a-f-]{36}/);
    for (const deviceId of failing) {
      await expect(page.getByRole("row", { name: new RegExp(deviceId.slice(-10)) })).toBeVisible();
    }
    await expect(page.getByRole("row", { name: new RegExp(devices[11]?.slice(-10) ?? "") })).toHaveCount(0);
  });
});

test.describe("a bookmark", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("opens in a new browser: sign in, then the very address", async ({ page, request }) => {
    const name = uniqueName("bookmark");
    const taskId = await new ApiClient(request).createUpgrade(name, waterMeters(43_001, 3));
    const address = `/c/sandbox/tasks/${taskId}?status=Success&size=25`;
    await page.goto(address);
    await expect(page).toHaveURL(/\/login\?next=/);
    await expect(page.getByText(/Sign in to open/)).toBeVisible();
    await page.getByLabel("E-mail").fill(stage.admin.email);
    await page.getByLabel("Password", { exact: true }).fill(stage.admin.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(address);
  });
});
