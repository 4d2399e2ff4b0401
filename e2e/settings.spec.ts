import type { Page } from "@playwright/test";
import { ApiClient } from "./support/api";
import { sandbox } from "./support/sandbox";
import { stage } from "./support/stage";
import { expect, test } from "./support/test";

// Addresses of the vendor that nobody has given out: nothing is ever sent to a platform.
const host = "muster-e2e.st1.iotda-app.cn-north-4.myhuaweicloud.com";
const secret = "e2e-secret-key-that-must-not-be-kept";

const sandboxRow = (page: Page) => page.getByRole("row", { name: /SANDBOX/ }).first();
const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const form = (page: Page) => page.getByRole("form", { name: /connection|Edit/i });

test.describe("settings for connections", () => {
  test.describe.configure({ mode: "serial" });
  // Two windows on one connection.
  test.use({ expectedErrors: [/status of 409/] });

  test("tells what works over the sandbox, and what cannot be asked", async ({ page }) => {
    await page.goto("/c/sandbox/tasks");
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page).toHaveURL(/\/settings\/connections$/);
    await expect(row(page, "LEGACY")).toContainText("Application sandbox-app");
    await expect(sandboxRow(page).getByRole("link", { name: /^Edit/ })).toHaveCount(0);
    await sandboxRow(page).getByRole("button", { name: /^Test/ }).click();
    const card = page.getByRole("region", { name: "Sandbox", exact: true });
    await expect(card.getByText("Works", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(card.getByText(/^Answers in \d+ ms\.$/)).toBeVisible();
    await expect(card.getByText("Agrees with the platform's.")).toBeVisible();
    const permissions = card.getByRole("region", { name: "What its credentials may do" });
    await expect(permissions.getByRole("listitem").filter({ hasText: /\ballowed/ })).toHaveCount(9);
    await expect(permissions.getByRole("listitem").filter({ hasText: "not asked" })).toHaveCount(2);
    await expect(sandboxRow(page)).toContainText("all passed");
  });

  test("names the permission that is missing", async ({ page }) => {
    // Of the task that a test asks about, which cannot exist: retries of the others go on.
    const path = "/000000000000000000000000/retry";
    await sandbox.setFault({ kind: "status", status: 403, code: "IOTDA.000022", match: { path }, times: 1 });
    await page.goto("/settings/connections");
    await sandboxRow(page).getByRole("button", { name: /^Test/ }).click();
    const card = page.getByRole("region", { name: "Sandbox", exact: true });
    await expect(card.getByText("Works partly")).toBeVisible({ timeout: 30_000 });
    await expect(card.getByText("Not allowed: grant iotda:batchtasks:retry.")).toBeVisible();
    await expect(card.getByText("403 IOTDA.000022")).toBeVisible();
    await expect(card.getByText(/An administrator of the cloud account has to grant it/)).toBeVisible();
    await expect(sandboxRow(page)).toContainText("one permission missing");
  });

  test("a connection is added, found unreachable, changed in two windows and archived", async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000);
    // Sorted behind the sandbox, which the start page of the others goes to.
    const name = `Zone meters ${Date.now().toString(36)}`;
    const slug = name.toLowerCase().replaceAll(" ", "-");
    await page.goto("/c/sandbox/tasks");
    await page.getByRole("link", { name: "Connect your own instance" }).click();
    await expect(page.getByRole("heading", { name: "Connect your first IoTDA instance" })).toBeVisible();

    await form(page).getByRole("button", { name: "Save and open tasks" }).click();
    const summary = page.getByRole("alert", { name: /to fix/ });
    await expect(summary).toBeFocused();
    await summary.getByRole("link", { name: "Enter Project ID." }).click();
    await expect(page.getByLabel("Project ID")).toBeFocused();

    await page.getByLabel("Name", { exact: true }).fill(name);
    await expect(page.getByLabel("Short name")).toHaveValue(slug);
    await page.getByLabel("Application address").fill(host);
    await expect(page.getByText("Region read from it: cn-north-4.")).toBeVisible();
    await page.getByLabel("Project ID").fill("4e7c0a91d2b84f6fa35d18c7e90b62f4");
    await page.getByLabel("Access key", { exact: true }).fill("HPUA4ZQ7WX2M9T1KEXMP");
    await page.getByLabel("Secret key", { exact: true }).fill(secret);
    await expect(summary).toHaveCount(0);

    await page.getByRole("button", { name: "Test", exact: true }).click();
    await expect(page.getByText("Does not work yet", { exact: true }).first()).toBeVisible({
      timeout: 40_000,
    });
    const result = page.getByRole("region", { name: "Test", exact: true });
    await expect(result.getByRole("listitem").first()).toContainText(/^Address failed/);
    await expect(
      result.getByText(/Not asked, because something before failed: Clock, Sign-in/),
    ).toBeVisible();

    await page.getByRole("button", { name: "Save and open tasks" }).click();
    await expect(page).toHaveURL(new RegExp(`/c/${slug}/tasks`));
    await page.goto("/settings/connections");
    await expect(row(page, name)).toContainText("Keys ending EXMP");
    await expect(row(page, name).getByText("PROD", { exact: true })).toBeVisible();

    // Two windows on the same connection.
    await page.getByRole("link", { name: `Edit ${name}` }).click();
    await expect(page.getByLabel("Secret key", { exact: true })).toHaveValue("");
    await expect(page.getByText("Stored, ending EXMP. Leave empty to keep it.")).toBeVisible();
    const other = await context.newPage();
    await other.goto(`/settings/connections/${slug}`);
    await other.getByRole("radio", { name: "Test" }).check();
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(row(other, name).getByText("TEST", { exact: true })).toBeVisible();
    await other.close();

    await page.getByRole("button", { name: /^Region, signature, limits/ }).click();
    await page.getByLabel("Reads a second").fill("4");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const conflict = page.getByRole("alert").filter({ hasText: "Changed in another window" });
    await expect(conflict).toContainText("What is it for? Test");
    await expect(page.getByLabel("Reads a second")).toHaveValue("4");
    await conflict.getByRole("button", { name: "Keep mine" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(row(page, name)).toContainText("4 reads a second");
    await expect(row(page, name).getByText("PROD", { exact: true })).toBeVisible();

    // Another address would send the secret elsewhere.
    await page.getByRole("link", { name: `Edit ${name}` }).click();
    await page.getByLabel("Application address").fill("other.st1.iotda-app.cn-north-4.myhuaweicloud.com");
    await expect(page.getByText("The stored secret will be forgotten")).toBeVisible();
    await page.getByRole("link", { name: "Cancel" }).click();

    await page.getByRole("button", { name: `Archive ${name}` }).click();
    const dialog = page.getByRole("alertdialog", { name: `Archive ${name}?` });
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await dialog.getByRole("button", { name: "Archive connection" }).click();
    await expect(row(page, name).getByText("ARCHIVED", { exact: true })).toBeVisible();
    await expect(row(page, name).getByRole("button")).toHaveCount(0);
  });

  test("secrets are typed, sent, and kept nowhere in the browser", async ({ page }) => {
    await page.goto("/settings/connections/new");
    await page.getByLabel("Secret key", { exact: true }).fill(secret);
    await page.getByLabel("Name", { exact: true }).fill("Nowhere");
    await page.getByRole("button", { name: "Save and open tasks" }).click();
    await expect(page.getByRole("alert", { name: /to fix/ })).toBeVisible();
    const kept = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        location.href,
        history.state,
        document.cookie,
      ]),
    );
    expect(kept).not.toContain(secret);
    await page.reload();
    await expect(page.getByLabel("Secret key", { exact: true })).toHaveValue("");
  });
});

