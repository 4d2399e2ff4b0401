import { expect, type Page, type Response } from "@playwright/test";
import { waitForHydration } from "@/e2e/support/hydration";
import { stage } from "@/e2e/support/stage";
import type { Bench } from "./benchmark";

export interface WizardPage {
  page: Page;
  /** Scripts the browser fetched while the page was opened. */
  scripts: readonly Response[];
  close: () => Promise<void>;
}

/** The Targets step of a new firmware upgrade, in a window of its own, of somebody who is signed in. */
export async function openTargetsStep(bench: Bench): Promise<WizardPage> {
  const { url } = await bench.installation();
  const window = await bench.openWindow();
  const signedIn = await window.request.post(`${url}/api/auth/sign-in/email`, {
    data: stage.admin,
    headers: { origin: url },
  });
  if (!signedIn.ok()) throw new Error(`Signing in answered ${signedIn.status()}: ${await signedIn.text()}`);
  await window.grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
  const page = waitForHydration(await window.newPage());
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response);
  });
  await page.goto(`${url}/c/sandbox/tasks/new`);
  await page.getByRole("radio", { name: /Firmware upgrade/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Device IDs", { exact: true })).toBeVisible();
  // A font that arrives lays the whole page out anew: that is the page's opening, not what is done on it.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, scripts: [...scripts], close: () => window.close() };
}
