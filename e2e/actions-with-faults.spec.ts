import type { BrowserContext } from "@playwright/test";
import { callsAbout, createsNamed, expectWrites, rerunOf } from "./support/action-log";
import { ActionPage } from "./support/action-page";
import { failed, late, type MadeTask, makeFirmware, makeTask, until } from "./support/action-tasks";
import { ApiClient } from "./support/api";
import { waitForHydration } from "./support/hydration";
import { sandbox } from "./support/sandbox";
import { expect, test } from "./support/test";

/*
 * Each act while the platform does not answer as it should (F03, F05, F06): nothing is done twice, the page says what is
 * known, and it ends right. The faults strike side by side, since most of the time is spent waiting for a second look.
 */

interface Course {
  fault: Record<string, unknown>;
  /** What the platform logs of the calls: status (0: no answer came) and the fault. Nobody sends a further one. */
  calls: { status: number; fault?: string }[];
  /** It may have been done: the page says that it is not known, and the platform is read before anything else. */
  unknown: boolean;
  /** What was not done is not sent again unasked, where it is one call for the whole task. */
  lost: boolean;
}

/** The one that is repeated comes last: its repetition must not meet another fault. */
const courses: Readonly<Record<string, Course>> = {
  "an answer that is lost after it was done": {
    ...{ fault: { kind: "lose-answer" }, unknown: true, lost: false },
    calls: [{ status: 0, fault: "lose-answer" }],
  },
  "an error of the platform's own": {
    ...{ fault: { kind: "status", status: 500 }, unknown: true, lost: true },
    calls: [{ status: 500, fault: "status" }],
  },
  "an answer that takes its time": {
    ...{ fault: { kind: "delay", delayMs: 1_500 }, unknown: false, lost: false },
    calls: [{ status: 200, fault: "delay" }],
  },
  "a call too many": {
    ...{ fault: { kind: "throttle", status: 429, retryAfter: 1 }, unknown: false, lost: false },
    calls: [{ status: 429, fault: "throttle" }, { status: 200 }],
  },
};

const rows = { rerunIn: "menu", strict: true } as const;
const command = { rerunIn: "header", strict: false } as const;

async function openView(context: BrowserContext, of: ActionPageRow, task: MadeTask): Promise<ActionPage> {
  const view = new ActionPage(waitForHydration(await context.newPage()), of);
  await view.open("sandbox", task);
  return view;
}
type ActionPageRow = ConstructorParameters<typeof ActionPage>[1];

// Answers that are lost on their way to the browser, on purpose.
test.use({ expectedErrors: [/ERR_FAILED/] });

test("confirm, retry and stop", async ({ context, request }) => {
  test.setTimeout(120_000);
  const api = new ApiClient(request);
  await Promise.all(
    Object.entries(courses).map(async ([title, course]) => {
      const orders = [{ ...failed, failTimes: 1 }, late, late];
      const task = await makeFirmware(api, orders, { needConfirm: true });
      await until(api, task.taskId, { progress: { waiting: 3 } });
      const view = await openView(context, rows, task);
      await test.step(title, () => playInPlace(view, api, task, course));
    }),
  );
});

