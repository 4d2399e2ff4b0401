import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { DraftContent } from "@/lib/contracts/drafts";
import { said } from "./support/said";
import { takePictures } from "./support/screen-matrix";
import { holdAnswers, letAnswers } from "./support/slow-answers";
import { waterMeters } from "./support/stage";
import type { StateGround } from "./support/state-ground";
import type { StateTasks } from "./support/state-tasks";
import { test } from "./support/state-test";
import { expect } from "./support/test";

/*
 * Every state of the pages, brought about where it comes from: a platform that throttles or is away, a database without
 * a table, a person without a role. An installation of its own, since the journeys of the others need a sound one.
 */

test.describe.configure({ timeout: 600_000 });
test.use({
  // A database or a platform that fails, and what may not be seen.
  expectedErrors: [/status of (401|404|500|502|503)|ERR_FAILED|React error #441/],
});

const list = "/c/default/tasks";
const task = (id: string, query = "") => `${list}/${id}${query}`;
const [device = ""] = waterMeters(40_001, 1);
const text = (page: Page, path: string) => page.getByText(said(path)).first();
const rows = (page: Page) => page.locator("tr[data-row]");
/** Opens an address and waits for what the catalogues say there. */
const opens = (path: string, words: string) => async (page: Page) => {
  await page.goto(path);
  await expect(text(page, words)).toBeVisible();
};

test("empty", async ({ page, ground }) => {
  await expect(async () => {
    const { snapshot } = await (await ground.api.get("/tasks")).json();
    expect(snapshot).not.toHaveProperty("missingTypes");
  }).toPass({ timeout: 30_000 });
  await takePictures(page, "empty-list", opens(list, "tasks.emptyText"));
  await takePictures(page, "empty-device", opens(`/c/default/devices/${device}`, "device.noneTitle"));
  await takePictures(page, "empty-advice", opens("/settings/advice", "causes.nothingMet"));
  await takePictures(page, "empty-files", opens("/c/default/files", "files.emptyTitle"));
});

test("nothing matches, nothing there", async ({ page, tasks }) => {
  const none = `${list}?q=fw_9&status=Fail&status=Stopped&type=softwareUpgrade`;
  await takePictures(page, "no-match-list", opens(none, "tasks.clearFilters"));
  await takePictures(page, "no-match-rows", opens(task(tasks.ended, "?q=wm-9999"), "task.noMatchTitle"));
  await takePictures(page, "whole-failed", opens(task(tasks.whole), "task.platformSays"));
  await takePictures(page, "not-found", opens(task("f".repeat(24)), "noTask.text"));
  const nowhere = `?asof=${crypto.randomUUID()}`;
  await takePictures(page, "frozen-nowhere", opens(task(tasks.ended, nowhere), "frozen.gone"));
});

test("partial, deleted, frozen", async ({ page, ground, tasks }) => {
  for (const path of ["task_type=createMessages", "task_type=updateDeviceShadows"]) {
    ground.simulator.addFault({ kind: "status", status: 400, code: "IOTDA.000006", match: { path } });
  }
  await ground.hurry();
  await expect(async () => {
    const { snapshot } = await (await ground.api.get("/tasks")).json();
    expect(snapshot.missingTypes).toHaveLength(2);
  }).toPass({ timeout: 30_000 });
  await takePictures(page, "partial-list", async (page) => {
    await page.goto(list);
    await expect(rows(page).first()).toBeVisible();
    await expect(text(page, "tasks.missingText")).toBeVisible();
  });
  await takePictures(page, "partial-task", opens(task(tasks.partial), "task.rowsRead"));
  await takePictures(page, "partial-device", opens(`/c/default/devices/${device}`, "device.allTasks"));
  await takePictures(page, "deleted-task", opens(task(tasks.deleted), "task.deletedTitle"));
  const frozen = task(tasks.ended, `?asof=${tasks.frozen}`);
  await takePictures(page, "frozen-task", opens(frozen, "frozen.bannerText"));
});

test("slow, then broken", async ({ page, ground, tasks }) => {
  /** The first answer cannot be made on the server; the page asks again and waits. */
  const loading = (table: string, path: string, ready: (page: Page) => Promise<void>) => (page: Page) =>
    ground.without(table, async () => {
      await holdAnswers(page);
      await page.goto(path);
      await ready(page);
    });
  const grey = (page: Page) => expect(page.locator(".skel").first()).toBeVisible();
  const pageOfDevice = `/c/default/devices/${device}`;
  await takePictures(page, "loading-list", loading("task", list, grey));
  await takePictures(page, "loading-rows", loading("subtask", task(tasks.ended), grey));
  const reading = (page: Page) => expect(text(page, "task.reading")).toBeVisible();
  await takePictures(page, "loading-task", loading("task", task(tasks.ended), reading));
  await takePictures(page, "loading-device", loading("task", pageOfDevice, grey));
  await takePictures(page, "loading-files", loading("stored_file", "/c/default/files", grey));
  const causes = (page: Page) => expect(text(page, "causes.reading")).toBeVisible();
  await takePictures(page, "loading-advice", loading("cause_note", "/settings/advice", causes));
  await letAnswers(page);

  const broken = (table: string, path: string, words: string) => (page: Page) =>
    ground.without(table, () => opens(path, words)(page));
  await takePictures(page, "error-task", broken("task", task(tasks.ended), "task.notShown"));
  await takePictures(page, "error-rows", broken("subtask", task(tasks.ended), "task.notRefreshed"));
  await takePictures(page, "error-device", broken("task", pageOfDevice, "device.notRead"));
  await takePictures(page, "error-files", broken("stored_file", "/c/default/files", "files.notRead"));
  await takePictures(page, "error-advice", broken("cause_note", "/settings/advice", "causes.notRead"));
  await takePictures(page, "error-page", broken("role_grant", list, "errorPage.title"));
  // A reload that fails leaves the rows there are.
  await takePictures(page, "error-list", async (page) => {
    await page.goto(list);
    await expect(rows(page).first()).toBeVisible();
    await ground.without("task", async () => {
      await page.getByRole("tab", { name: said("tasks.views.running") }).click();
      await expect(text(page, "tasks.notRefreshed")).toBeVisible();
    });
    await expect(rows(page).first()).toBeVisible();
  });
});

test.describe("to a viewer", () => {
  test.use({ who: "viewer" });

  test("forbidden", async ({ page, tasks }) => {
    await takePictures(page, "forbidden-list", opens(list, "tasks.hindrance.no_permission"));
    await takePictures(page, "forbidden-task", opens(task(tasks.ended), "capability.no_permission"));
    const wizard = opens(`${list}/new`, "wizard.cannot.no_permission.title");
    await takePictures(page, "forbidden-wizard", wizard);
    const settings = opens("/settings/connections", "errorPage.notFoundText");
    await takePictures(page, "forbidden-settings", settings);
  });

  test("session over", async ({ page, context, ground, tasks }) => {
    await takePictures(page, "session-over", async (page) => {
      const { cookies } = await ground.signIn("viewer");
      await context.addCookies(cookies);
      await page.goto(task(tasks.running));
      await expect(rows(page).first()).toBeVisible();
      await ground.endSessions();
      await expect(text(page, "shell.gateTitle")).toBeVisible({ timeout: 30_000 });
    });
  });
});

test.describe("to somebody without a role", () => {
  test.use({ who: "stranger" });

  test("forbidden altogether", async ({ page }) => {
    await takePictures(page, "forbidden-home", opens("/", "shell.noRoleTitle"));
  });
});

test("stale", async ({ page, ground, tasks }) => {
  ground.simulator.clearFaults();
  ground.simulator.addFault({ kind: "throttle", status: 429, retryAfter: 2 });
  await becomes("stale", ground, tasks);
  const behind = (path: string) => opens(path, "fresh.stale");
  await takePictures(page, "stale-list", behind(list));
  await takePictures(page, "stale-task", behind(task(tasks.running)));
});

test("unreachable", async ({ page, request, ground, tasks }) => {
  ground.simulator.clearFaults();
  ground.simulator.addFault({ kind: "status", status: 503 });
  await becomes("unreachable", ground, tasks);
  const draft = await putDraft(request, ground);
  await takePictures(page, "unreachable-list", opens(list, "tasks.unreachable"));
  await takePictures(page, "unreachable-task", opens(task(tasks.running), "task.unreachableText"));
  await takePictures(page, "unreachable-files", opens("/c/default/files", "files.platformUnknown"));
  const parameters = `${list}/new?draft=${draft}&step=parameters`;
  await takePictures(page, "unreachable-wizard", opens(parameters, "wizard.packagesNotRead"));
});

/** Of an upgrade of one device, as whoever is signed in. */
async function putDraft(request: APIRequestContext, ground: StateGround): Promise<string> {
  const id = randomUUID();
  const answer = await request.put(`/api/v1/connections/default/drafts/${id}`, {
    headers: { origin: ground.url },
    data: {
      ...{ name: "fw_2_4_1_west", type: "firmwareUpgrade", step: "parameters", version: 0 },
      ...{ content: DraftContent.parse({}), targetsText: device, targetCount: 1 },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

/** Waits until the list and the task that goes on are in this state. */
async function becomes(state: string, ground: StateGround, tasks: StateTasks): Promise<void> {
  await expect(async () => {
    await ground.hurry();
    for (const path of ["/tasks", `/tasks/${tasks.running}`]) {
      const { snapshot } = await (await ground.api.get(path)).json();
      expect(snapshot.state).toBe(state);
    }
  }).toPass({ timeout: 60_000, intervals: [500] });
}
