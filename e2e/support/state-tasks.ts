import { expect } from "@playwright/test";
import { fleet, waterMeters } from "./stage";
import type { StateGround } from "./state-ground";

/** A task for each state a task can be in, by its platform id. */
export interface StateTasks {
  /** It ended, with failures of two causes. */
  ended: string;
  /** It goes on, and stands still. */
  running: string;
  /** Pages of its rows cannot be read. */
  partial: string;
  /** It failed as a whole, before it had any rows. */
  whole: string;
  /** The platform no longer has it. */
  deleted: string;
  /** `ended` as it was, by the key of its frozen link. */
  frozen: string;
}

const rowsPerPage = 100;
const [storage, download] = [
  "Not enough storage for the new firmware package",
  "Connection lost during downloading process",
];
/** Why the first devices fail; the others do not. */
const reasons = [storage, storage, storage, storage, storage, download, download];

/** Makes them; the platform goes on to spoil the second page of rows of whatever has one. */
export async function makeStateTasks(ground: StateGround): Promise<StateTasks> {
  const { api, simulator } = ground;
  const until = (taskId: string, wanted: Record<string, unknown>) =>
    expect(async () => {
      simulator.advanceClock(30_000);
      const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
      expect(task).toMatchObject(wanted);
    }).toPass({ timeout: 60_000 });

  const devices = waterMeters(40_001, 24);
  const pilot = waterMeters(40_101, 3);
  simulator.setDevices(
    [...devices, ...pilot].map((deviceId, index) => {
      const device = { deviceId, online: true, durationMs: 5_000 };
      const errorMessage = reasons[index];
      return errorMessage ? { ...device, outcome: "fail", errorMessage } : { ...device, outcome: "success" };
    }),
  );
  const removed = fleet.canaryGroup.id;
  const whole = await api.post("/tasks", {
    ...{ name: "fw_2_4_1_canary", type: "firmwareUpgrade", document: { package_id: fleet.firmwarePackage } },
    targets: { kind: "groups", groupIds: [removed] },
  });
  expect(whole.status(), await whole.text()).toBe(201);
  simulator.removeGroup(removed);
  const ended = await api.createUpgrade("fw_2_4_1_north", devices);
  const deleted = await api.createUpgrade("fw_2_3_9_pilot", pilot);
  simulator.addFault({ kind: "html", status: 200, match: { path: `offset=${rowsPerPage}` } });
  const staged = { type: "firmwareUpgrade", still: true } as const;
  const partial = simulator.stageTask({
    ...{ ...staged, name: "fw_2_4_1_south", count: 300 },
    statuses: { Success: 160, Fail: 90, Processing: 50 },
  });
  const running = simulator.stageTask({
    ...{ ...staged, name: "fw_2_4_1_east", count: 86 },
    statuses: { Success: 50, Fail: 6, FailWaitRetry: 4, Processing: 16 },
  });
  const { taskId: failed }: { taskId: string } = await whole.json();

  const read = { subtasksComplete: true };
  await until(ended, { status: "PartialSuccess", snapshot: read });
  await until(failed, { status: "Fail", progress: { total: 0 } });
  await until(deleted, { status: "Success", snapshot: read });
  await until(running, { progress: { total: 86 }, snapshot: read });
  await until(partial, { snapshot: { subtasksComplete: false, subtasksRead: 250, subtasksTotal: 300 } });
  simulator.removeTask(deleted);
  await until(deleted, { snapshot: { state: "deleted" } });
  const kept = await api.post(`/tasks/${ended}/freezes`, undefined);
  expect(kept.status(), await kept.text()).toBe(201);
  return { ended, running, partial, whole: failed, deleted, frozen: (await kept.json()).key };
}
