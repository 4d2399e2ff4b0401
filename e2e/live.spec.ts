import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { waitForHydration } from "./support/hydration";
import { sandbox } from "./support/sandbox";
import { waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

/** How long devices take, in milliseconds; the stage's platform is twenty times as fast. */
const early = 1_200_000;
const late = 6_000_000;

test.use({
  // A network that is off, and a stream that is cut on purpose.
  expectedErrors: [/ERR_(INTERNET_DISCONNECTED|FAILED)/],
});

/** An upgrade that goes on for minutes, unless the clock is moved; `failing` of its devices end earlier. */
async function startUpgrade(api: ApiClient, first: number, count: number, failing = 0) {
  const devices = waterMeters(first, count);
  await sandbox.orderDevices(
    devices.map((deviceId, index) => ({
      deviceId,
      online: true,
      durationMs: index < failing ? early : late,
      ...(index < failing
        ? { outcome: "fail", errorMessage: "Connection lost during downloading process" }
        : { outcome: "success" }),
    })),
  );
  const taskId = await api.createUpgrade(uniqueName("live"), devices);
  await expect(async () => {
    const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(task).toMatchObject({ progress: { processing: count }, snapshot: { subtasksComplete: true } });
  }).toPass({ timeout: 15_000 });
  return taskId;
}

/** Calls of a page to the API of the console, without the stream. */
function countCalls(page: Page, part: RegExp): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (part.test(request.url()) && !request.url().includes("/events")) count += 1;
  });
  return () => count;
}

const pill = (page: Page, text: RegExp) => page.getByRole("banner").getByText(text);
const opensStream = (page: Page) => page.waitForResponse(/\/events\?task=/);

test("two browsers see a change without a reload, and a filtered table announces it", async ({
  page,
  request,
  browser,
  session,
}) => {
  const api = new ApiClient(request);
  const taskId = await startUpgrade(api, 71_001, 5, 2);
  const address = `/c/sandbox/tasks/${taskId}`;
  const other = await browser.newContext({ storageState: await session() });
  const second = waitForHydration(await other.newPage());
  await Promise.all([opensStream(page), page.goto(`${address}?status=Processing`)]);
  await Promise.all([opensStream(second), second.goto(address)]);
  const rows = page.locator("tr[data-row]");
  await expect(rows).toHaveCount(5);
  const asked = countCalls(page, new RegExp(`/tasks/${taskId}$`));

  await sandbox.advance(early / 20);
  await api.get(`/tasks/${taskId}?fresh=1`);
  await expect(page.getByText("2 of 5 devices settled")).toBeVisible({ timeout: 15_000 });
  await expect(second.getByText("2 of 5 devices settled")).toBeVisible();
  expect(asked(), "the news came by itself").toBeLessThanOrEqual(1);

  const show = page.getByRole("button", { name: "2 devices changed, show" });
  await expect(show).toBeVisible();
  await expect(rows, "no row has moved").toHaveCount(5);
  await expect(rows.filter({ hasText: "Moved" })).toHaveCount(2);
  await show.focus();
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(3);
  await expect(page.locator("#subtask-rows")).toBeFocused();
  await other.close();
});

test("a cut stream is told, asked for ever more seldom, and comes back without a reload", async ({
  page,
  request,
  context,
}) => {
  const taskId = await startUpgrade(new ApiClient(request), 71_011, 2);
  await Promise.all([opensStream(page), page.goto(`/c/sandbox/tasks/${taskId}`)]);
  await expect(pill(page, /^Live/)).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset.opened = "once";
  });
  const asked = countCalls(page, /\/api\/v1\//);
  await context.setOffline(true);
  await expect(pill(page, /^Not live since .*no network/)).toBeVisible();
  const before = asked();
  let tries = 0;
  await page.route(/\/events\?task=/, (route) => {
    tries += 1;
    return route.abort();
  });
  await expect.poll(() => asked() - before, { timeout: 1_000 }).toBe(0);
  await context.setOffline(false);
  await expect(pill(page, /^Not live since .*reconnecting/)).toBeVisible();
  await expect.poll(() => tries).toBeGreaterThan(1);
  expect(tries).toBeLessThan(6);
  await page.unroute(/\/events\?task=/);
  await expect(pill(page, /^Live/)).toBeVisible({ timeout: 15_000 });
  await expect(page.locator("html"), "never reloaded").toHaveAttribute("data-opened", "once");
  expect(asked() - before, "one read on return, polling meanwhile, and no storm").toBeLessThan(30);
});

test("a bookmarked task opens in full while the platform is down, and after it deleted the task", async ({
  page,
  request,
}) => {
  const api = new ApiClient(request);
  const taskId = await startUpgrade(api, 71_021, 3);
  const opensInFull = async () => {
    await page.goto(`/c/sandbox/tasks/${taskId}`);
    await expect(page.getByText("0 of 3 devices settled")).toBeVisible();
    await expect(page.locator("tr[data-row]")).toHaveCount(3);
  };
  try {
    await sandbox.setFault({ kind: "status", status: 503 });
    await opensInFull();
    // For two seconds after an answer nobody asks again.
    await expect(async () => {
      await page.getByRole("banner").getByRole("button", { name: "Read now" }).click();
      await expect(page.getByText(/^Platform unreachable/)).toBeVisible({ timeout: 1_500 });
    }).toPass();
    await expect(page.locator("tr[data-row]")).toHaveCount(3);
  } finally {
    await sandbox.clearFaults();
  }
  await sandbox.removeTask(taskId);
  await expect(async () => {
    const { snapshot } = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(snapshot.state).toBe("deleted");
  }).toPass();
  await opensInFull();
  await expect(page.getByText("Deleted on the platform, copy kept")).toBeVisible();
  await expect(pill(page, /^Kept copy/)).toBeVisible();
});
