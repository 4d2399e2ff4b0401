import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { openBook } from "@/lib/workbook/write/open-book";
import { upload } from "@/simulator/testing/upload";
import { ApiClient, uniqueName } from "./support/api";
import { waitForHydration } from "./support/hydration";
import { Installation } from "./support/installation";
import { stage, waterMeters } from "./support/stage";

// An installation of its own: the platform's ten places are everybody's, and here all of them are taken.
const ports = { port: 3461, simulatorPort: 3462 };
const muster = new Installation(ports);
const simulator = { url: `http://127.0.0.1:${ports.simulatorPort}`, now: () => Date.now() };
const rows = [["device_id"], ["lot_1"], ["lot_2"]];

const test = base.extend({
  page: async ({ page }, use) => {
    const answer = await page.request.post("/api/auth/sign-in/email", { data: stage.admin });
    expect(answer.status()).toBe(200);
    await use(waitForHydration(page));
  },
});
test.use({ baseURL: muster.url });
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  await muster.start();
});
test.afterAll(() => muster.remove());

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const readNow = (page: Page) => page.getByRole("button", { name: "Read now" }).click();
const add = (page: Page) => page.getByRole("button", { name: "Add a spreadsheet" });
const openMenu = (page: Page, name: string) => page.getByRole("button", { name: `More: ${name}` }).click();

/** As another tool of the same account does. */
async function putElsewhere(name: string): Promise<string> {
  const { status, body } = await upload(simulator, name, makeWorkbook());
  expect(status).toBe(201);
  return body.file_id;
}

function makeWorkbook(): Buffer {
  const book = openBook(["Devices"]);
  book.sheet(0, [42], (sheet) => {
    rows.forEach((cells, index) => {
      sheet.row(index + 1, cells);
    });
  });
  return Buffer.from(book.bytes());
}

