import { ApiClient, uniqueName } from "./support/api";
import { orderUpgrade } from "./support/sandbox";
import { consoleUrl, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const devices = waterMeters(78_401, 3);

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
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  // A page of its own: the usual one waits until nothing is asleep.
  const page = await context.newPage();
  await page.route("**/_next/static/chunks/**", async (route) => {
    if (!sent.includes(new URL(route.request().url()).pathname)) await released;
    await route.continue();
  });
  // On a slow machine a first poll asks for what is held back, and the load waits for that.
  await page.goto(address, { waitUntil: "domcontentloaded" });
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