/** One act after the other on one task, each struck once. */
async function playInPlace(view: ActionPage, api: ApiClient, task: MadeTask, course: Course): Promise<void> {
  const { taskId, devices, failing } = task;
  const strike = (act: string) => {
    const match = { method: "POST", path: `/batchtasks/${taskId}/${act}` };
    return sandbox.setFault({ ...course.fault, match, times: 1 });
  };
  const seeThrough = async (words: "Retry" | "Stop" | "Confirmation") => {
    if (course.unknown) {
      await expect(view.heading("Some answers were lost")).toBeVisible({ timeout: 15_000 });
      await expect(view.dialog).toContainText("before it sends anything again");
    }
    await view.expectAccepted(words);
  };
  await strike("confirm");
  await view.confirmWave(2, { next: 2 });
  await seeThrough("Confirmation");
  await until(api, taskId, { progress: { fail: 1, processing: 1, waiting: 1 } });

  await strike("retry");
  await view.retryFailed(1);
  await seeThrough("Retry");
  await until(api, taskId, { progress: { success: 1, processing: 1, waiting: 1 } });

  await strike("stop");
  await view.stopAll(2);
  await seeThrough("Stop");
  await until(api, taskId, { status: "Stopped", progress: { success: 1, stopped: 2 } });

  const repeated = course.lost ? [...course.calls, { status: 200 }] : course.calls;
  const asked = [
    { act: "confirm", body: { targets: devices.slice(0, 2) } },
    { act: "retry", body: { targets: [failing] } },
    { act: "stop", body: {} },
  ];
  expect(await callsAbout(taskId)).toEqual(
    asked.flatMap(({ act, body }) => repeated.map((call) => ({ act, body, fault: undefined, ...call }))),
  );
}

test("re-run and delete", async ({ context, request }) => {
  test.setTimeout(120_000);
  const api = new ApiClient(request);
  const wanted = { snapshot: { final: true, subtasksComplete: true } };
  const made = await Promise.all(
    Object.values(courses).map(async (course) => {
      const task = await makeTask(api, "createMessages");
      await until(api, task.taskId, wanted);
      // Creates cannot be told apart before they come: whichever comes first meets the first fault.
      await sandbox.setFault({
        ...{ ...course.fault, times: 1 },
        match: { method: "DELETE", path: `/batchtasks/${task.taskId}` },
      });
      return { task, course };
    }),
  );
  for (const { course } of made) {
    await sandbox.setFault({ ...course.fault, times: 1, match: { method: "POST", path: "/batchtasks" } });
  }
  const struck = await Promise.all(
    made.map(async ({ task, course }) => {
      const [making, taking] = [
        await openView(context, command, task),
        await openView(context, command, task),
      ];
      const [kind] = await Promise.all([
        playRerun(making, api, task),
        playDelete(taking, api, { task, course }),
      ]);
      return kind;
    }),
  );
  expect(struck.sort()).toEqual(
    Object.values(courses)
      .map(({ fault }) => fault.kind)
      .sort(),
  );
});

/** Answers the fault that struck it. */
async function playRerun(view: ActionPage, api: ApiClient, task: MadeTask): Promise<string> {
  const again = `${task.name}_rerun_1`;
  await view.rerun(1);
  await expect(view.dialog.getByText(/^Sends in \d+ s$/)).toBeVisible();
  await expect(async () => {
    expect(await createsNamed(again)).not.toHaveLength(0);
  }).toPass({ timeout: 30_000, intervals: [300] });
  const [first] = await createsNamed(again);
  const course = Object.values(courses).find(({ fault }) => fault.kind === first?.fault);
  if (!course) throw new Error(`${again} was struck by ${first?.fault}`);
  if (course.unknown) {
    await expect(view.heading("Muster does not know if this was sent")).toBeVisible();
    await expect(view.dialog).toContainText(
      "Muster looks for it on the platform before anything is sent again.",
    );
  }
  if (course.lost) {
    await expect(view.heading("The task could not be created")).toBeVisible({ timeout: 40_000 });
    await expect(view.dialog).toContainText("No task was made. It is safe to send it again.");
    expect(await rerunOf(api, task.taskId)).toMatchObject({ state: "failed", taskId: null });
  } else {
    await expect(view.heading("The new task exists")).toBeVisible({ timeout: 40_000 });
    const made = (await rerunOf(api, task.taskId)).taskId;
    expect(await api.task(made)).toMatchObject({ name: again, rerunOf: task.taskId });
    await view.dialog.getByRole("link", { name: "Open the new task" }).click();
    await expect(view.page.getByRole("heading", { name: again, level: 1 })).toBeVisible();
  }
  const calls = await createsNamed(again);
  const made = course.calls.map((call) => (call.status === 200 ? { ...call, status: 201 } : call));
  expect(calls.map(({ status, fault }) => ({ status, fault }))).toEqual(
    made.map((call) => ({ fault: undefined, ...call })),
  );
  return String(first?.fault);
}

