import { expect } from "@playwright/test";
import { expectOn } from "./action-page";
import { none, off, rerunWorks } from "./action-table";
import { until } from "./action-tasks";
import { final, likeUpgrade, type OffJourney, over, type Scene } from "./off-journey";
import { sandbox } from "./sandbox";

/** What of a task's own history puts an act off. */
export const offByHistory: readonly OffJourney[] = [
  {
    ...{ title: "before it ran, while it stops, and after", rows: likeUpgrade, play: stopSlowly },
    shows: ["not_retryable_now", "nothing_failed", "not_finished", "already_stopping", "already_finished"],
  },
  {
    ...{ title: "over, not all well, and all well", rows: likeUpgrade, play: lookAtEnded },
    shows: ["already_finished", "type_without_confirm", "not_retryable_now", "nothing_failed"],
  },
  {
    ...{ title: "deleted on the platform while it is open", rows: likeUpgrade, play: deleteElsewhere },
    shows: ["deleted"],
  },
  {
    ...{ title: "the platform out of reach, and back", rows: likeUpgrade, play: loseSight },
    shows: ["unreachable"],
  },
];

async function stopSlowly({ view, api, taskOf }: Scene): Promise<void> {
  const task = taskOf("waiting");
  await until(api, task.taskId, { progress: { waiting: 2 } });
  await view.open("sandbox", task);
  const held = { rerun: off("nothing_failed"), delete: off("not_finished") };
  await view.expectOffers({ retry: off("not_retryable_now"), stop: "yes", confirm: "yes", ...held }, api);
  // Stopping takes the platform seconds: here as long as it is looked at.
  await sandbox.setSpeed(0.001);
  try {
    await view.stopAll(2);
    await view.expectAccepted("Stop");
    await until(api, task.taskId, { status: "Stopping" });
    const stopping = { stop: off("already_stopping"), confirm: off("already_stopping"), ...held };
    await view.expectOffers({ retry: off("not_retryable_now"), ...stopping }, api);
  } finally {
    await sandbox.setSpeed(20);
  }
  await until(api, task.taskId, { status: "Stopped" });
  const retry = off("not_retryable_now", rerunWorks);
  const stopped = { stop: off("already_finished"), confirm: off("already_finished") };
  await view.expectOffers({ retry, ...stopped, rerun: "yes", delete: "yes" }, api);
}

async function lookAtEnded({ view, api, taskOf }: Scene): Promise<void> {
  for (const name of ["ended", "succeeded"] as const) {
    const task = taskOf(name);
    await until(api, task.taskId, final);
    await view.open("sandbox", task);
    const well = name === "succeeded";
    const retry = well ? off("not_retryable_now") : ("yes" as const);
    const rerun = well ? off("nothing_failed") : ("yes" as const);
    await view.expectOffers({ retry, rerun, ...over, delete: "yes" }, api);
  }
}

async function deleteElsewhere({ view, api, taskOf }: Scene): Promise<void> {
  const task = taskOf("running");
  await until(api, task.taskId, { progress: { fail: 1, processing: 1 } });
  await view.open("sandbox", task);
  await sandbox.removeTask(task.taskId);
  await expect(async () => {
    const { snapshot } = await (await api.get(`/tasks/${task.taskId}?fresh=1`)).json();
    expect(snapshot.state).toBe("deleted");
  }).toPass({ timeout: 15_000, intervals: [300] });
  await expect(view.page.getByText("Deleted on the platform, copy kept")).toBeVisible();
  const gone = { stop: off("deleted"), confirm: none("deleted"), delete: off("deleted") };
  await view.expectOffers({ retry: off("deleted", rerunWorks), ...gone, rerun: "yes" }, api);
}

async function loseSight({ view, api, taskOf }: Scene): Promise<void> {
  const task = taskOf("unheard");
  await until(api, task.taskId, { progress: { fail: 1, processing: 1 } });
  // Every call: while others get through the platform is within reach, and the task only stale.
  await sandbox.setFault({ kind: "status", status: 503 });
  try {
    await view.open("sandbox", task);
    await view.page.getByRole("banner").getByRole("button", { name: "Read now" }).click();
    // At the latest after a minute without an answer; sooner after three reads that failed, of this task or of others.
    await expect(async () => {
      expect((await api.task(task.taskId)).snapshot.state).toBe("unreachable");
    }).toPass({ timeout: 80_000, intervals: [500] });
    await expect(view.page.getByText(/^Platform unreachable/)).toBeVisible();
    const away = { stop: off("unreachable"), confirm: none("unreachable"), delete: off("unreachable") };
    await view.expectOffers({ retry: off("unreachable", rerunWorks), ...away, rerun: "yes" }, api);
  } finally {
    await sandbox.clearFaults();
  }
  await view.page.getByRole("button", { name: "Try now" }).click();
  await expectOn(view.button("stop"));
  await expectOn(view.button("retry"));
}
