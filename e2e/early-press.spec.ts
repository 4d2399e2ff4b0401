import type { BrowserContext } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { untilHydrated } from "./support/hydration";
import { orderUpgrade } from "./support/sandbox";
import { consoleUrl, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const devices = waterMeters(78_401, 3);

/** A page of its own, since the usual one waits until nothing is asleep; `held` scripts come when they are released. */
async function openAsleep(context: BrowserContext, address: string, held: (pathname: string) => boolean) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const page = await context.newPage();
  await page.route("**/_next/static/chunks/**/*.js", async (route) => {
    if (held(new URL(route.request().url()).pathname)) await released;
    await route.continue();
  });
  // On a slow machine a first poll asks for what is held back, and the load waits for that.
  await page.goto(address, { waitUntil: "commit" });
  return { page, release };
}

// The server learns the reader's zone with the first page: times change while parts of it sleep.
test.use({ timezoneId: "Asia/Shanghai" });

test("what is pressed and typed before its code is here is heard when it comes", async ({
  context,
  request,
}) => {
  await orderUpgrade(devices, []);
  const name = uniqueName("early");
  const taskId = await new ApiClient(request).createUpgrade(name, devices);
  const address = `${consoleUrl}/c/sandbox/tasks/${taskId}?status=all`;
  const sent = await (await context.request.get(address)).text();
  const { page, release } = await openAsleep(context, address, (pathname) => !sent.includes(pathname));
  const sentHead = await page.locator(".thead h1").evaluateHandle((head) => head);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("#subtasks :is(button, input, select)")].every((control) =>
      Object.keys(control).some((key) => key.startsWith("__reactProps$")),
    ),
  );
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("combobox", { name: "Search" }).fill(name);
  await page.locator(".thead").getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menu")).toHaveCount(0);
  release();
  await expect(page.getByRole("menu", { name: "More actions" })).toBeVisible();
  expect(await sentHead.evaluate((head) => head.isConnected)).toBe(true);
  await expect(page.getByRole("combobox", { name: "Search" })).toHaveValue(name);
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Search" }).focus();
  await expect(page.getByRole("option", { name: `Task: ${name}` })).toBeVisible();
});

test("what is pressed before any script has run is done when they have", async ({ context, request }) => {
  await orderUpgrade(devices, []);
  const taskId = await new ApiClient(request).createUpgrade(uniqueName("early"), devices);
  const address = `${consoleUrl}/c/sandbox/tasks/${taskId}?status=all`;
  const { page, release } = await openAsleep(context, address, () => true);
  const failed = page.getByRole("tab", { name: /^Failed/ });
  await failed.click();
  await page.getByRole("button", { name: "Theme" }).click();
  await failed.click();
  await expect(failed).toHaveAttribute("aria-selected", "false");
  release();
  await expect(failed).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page).toHaveURL(/status=Fail/);
});

test("what is pressed while the page wakes is done once", async ({ context, request }) => {
  await orderUpgrade(devices, []);
  const taskId = await new ApiClient(request).createUpgrade(uniqueName("early"), devices);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const pressWhenReactHears = () => {
      const hears = Object.keys(document).some((key) => key.startsWith("_reactListening"));
      if (!hears) return setTimeout(pressWhenReactHears);
      const button = document.querySelector<HTMLElement>("#subtasks button[aria-haspopup]");
      const isAsleep = button && !Object.keys(button).some((key) => key.startsWith("__reactProps$"));
      document.documentElement.dataset.pressed = isAsleep ? "asleep" : "awake";
      button?.addEventListener("click", () => {
        presses += 1;
        document.documentElement.dataset.presses = String(presses);
      });
      button?.click();
    };
    let presses = 0;
    pressWhenReactHears();
  });
  await page.goto(`${consoleUrl}/c/sandbox/tasks/${taskId}?status=all`);
  await untilHydrated(page);
  await expect(page.locator("html")).toHaveAttribute("data-pressed", "asleep");
  await expect(page.locator("html")).toHaveAttribute("data-presses", "1");
  await expect(page.locator("#subtasks button[aria-haspopup]").first()).toHaveAttribute(
    "aria-expanded",
    "true",
  );
});

test.describe("to a stranger", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("a form that is sent before any script has run waits for them", async ({ context }) => {
    const { page, release } = await openAsleep(context, `${consoleUrl}/login`, () => true);
    await page.getByLabel("E-mail").fill(`${uniqueName("nobody")}@example.com`);
    await page.getByLabel("Password", { exact: true }).fill("not a password");
    await page.keyboard.press("Enter");
    release();
    await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
    expect(page.url()).not.toContain("nobody");
  });
});