async function playDelete(
  view: ActionPage,
  api: ApiClient,
  { task: { taskId }, course }: { task: MadeTask; course: Course },
): Promise<void> {
  await view.deleteRecord(2);
  await expect(view.dialog.getByText(/^Sends in \d+ s$/)).toBeVisible();
  if (course.unknown) {
    const lost = view.heading("Muster does not know if this was sent");
    await expect(lost).toBeVisible({ timeout: 30_000 });
  }
  if (course.lost) {
    await expect(view.heading("The task could not be deleted")).toBeVisible({ timeout: 40_000 });
    await expect(view.dialog).toContainText("Nothing was deleted; it is safe to try again.");
    expect((await api.task(taskId)).capabilities.delete).toEqual({ allowed: true });
  } else {
    await expect(view.heading("Task record deleted")).toBeVisible({ timeout: 40_000 });
    await view.press("Close");
    await expect(view.page.getByText("Deleted on the platform, copy kept")).toBeVisible();
  }
  const calls = course.calls.map((call) => (call.status === 200 ? { ...call, status: 204 } : call));
  expect(await callsAbout(taskId)).toEqual(
    calls.map((call) => ({ act: "delete", fault: undefined, ...call })),
  );
}

test("an answer that never comes back to the browser (F46)", async ({ page, request }) => {
  const api = new ApiClient(request);
  const orders = [{ ...failed, failTimes: 1 }, late, late];
  const task = await makeFirmware(api, orders, { needConfirm: true });
  const { taskId, devices, failing } = task;
  await until(api, taskId, { progress: { waiting: 3 } });
  const view = new ActionPage(page, rows);
  await view.open("sandbox", task);
  /** What was asked for is done, and nobody here knows: asked for again it is the same. */
  const askTwice = async (address: RegExp, ask: () => Promise<void>) => {
    let lost = false;
    // It stays: a route that ends takes whatever the browser asks for in that moment with it.
    await page.route(address, async (route) => {
      if (lost) return route.continue();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await ask();
    const alert = view.dialog.getByRole("alert");
    await expect(alert).toContainText("Muster does not know if this was sent");
    await alert.getByRole("button", { name: "Send again" }).click();
  };
  await askTwice(/\/confirm$/, () => view.confirmWave(2, { next: 2 }));
  await view.expectAccepted("Confirmation");
  await until(api, taskId, { progress: { fail: 1, processing: 1, waiting: 1 } });
  await askTwice(/\/retry$/, () => view.retryFailed(1));
  await view.expectAccepted("Retry");
  await until(api, taskId, { progress: { success: 1, processing: 1, waiting: 1 } });
  await askTwice(/\/stop$/, () => view.stopAll(2));
  await view.expectAccepted("Stop");
  await until(api, taskId, { status: "Stopped" });
  await expectWrites(taskId, [
    { act: "confirm", body: { targets: devices.slice(0, 2) } },
    { act: "retry", body: { targets: [failing] } },
    { act: "stop", body: {} },
  ]);

  for (const [address, ask] of [
    [/\/rerun$/, () => view.rerun(2)],
    [/\?holdSeconds=/, () => view.deleteRecord(3)],
  ] as const) {
    await askTwice(address, ask);
    await view.dialog.getByRole("button", { name: /^Take back/ }).click();
    await expect(view.heading("Taken back")).toBeVisible();
    await view.press("Close");
  }
  expect(await rerunOf(api, taskId)).toMatchObject({ state: "cancelled" });
  const { items } = await (await api.get(`/operations?kind=delete&taskId=${taskId}`)).json();
  expect(items).toMatchObject([{ state: "cancelled" }]);
});
