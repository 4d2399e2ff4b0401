import type { Page } from "@playwright/test";
import { ApiClient } from "./support/api";
import { makeEndedUpgrade } from "./support/ended-upgrade";
import { takePictures } from "./support/screen-matrix";
import { consoleUrl, fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { putDraft } from "./support/wizard";

test.describe.configure({ timeout: 240_000 });

let taskId = "";
/** Of an upgrade and of a command, with something in every step. */
let upgrade = "";
let command = "";

test.beforeAll(async ({ playwright, session }) => {
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  const devices = waterMeters(45_001, 24);
  ({ taskId } = await makeEndedUpgrade(new ApiClient(request), "fw_2_4_1_screens", devices));
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

for (const [name, { path, ready }] of Object.entries(pages)) {
  test(`${name} fits`, async ({ page }) => {
    await takePictures(page, name, async () => {
      await page.goto(path());
      await ready(page);
    });
  });
}
