import { capabilityReasons } from "@/lib/domain/capabilities";
import { ActionPage } from "./support/action-page";
import { failed, late, type MadeTask, makeFirmware, makeTask, soon } from "./support/action-tasks";
import { ApiClient } from "./support/api";
import { offByHistory } from "./support/off-by-history";
import { offByMaking } from "./support/off-by-making";
import { offByPlace } from "./support/off-by-place";
import type { OffTask } from "./support/off-journey";
import { sandbox } from "./support/sandbox";
import { consoleUrl } from "./support/stage";
import { expect, test } from "./support/test";

/*
 * Why an act is off, where the type alone does not say so (actions-by-type.spec.ts): the reason stands on the page, the
 * API refuses with the same words, and what still works is on.
 */

// A platform is called unreachable after a minute.
test.describe.configure({ timeout: 150_000 });
// What a frame must not do is asked of the server there, too.
test.use({ expectedErrors: [/status of 403/] });

const journeys = [...offByHistory, ...offByPlace, ...offByMaking];
const tasks = new Map<OffTask, MadeTask>();

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  const api = new ApiClient(request);
  tasks.set("waiting", await makeFirmware(api, [late, late], { needConfirm: true }));
  tasks.set("running", await makeFirmware(api, [failed, late]));
  tasks.set("unheard", await makeFirmware(api, [failed, late]));
  tasks.set("ended", await makeFirmware(api, [failed, soon]));
  tasks.set("moved", await makeFirmware(api, [failed, soon]));
  tasks.set("succeeded", await makeFirmware(api, [soon]));
  tasks.set("command", await makeTask(api, "createCommands"));
  tasks.set("legacy", await makeTask(new ApiClient(request, "sandbox-na"), "DeviceCmd"));
  await request.dispose();
});

test.afterAll(async () => {
  for (const name of ["waiting", "unheard"] as const) {
    const { taskId } = tasks.get(name) ?? {};
    if (taskId) await sandbox.removeTask(taskId);
  }
});

for (const { title, shows, rows, play } of journeys) {
  test(`${title}: ${shows.join(", ")}`, async ({ page, request }) => {
    const view = new ActionPage(page, rows);
    const taskOf = (name: OffTask) => {
      const task = tasks.get(name);
      if (!task) throw new Error(`no task ${name}`);
      return task;
    };
    await play({ view, api: new ApiClient(request), request, taskOf });
    expect([...view.said].sort()).toEqual([...shows].sort());
  });
}

test("every reason there is has its journey", () => {
  const shown = new Set(journeys.flatMap(({ shows }) => shows));
  expect([...shown].sort()).toEqual(Object.keys(capabilityReasons).sort());
});
