import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { consoleUrl, fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { findUntranslated } from "./support/untranslated";
import { putDraft } from "./support/wizard";

// The pictures are kept in e2e/screens/ for people to look at; what a machine can judge is asserted here.

const themes = ["light", "dark"] as const;
const languages = ["en", "zh-CN"] as const;
const widths = [1600, 1000, 390] as const;

let taskId = "";
/** Of an upgrade and of a command, with something in every step. */
let upgrade = "";
let command = "";

test.beforeAll(async ({ playwright, session }) => {
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  const api = new ApiClient(request);
  const devices = waterMeters(45_001, 24);
  await sandbox.orderDevices(
    devices.map((deviceId, index) => ({
      deviceId,
      durationMs: 5_000,
      ...(index < 5
        ? { outcome: "fail", errorMessage: "Not enough storage for the new firmware package" }
        : { outcome: "success" }),
    })),
  );
  taskId = await api.createUpgrade(uniqueName("fw_2_4_1_screens"), devices);
  await expect(async () => {
    await sandbox.advance(30_000);
    expect((await api.task(taskId)).snapshot.final).toBe(true);
  }).toPass({ timeout: 60_000 });
  await request.dispose();

  const person = await playwright.request.newContext({ baseURL: consoleUrl, storageState: await session() });
  upgrade = await putDraft(person, "sandbox", {
    ...{ name: "fw_2_4_1_north", type: "firmwareUpgrade", ids: devices },
    content: {
      documents: { firmwareUpgrade: JSON.stringify({ package_id: fleet.firmwarePackage }) },
      ...{
        extInfo: '{ "campaign": "north" }',
        start: "set",
        date: inThreeDays(),
        time: "03:20",
        retry: true,
      },
    },
  });
  const document = { service_id: "meter", command_name: "VALVE", paras: { open: 1 } };
  command = await putDraft(person, "sandbox", {
    ...{ name: "valves_north", type: "createCommands", ids: devices },
    content: { documents: { createCommands: JSON.stringify(document) } },
  });
  await person.dispose();
});

/** Each page with something that shows it has its data. */
const pages: Record<string, { path: () => string; ready: (page: Page) => Promise<void> }> = {
  tasks: {
    path: () => "/c/sandbox/tasks",
    ready: (page) => expect(page.getByRole("table").getByText("fw_2_4_1_screens").first()).toBeVisible(),
  },
  task: {
    path: () => `/c/sandbox/tasks/${taskId}`,
    ready: (page) => expect(page.getByText("Not enough storage").first()).toBeVisible(),
  },
  framed: {
    path: () => `/embed/c/sandbox/tasks/${taskId}`,
    ready: (page) => expect(page.getByText("Not enough storage").first()).toBeVisible(),
  },
  connections: {
    path: () => "/settings/connections",
    ready: (page) =>
      expect(
        page
          .getByRole("row")
          .getByText(/SANDBOX|沙箱/)
          .first(),
      ).toBeVisible(),
  },
  connection: {
    path: () => "/settings/connections/new",
    ready: (page) => expect(page.getByRole("radio")).toHaveCount(6),
  },
  wizard: {
    path: () => "/c/sandbox/tasks/new",
    ready: async (page) => {
      await expect(page.getByRole("radio")).toHaveCount(12);
      await expect(page.getByText("valves_north").first()).toBeVisible();
    },
  },
  "wizard-targets": {
    path: () => stepOf(upgrade, "targets"),
    ready: (page) => expect(page.locator("#w-targets")).toHaveValue(/wm-0045024$/),
  },
  "wizard-package": {
    path: () => stepOf(upgrade, "parameters"),
    ready: (page) => expect(page.locator(`#package-${fleet.firmwarePackage}`)).toBeChecked(),
  },
  "wizard-command": {
    path: () => stepOf(command, "parameters"),
    ready: (page) => expect(page.locator("select#w-document\\.command_name")).toHaveValue("VALVE"),
  },
  "wizard-policy": {
    path: () => stepOf(upgrade, "policy"),
    ready: (page) => expect(page.locator("#w-time")).toHaveValue("03:20"),
  },
  "wizard-review": {
    path: () => stepOf(upgrade, "review"),
    ready: async (page) => {
      await expect(page.getByText('"task_name"')).toBeVisible();
      await expect(page.locator("#w-typed")).toBeVisible();
    },
  },
};

const stepOf = (draftId: string, step: string) => `/c/sandbox/tasks/new?draft=${draftId}&step=${step}`;
const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

for (const theme of themes) {
  for (const language of languages) {
    for (const width of widths) {
      test(`every page fits: ${language}, ${theme}, ${width} px`, async ({ page, context }) => {
        test.setTimeout(120_000);
        await context.addCookies([
          { name: "muster_locale", value: language, url: consoleUrl },
          { name: "muster_theme", value: theme, url: consoleUrl },
        ]);
        await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
        for (const [name, { path, ready }] of Object.entries(pages)) {
          await page.goto(path());
          await ready(page);
          await expect(page.locator("html")).toHaveAttribute("lang", language);
          await page.screenshot({
            path: `e2e/screens/${name}-${language}-${theme}-${width}.png`,
            fullPage: true,
          });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
          if (language !== "en") expect(await findUntranslated(page), `English on ${name}`).toEqual([]);
          if (width === 1000) continue;
          const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
          expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        }
      });
    }
  }
}
