import { taskTypes } from "@/lib/domain/task-types";
import { expectRerun, expectWrites, type Write } from "./support/action-log";
import { ActionPage } from "./support/action-page";
import { type TypeRow, typeRows } from "./support/action-table";
import { type MadeTask, makeTask, until } from "./support/action-tasks";
import { ApiClient } from "./support/api";
import { sandbox } from "./support/sandbox";
import { consoleUrl } from "./support/stage";
import { expect, test } from "./support/test";

/** What was done to a task from its page, and what of it goes out only after it was held. */
interface Done {
  row: TypeRow;
  made: MadeTask;
  writes: Write[];
  /** Devices of the re-run; null where there is none. */
  rerun: readonly string[] | null;
  deleted: boolean;
}

const made = new Map<string, MadeTask>();
/** Re-runs and deletes are held for ten seconds: all are asked for first, and looked for together at the end. */
const done: Done[] = [];

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  for (const { type, connection } of typeRows) {
    made.set(type, await makeTask(new ApiClient(request, connection), type));
  }
  await request.dispose();
});

test.afterAll("each arrived once, as it was asked for", async ({ playwright }) => {
  test.setTimeout(120_000);
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  for (const { row, made: task, writes, rerun, deleted } of done) {
    const api = new ApiClient(request, row.connection);
    if (rerun) {
      const again = await expectRerun(api, task, rerun);
      // An upgrade waits for a person once more: its place is for others.
      if (row.offers.waiting) await sandbox.removeTask(again);
    }
    if (deleted) {
      await expect(async () => {
        expect((await api.task(task.taskId)).snapshot.state).toBe("deleted");
      }).toPass({ timeout: 30_000, intervals: [500] });
    }
    await expectWrites(task.taskId, [...writes, ...(deleted ? [{ act: "delete" } as const] : [])]);
  }
  await request.dispose();
});

test("every type there is has its row", () => {
  expect(typeRows.map(({ type }) => type).sort()).toEqual(taskTypes.map(({ type }) => type).sort());
});

for (const row of typeRows) {
  test(`${row.type}: what it allows is done, what it does not says why`, async ({ page, request }) => {
    const api = new ApiClient(request, row.connection);
    const task = made.get(row.type);
    if (!task) throw new Error(`no task of ${row.type} was made`);
    const { taskId } = task;
    const view = new ActionPage(page, row);
    if (row.offers.waiting) await until(api, taskId, { progress: { waiting: 3 } });
    await view.open(row.connection, task);
    const writes = row.offers.waiting ? await playWaves(view, api, row, task) : [];

    await until(api, taskId, { snapshot: { final: true, subtasksComplete: true } });
    await view.expectOffers(row.offers.ended, api);
    await expectWaysOut(view, row);
    const stopped = row.offers.running?.stop === "yes";
    const rerun =
      row.offers.ended.rerun === "yes" ? (stopped ? task.devices.slice(1) : [task.failing]) : null;
    if (rerun) {
      await view.rerun(rerun.length);
      await view.leaveHeld();
    }
    const deleted = row.offers.ended.delete === "yes";
    if (deleted) {
      await view.deleteRecord(row.offers.waiting ? 3 : 2);
      await view.leaveHeld();
    }
    done.push({ row, made: task, writes, rerun, deleted });
  });
}

/** An upgrade from the first wave to its end; answers what the platform must have got by then. */
async function playWaves(view: ActionPage, api: ApiClient, row: TypeRow, task: MadeTask): Promise<Write[]> {
  const { waiting, running } = row.offers;
  if (!waiting || !running) throw new Error("a type without waves");
  const { taskId, devices } = task;
  await view.expectOffers(waiting, api);
  // Two of three either way.
  await view.confirmWave(2, row.type === "softwareUpgrade" ? { percent: 50 } : { next: 2 });
  await view.expectAccepted("Confirmation");
  const wave: Write = { act: "confirm", body: { targets: devices.slice(0, 2) } };

  if (running.stop !== "yes") {
    await until(api, taskId, { progress: { fail: 1, success: 1, waiting: 1 } });
    await view.expectOffers(running, api);
    await view.confirmWave(1, "all");
    await view.expectAccepted("Confirmation");
    return [wave, { act: "confirm", body: {} }];
  }
  await until(api, taskId, { progress: { fail: 1, processing: 1, waiting: 1 } });
  await view.expectOffers(running, api);
  await view.retryFailed(1);
  await view.expectAccepted("Retry");
  await until(api, taskId, { progress: { success: 1, processing: 1, waiting: 1 } });
  await view.stopAll(2);
  await view.expectAccepted("Stop");
  return [wave, { act: "retry", body: { targets: [task.failing] } }, { act: "stop", body: {} }];
}

/** Where a type lacks a button, the page says that it does and what works in its place. */
async function expectWaysOut({ page }: ActionPage, row: TypeRow): Promise<void> {
  const { retry, rerun } = row.offers.ended;
  if (retry !== "yes" && "none" in retry) {
    await expect(page.getByText("The platform cannot retry tasks of this type in place.")).toBeVisible();
    const cause = page.getByRole("button", { name: "Re-run 1", exact: true });
    await expect(cause).toHaveCount(rerun === "yes" ? 1 : 0);
  }
  if (row.connection === "sandbox-na") {
    await page.getByRole("button", { name: "Definition" }).click();
    await expect(page.getByText(/It cannot list, stop, confirm, retry or delete a task/)).toBeVisible();
  }
}
