import type { Page, Route } from "@playwright/test";
import { uniqueName } from "./support/api";
import { waitForHydration } from "./support/hydration";
import { sandbox } from "./support/sandbox";
import { createsOf, expectSentAsShown, type SentTask } from "./support/sent-tasks";
import { consoleUrl, fleet, stage, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { Wizard } from "./support/wizard";

test.use({ permissions: ["clipboard-write"] });

/** All are held for ten seconds: they are looked for together at the end. */
const sent: SentTask[] = [];
const takenBack: string[] = [];

test.afterAll("each became one task, and what was taken back none", async ({ playwright }) => {
  test.setTimeout(120_000);
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  await expectSentAsShown(request, sent);
  for (const name of takenBack) expect(await createsOf(name), name).toEqual([]);
  await request.dispose();
});

const label = "Send to 3 devices";
const command = { service_id: "meter", command_name: "VALVE", paras: { open: 0 } };

/** A command for three devices, at its last step. */
async function readyToSend(page: Page, first: number) {
  const wizard = new Wizard(page);
  await wizard.keepCopies();
  const name = uniqueName("once");
  const id = await wizard.putDraft({
    ...{ name, type: "createCommands", ids: waterMeters(first, 3) },
    content: { documents: { createCommands: JSON.stringify(command) } },
  });
  await wizard.open(id, "Review");
  const body = await wizard.reviewedBody();
  await sandbox.advance(120_000);
  const note = (operationId: string) => sent.push({ connection: wizard.connection, name, operationId, body });
  return { wizard, name, id, note };
}

const isCreate = (url: URL) => url.pathname.endsWith("/connections/sandbox/tasks");
/** Only the creates of a page; the list of tasks is asked for at the same address. */
async function onCreate(page: Page, act: (route: Route) => Promise<unknown>): Promise<void> {
  await page.route(isCreate, (route) =>
    route.request().method() === "POST" ? act(route) : route.continue(),
  );
}

async function countCreates(page: Page): Promise<() => number> {
  let count = 0;
  await onCreate(page, (route) => {
    count += 1;
    return route.continue();
  });
  return () => count;
}

test("a double click asks once", async ({ page }) => {
  const { wizard, note } = await readyToSend(page, 46_201);
  const asked = await countCreates(page);
  await wizard.sendButton(label).dblclick();
  note((await wizard.outcome()).id);
  expect(asked()).toBe(1);
});

test("Enter held down asks once", async ({ page }) => {
  const { wizard, note } = await readyToSend(page, 46_211);
  const asked = await countCreates(page);
  await wizard.sendButton(label).focus();
  for (let repeat = 0; repeat < 8; repeat += 1) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  note((await wizard.outcome()).id);
  expect(asked()).toBe(1);
});

test.describe("two tabs that send the same draft at once", () => {
  test.use({ expectedErrors: [/status of 409/] });

  test("make one task, and both lead to it", async ({ page, context }) => {
    const { wizard: here, id, note } = await readyToSend(page, 46_221);
    const there = new Wizard(waitForHydration(await context.newPage()));
    await there.open(id, "Review");
    await Promise.all([here, there].map((wizard) => wizard.sendButton(label).click()));
    const ended = await Promise.all([here, there].map(whereItLed));
    expect(new Set(ended).size).toBe(1);
    note(ended[0] ?? "");
  });
});

/** The operation itself, or the way to it from the banner that says it was sent before. */
async function whereItLed(wizard: Wizard): Promise<string> {
  const banner = wizard.page.getByRole("alert").filter({ hasText: "This draft was sent already" });
  const held = wizard.page.getByRole("heading", { name: "Held" });
  await expect(banner.or(held)).toBeVisible({ timeout: 30_000 });
  if (await banner.isVisible()) await banner.getByRole("link", { name: "See what became of it" }).click();
  return (await wizard.outcome()).id;
}

test("a page that is loaded anew in the middle of a send leads to what became of it", async ({ page }) => {
  const { wizard, note } = await readyToSend(page, 46_231);
  const asked = onCreateOnce(page, async (route) => void (await route.fetch()));
  await wizard.sendButton(label).click();
  await asked;
  await page.reload();
  await expect(page.getByRole("heading", { name: "This draft was sent" })).toBeVisible();
  await page.getByRole("link", { name: "Open what it became" }).click();
  note((await wizard.outcome()).id);
});

/** Resolves when the first create of the page has been dealt with; further ones go their way. */
function onCreateOnce(page: Page, act: (route: Route) => Promise<void>): Promise<void> {
  return new Promise((done, fail) => {
    let first = true;
    void onCreate(page, async (route) => {
      if (!first) return route.continue();
      first = false;
      await act(route).then(done, fail);
    });
  });
}

test.describe("an answer that is lost", () => {
  test.use({ expectedErrors: [/net::ERR_/] });

  test("is asked for: what arrived is found, and not sent again", async ({ page }) => {
    const { wizard, note } = await readyToSend(page, 46_241);
    void onCreateOnce(page, async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await wizard.sendButton(label).click();
    const dialog = page.getByRole("alertdialog", { name: "Muster does not know if this was sent" });
    await expect(dialog).toContainText("It arrived and is on its way.");
    await expect(dialog.getByRole("button", { name: "Send again" })).toHaveCount(0);
    await dialog.getByRole("link", { name: "See what became of it" }).click();
    note((await wizard.outcome()).id);
  });

  test("is asked for: what never arrived is sent again, under the same key", async ({ page }) => {
    const { wizard, note } = await readyToSend(page, 46_251);
    const keys: (string | undefined)[] = [];
    await onCreate(page, (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.abort("connectionreset") : route.continue();
    });
    await wizard.sendButton(label).click();
    const dialog = page.getByRole("alertdialog", { name: "Muster does not know if this was sent" });
    await expect(dialog).toContainText("It knows of no such request");
    await dialog.getByRole("button", { name: "Send again" }).click();
    note((await wizard.outcome()).id);
    expect(keys).toEqual([expect.any(String), keys[0]]);
  });
});

test("what is taken back makes no task; its draft is as it was, and can be sent", async ({ page }) => {
  const { wizard, name, id } = await readyToSend(page, 46_261);
  const before = await wizard.reviewedBody();
  await wizard.send(label);
  await page.getByRole("button", { name: `Take back ${name}` }).click();
  await expect(page.getByRole("heading", { name: "Taken back" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the draft" }).click();
  await wizard.expectStep("Review");
  expect(wizard.draftId).toBe(id);
  expect(await wizard.reviewedBody()).toEqual(before);
  await expect(wizard.sendButton(label)).toBeEnabled();
  takenBack.push(name);
});

test.describe("what cannot be undone, long after the sign-in", () => {
  // The proof gives the session a new token: one of its own, not the one the other journeys share.
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 403/] });

  test("is sent only with a proof of who is asking", async ({ page }) => {
    const signedIn = await page.request.post("/api/auth/sign-in/email", { data: stage.admin });
    expect(signedIn.status()).toBe(200);
    const wizard = new Wizard(page);
    await wizard.keepCopies();
    const name = uniqueName("proof");
    const id = await wizard.putDraft({
      ...{ name, type: "firmwareUpgrade", ids: waterMeters(46_271, 3) },
      content: { documents: { firmwareUpgrade: JSON.stringify({ package_id: fleet.firmwarePackage }) } },
    });
    await wizard.open(id, "Review");
    const body = await wizard.reviewedBody();
    const button = wizard.sendButton("Upgrade 3 devices");
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await wizard.confirm("upgrade 3", "A journey");
    await refuseForWantOfProof(page, 2);

    await button.click();
    const dialog = page.getByRole("dialog", { name: "Is it you?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
    await button.click();
    await dialog.getByLabel("Your password").fill(stage.admin.password);
    await dialog.getByRole("button", { name: "Go on" }).click();
    sent.push({ connection: "sandbox", name, operationId: (await wizard.outcome()).id, body });
  });
});

/** The next creates are refused as the server does it ten minutes after the sign-in. */
async function refuseForWantOfProof(page: Page, times: number): Promise<void> {
  const problem = {
    ...{ type: "urn:muster:problem:forbidden", title: "Not allowed", status: 403, code: "forbidden" },
    ...{ detail: "Prove who you are first.", requestId: "r-1", stepUp: "password" },
  };
  let left = times;
  await onCreate(page, (route) => {
    left -= 1;
    if (left < 0) return route.continue();
    return route.fulfill({ status: 403, contentType: "application/problem+json", json: problem });
  });
}