test("a template is downloaded, a workbook goes to the platform, shows its hour, and is deleted", async ({
  page,
}) => {
  await page.goto("/c/sandbox/tasks");
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/\/c\/sandbox\/files$/);
  await expect(page).toHaveTitle("Files, Muster");
  await expect(page.getByRole("link", { name: "Files" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { name: "No files" })).toBeVisible();

  await page.getByRole("button", { name: /Templates/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Freeze devices", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("freezeDevices_template.xlsx");
  const parts = unzipSync(await readFile(await download.path()));
  expect(Object.keys(parts)).toContain("xl/worksheets/sheet1.xml");

  await add(page).click();
  const dialog = page.getByRole("dialog", { name: "Add a spreadsheet to the platform" });
  await expect(dialog).toContainText("Its hour begins then");
  const choice = dialog.locator('input[type="file"]');
  await choice.setInputFiles({ name: "lot.csv", mimeType: "text/csv", buffer: Buffer.from("a") });
  await expect(dialog.getByRole("alert")).toContainText("Send a workbook as .xlsx or .xls");
  const fake = { name: "letter.xlsx", mimeType: "", buffer: Buffer.from("not a workbook") };
  await choice.setInputFiles(fake);
  await expect(dialog.getByRole("alert")).toContainText("The file is not a workbook");
  await choice.setInputFiles({ name: "freeze_lot.xlsx", mimeType: "", buffer: makeWorkbook() });
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^freeze_lot_\w{8}\.xlsx is on the platform, for an hour\.$/)).toBeVisible();

  const stored = row(page, "freeze_lot.xlsx");
  await expect(stored).toContainText(/On platform, 59 min left|On platform, 60 min left/);
  await expect(stored).toContainText(/On the platform as freeze_lot_\w{8}\.xlsx/);
  await expect(page.getByRole("region", { name: "On the platform" })).toContainText("1 of 10 places");

  await openMenu(page, "freeze_lot.xlsx");
  await page.getByRole("menuitem", { name: "Delete on the platform" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete freeze_lot.xlsx on the platform?" });
  await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
  await expect(question).toContainText("Used by");
  await question.getByRole("button", { name: "Delete file" }).click();
  await expect(page.getByRole("heading", { name: "No files" })).toBeVisible();
  await expect(page.getByText("freeze_lot.xlsx is off the platform.")).toBeVisible();
});

test("a file of another tool is shown and left alone", async ({ page }) => {
  const fileId = await putElsewhere("theirs.xlsx");
  await page.goto("/c/sandbox/files");
  await expect(row(page, "theirs.xlsx")).toContainText("Outside Muster");
  const others = page.getByRole("region", { name: "Not from Muster" });
  await expect(others).toContainText("1 file");
  await expect(others).toContainText("theirs.xlsx");
  await openMenu(page, "theirs.xlsx");
  const remove = page.getByRole("menuitem", { name: /^Delete on the platform/ });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toContainText("Another tool put it there. Muster leaves it alone.");
  const refused = await page.request.delete(`/api/v1/connections/sandbox/files/${fileId}`, {
    headers: { authorization: `Bearer ${stage.apiToken}` },
  });
  expect(refused.status()).toBe(409);
  await page.keyboard.press("Escape");
  await readNow(page);
  await expect(row(page, "theirs.xlsx")).toBeVisible();
});

test("nothing is added while all ten places are taken; what is known stays when the platform is away", async ({
  page,
}) => {
  await page.goto("/c/sandbox/files");
  await expect(row(page, "theirs.xlsx")).toBeVisible();
  for (let number = 2; number <= 10; number += 1) await putElsewhere(`lot_${number}.xlsx`);
  await readNow(page);
  await expect(page.getByRole("region", { name: "On the platform" })).toContainText("10 of 10 places");
  await expect(add(page)).toHaveAttribute("aria-disabled", "true");
  await expect(add(page)).toHaveAccessibleDescription(
    /All places .* are taken\. The next is free in \d+ min/,
  );
  await expect(row(page, "lot_10.xlsx")).toBeVisible();

  const listing = { kind: "reset", match: { path: "/batchtask-files" } };
  await steer("POST", "/faults", listing);
  await readNow(page);
  await expect(page.getByText("What is on the platform is not known")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Shown as of /)).toBeVisible();
  await expect(row(page, "lot_10.xlsx")).toBeVisible();
  await steer("DELETE", "/faults");
  await readNow(page);
  await expect(page.getByText("What is on the platform is not known")).toHaveCount(0, { timeout: 30_000 });
});

test("a workbook of a draft is only here, is handed out with its draft and taken out of it", async ({
  page,
}) => {
  const address = `/api/v1/connections/sandbox/drafts/${randomUUID()}`;
  const headers = { origin: muster.url };
  const head = { name: "freeze_lot", type: "freezeDevices", step: "targets", version: 0 };
  const saved = await page.request.put(address, {
    headers,
    data: { ...head, content: {}, targetCount: 0 },
  });
  expect(saved.status(), await saved.text()).toBe(201);
  const put = async (name: string) => {
    const file = { name, mimeType: "application/zip", buffer: makeWorkbook() };
    const answer = await page.request.put(`${address}/file?type=freezeDevices`, {
      headers,
      multipart: { file },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await put("draft_lot.xlsx");
  await page.goto("/c/sandbox/files");
  const kept = row(page, "draft_lot.xlsx");
  await expect(kept).toContainText("Only in Muster");
  await expect(kept).toContainText("Freeze devices, 2 rows");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download draft_lot.xlsx" }).click(),
  ]);
  expect(await readFile(await download.path())).toEqual(makeWorkbook());
  await kept.getByRole("link", { name: "Draft, step 2" }).click();
  await expect(page).toHaveURL(/\/tasks\/new\?draft=[\w-]+&step=targets/);
  await page.goto("/c/sandbox/files");
  await openMenu(page, "draft_lot.xlsx");
  await page.getByRole("menuitem", { name: "Take out of the draft" }).click();
  const question = page.getByRole("alertdialog", { name: "Take draft_lot.xlsx out of your draft?" });
  await question.getByRole("button", { name: "Take out" }).click();
  await expect(kept).toHaveCount(0);
  await put("draft_lot_2.xlsx");
});

for (const theme of ["light", "dark"] as const) {
  for (const language of ["en", "zh-CN"] as const) {
    test(`the files fit: ${language}, ${theme}`, async ({ page, context }) => {
      await context.addCookies([
        { name: "muster_locale", value: language, url: muster.url },
        { name: "muster_theme", value: theme, url: muster.url },
      ]);
      for (const width of [1600, 1000, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto("/c/sandbox/files");
        await expect(row(page, "theirs.xlsx")).toBeVisible();
        await page.screenshot({
          path: `e2e/screens/files-${language}-${theme}-${width}.png`,
          fullPage: true,
        });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
        expect(violations.map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  }
}

test("a legacy connection says that it has none, and offers no way there", async ({ page }) => {
  await page.goto("/c/sandbox-na/tasks");
  await expect(page.getByRole("link", { name: "Files" })).toHaveCount(0);
  await page.goto("/c/sandbox-na/files");
  await expect(page.getByRole("heading", { name: "No files on a legacy connection" })).toBeVisible();
});

test("a task is cloned from its page into a draft", async ({ page, request }) => {
  const name = uniqueName("original");
  const taskId = await new ApiClient(request).createUpgrade(name, waterMeters(30_001, 3));
  await page.goto(`/c/sandbox/tasks/${taskId}`);
  await page.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menuitem", { name: "Clone" }).click();
  await expect(page).toHaveURL(/\/c\/sandbox\/tasks\/new\?draft=[\w-]+&step=review/);
  await expect(page.getByText(`${name}_copy`).first()).toBeVisible();
});

async function steer(method: string, path: string, body?: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${simulator.url}/_simulator${path}`, {
    method,
    ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}