/** The next test of a connection is refused as the server does it ten minutes after the sign-in. */
async function askForProof(page: Page): Promise<void> {
  const problem = {
    ...{ type: "urn:muster:problem:forbidden", title: "Not allowed", status: 403, code: "forbidden" },
    ...{ detail: "Prove who you are first.", requestId: "r-1", stepUp: "password" },
  };
  let refused = false;
  await page.route("**/api/v1/connections/test", async (route) => {
    if (refused || route.request().method() !== "POST") return route.continue();
    refused = true;
    await route.fulfill({ status: 403, contentType: "application/problem+json", json: problem });
  });
}

test.describe("an act that needs a fresh proof", () => {
  // The proof gives the session a new token: one of its own, not the one the other journeys share.
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 403/] });

  test.beforeEach(async ({ page }) => {
    const answer = await page.request.post("/api/auth/sign-in/email", { data: stage.admin });
    expect(answer.status()).toBe(200);
    await askForProof(page);
    await page.goto("/settings/connections");
  });

  test("asks for the password and goes on by itself", async ({ page }) => {
    await sandboxRow(page).getByRole("button", { name: /^Test/ }).click();
    const dialog = page.getByRole("dialog", { name: "Is it you?" });
    await expect(dialog.getByLabel("Your password")).toBeFocused();
    await dialog.getByLabel("Your password").fill(stage.admin.password);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Works", { exact: true })).toBeVisible({ timeout: 30_000 });
    // The session has a new token, and goes on with it.
    await page.reload();
    await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  });

  test("is not made, and no fault is shown, when nobody wants to prove anything", async ({ page }) => {
    const start = sandboxRow(page).getByRole("button", { name: /^Test/ });
    await start.click();
    const dialog = page.getByRole("dialog", { name: "Is it you?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(start).toBeFocused();
    await expect(start).toHaveText("Test");
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  });
});

test.describe("somebody who is no administrator", () => {
  test.use({
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { authorization: `Bearer ${stage.apiToken}` },
    expectedErrors: [/status of 404/],
  });

  test("does not find the settings for connections", async ({ page, request }) => {
    await page.goto("/c/sandbox/tasks");
    await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Connect your own instance" })).toHaveCount(0);
    for (const path of ["/settings/connections", "/settings/connections/new"]) {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "Connections" })).toHaveCount(0);
    }
    const states = await request.get("/api/v1/connections/test");
    expect(states.status()).toBe(403);
    expect((await new ApiClient(request).connections()).map(({ slug }) => slug)).toContain("sandbox");
  });
});
