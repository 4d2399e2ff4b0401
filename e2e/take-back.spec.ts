import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const tasks = "/c/sandbox/tasks";

async function hold(api: ApiClient, first: number, holdSeconds: number) {
  const name = uniqueName("held");
  const answer = await api.post("/tasks", {
    ...{ name, type: "firmwareUpgrade", holdSeconds, document: { package_id: fleet.firmwarePackage } },
    targets: { kind: "list", ids: waterMeters(first, 2) },
  });
  expect(answer.status(), await answer.text()).toBe(202);
  return { name, id: (await answer.json()).id as string };
}

/** What the page says is left, in seconds. */
async function secondsLeft(page: Page): Promise<number> {
  const text = (await page.getByText(/^Sends in \d+ s$/).textContent()) ?? "";
  return Number(/\d+/.exec(text)?.[0]);
}

test("what is held is counted down and taken back by the keyboard, whatever the browser's clock says", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const { id, name } = await hold(api, 45_001, 60);
  await page.clock.setSystemTime(new Date("2031-01-01T00:00:00Z"));
  await page.goto(`/c/sandbox/operations/${id}`);
  await expect(page.getByRole("heading", { name: "Held" })).toBeVisible();
  const before = await secondsLeft(page);
  expect(before).toBeGreaterThan(5);
  expect(before).toBeLessThanOrEqual(60);
  await expect.poll(() => secondsLeft(page)).toBeLessThan(before);
  await expect(page.getByRole("button", { name: `Take back ${name}` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Taken back" })).toBeVisible();
  expect(await (await api.get(`/operations/${id}`)).json()).toMatchObject({ state: "cancelled" });
});

test("what is held stands above the tasks, is taken back there, and leaves no row", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const { name } = await hold(api, 45_011, 60);
  await page.goto(tasks);
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText(/Held, sends in \d+ s/);
  await row.getByRole("button", { name: `Take back ${name}` }).click();
  await expect(row).toHaveCount(0);
});

test("a closed page cancels nothing: what was held is sent, and the page goes on to the task", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const { id, name } = await hold(api, 45_021, 3);
  await page.goto(`/c/sandbox/operations/${id}`);
  await page.goto("about:blank");
  await expect
    .poll(async () => (await (await api.get(`/operations/${id}`)).json()).state, { timeout: 20_000 })
    .toBe("done");
  await page.goto(`/c/sandbox/operations/${id}`);
  await expect(page).toHaveURL(/\/c\/sandbox\/tasks\/[0-9a-f]{24}/);
  await expect(page.getByRole("heading", { name })).toBeVisible();
});
