import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { untilHydrated } from "./support/hydration";
import { Installation } from "./support/installation";
import { oneTimeCode } from "./support/one-time-code";
import { stage } from "./support/stage";

// An installation of its own: on the stage of the others everybody signs in with the password alone.
const muster = new Installation({ port: 3441, simulatorPort: 3442 });

test.afterAll(() => muster.remove());

test("a person sets up a second factor, signs in with its code and switches it off", async ({ page }) => {
  test.setTimeout(180_000);
  await muster.start();
  const { email, password } = stage.admin;
  const signIn = async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  const opened = async (path: string) => {
    await page.waitForURL(`${muster.url}${path}`);
    await untilHydrated(page);
  };
  const card = page.getByRole("region", { name: "Second factor" });
  const prove = async (action: string, typed: string) => {
    await card.getByLabel("Current password", { exact: true }).fill(typed);
    await card.getByRole("button", { name: action }).click();
  };

  await page.goto(`${muster.url}/c/sandbox/tasks`);
  await signIn();
  await opened("/c/sandbox/tasks");
  await page.getByRole("link", { name: "Protect your account with a second factor" }).click();
  await card.getByRole("button", { name: "Set up" }).click();
  await prove("Set up", "not-the-right-one");
  await expect(card.getByRole("alert")).toHaveText("This is not your password.");
  // After a wrong one the account rests for a second.
  await expect(async () => {
    await prove("Set up", password);
    await expect(card.getByText("Backup codes")).toBeVisible({ timeout: 1_500 });
  }).toPass();
  const address = (await card.getByText(/^otpauth:/).textContent()) ?? "";
  const key = new URL(address).searchParams.get("secret") ?? "";
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await card.getByLabel("Code from the authenticator").fill(oneTimeCode(key));
  await card.getByRole("button", { name: "Switch on" }).click();
  await expect(card.getByText("Signing in asks for a code")).toBeVisible();

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/login*");
  await page.goto(`${muster.url}/login?next=/settings/account`);
  await signIn();
  await page.getByLabel("Code", { exact: true }).fill(oneTimeCode(key, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await opened("/settings/account");
  await card.getByRole("button", { name: "Switch off" }).click();
  await prove("Switch off", password);
  await expect(card.getByRole("button", { name: "Set up" })).toBeVisible();

  await page.goto(`${muster.url}/c/sandbox/tasks`);
  const offer = page.getByRole("complementary", { name: "Protect your account" });
  await offer.getByRole("button", { name: "Not now" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Tasks", exact: true })).toBeVisible();
  await expect(offer).toHaveCount(0);
});
