import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DraftTargets, TaskDraft } from "@/lib/domain/platform-task";
import { taskTypesOf } from "@/lib/domain/task-types";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { draftOf, meter, meterProduct, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";

/* Every type of task from its create to its end, and what the platform adds later. */

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const modem = "662ce8044c3d5e6f70819205_gw-0000001";
const gasMeter = "65f3b2d14c3d5e6f70819202_gm-0000001";
const list = (...ids: string[]): { targets: DraftTargets } => ({ targets: { kind: "list", ids } });

/** A task that has done its work: what becomes of one good device. */
const plans: Record<string, Partial<TaskDraft> | string[][]> = {
  firmwareUpgrade: list(meter(1)),
  softwareUpgrade: list(meter(1)),
  moduleUpgrade: list(modem),
  createCommands: { document: { service_id: "meter", command_name: "READ", paras: {} } },
  createAsyncCommands: list(gasMeter),
  createMessages: list(meter(1)),
  updateDeviceShadows: { document: { shadow: [{ service_id: "meter", desired: {} }] } },
  createDevices: [
    ["product_id", "node_id", "secret"],
    [meterProduct, "new-1", "s3cr3t-of-new-1"],
  ],
  updateDevices: [
    ["device_id", "device_name"],
    [meter(1), "Renamed"],
  ],
  deleteDevices: [["device_id"], [meter(1)]],
  freezeDevices: list(meter(1)),
  unfreezeDevices: list(meter(3)),
};

async function create(type: string, plan: Partial<TaskDraft> | string[][]): Promise<string> {
  const { platform } = scene;
  if (!Array.isArray(plan)) return (await platform.createTask(draftOf(type, plan), people)).taskId;
  const content = await writeWorkbook(plan);
  const { fileId } = await platform.uploadFile({ name: `${type}.xlsx`, content }, people);
  const targets = { kind: "file", fileId } as const;
  return (await platform.createTask(draftOf(type, { targets }), people)).taskId;
}

/** A day later, as an upgrade may take so long. */
async function outcome(taskId: string) {
  scene.simulator.advanceClock(26 * 3_600_000);
  return scene.platform.showTask({ taskId, limit: 50 }, people);
}

it("every type that can be created has its plan", () => {
  const creatable = taskTypesOf("v5")
    .filter((type) => !type.viewOnly)
    .map(({ type }) => type);
  expect(Object.keys(plans).sort()).toEqual(creatable.sort());
});

describe.each(Object.entries(plans))("%s", (type, plan) => {
  it("is created, found in its list and carried out", async () => {
    scene.simulator.setDevices([
      { deviceId: meter(1), online: true, outcome: "success" },
      { deviceId: meter(3), frozen: true },
      { deviceId: modem, online: true, outcome: "success" },
      { deviceId: gasMeter, online: true },
    ]);
    const taskId = await create(type, plan);
    const made = await scene.platform.listTasks({ type, limit: 10 }, people);
    expect(made.rows).toMatchObject([{ taskId, type }]);
    const { task, subtasks } = await outcome(taskId);
    expect(task).toMatchObject({
      taskId,
      type,
      status: "Success",
      progress: { total: 1, success: 1, fail: 0 },
    });
    expect(subtasks.rows).toMatchObject([{ status: "Success", errorCode: null }]);
  });
});

describe("createDevices", () => {
  it("shows the ids of the new device and never its secret", async () => {
    const plan = plans.createDevices ?? [];
    const { subtasks } = await outcome(await create("createDevices", plan));
    const [row] = subtasks.rows;
    expect(JSON.parse(row?.output ?? "")).toMatchObject({
      device_id: `${meterProduct}_new-1`,
      secret: "********",
    });
    expect(JSON.stringify(subtasks)).not.toContain("s3cr3t-of-new-1");
  });

  it("tells a device without its secret, though the platform sends it", async () => {
    await outcome(await create("createDevices", plans.createDevices ?? []));
    const device = await scene.platform.showDevice(`${meterProduct}_new-1`, people);
    expect(device).toMatchObject({ nodeId: "new-1", productId: meterProduct });
    expect(JSON.stringify(device)).not.toContain("s3cr3t-of-new-1");
  });
});

it("changeGateway is listed like any other type", async () => {
  scene.simulator.stageTask({ count: 2, type: "changeGateway", still: true, statuses: { Success: 1 } });
  const { rows } = await scene.platform.listTasks({ type: "changeGateway", limit: 10 }, people);
  expect(rows).toMatchObject([{ type: "changeGateway", status: "Processing", progress: { total: 2 } }]);
});

it("a group nobody knows fails the task, not the call", async () => {
  const targets = { kind: "groups", groupIds: ["c2f6e1d0-7b1a-4a53-9d0e-5b7f3c9a1e42"] } as const;
  const draft = draftOf("firmwareUpgrade", { targets: { ...targets, groupIds: [...targets.groupIds] } });
  const { taskId } = await scene.platform.createTask(draft, people);
  const { task, subtasks } = await outcome(taskId);
  expect(task).toMatchObject({ status: "Fail", statusDescription: expect.stringMatching(/\w/) });
  expect(subtasks).toEqual({ rows: [], total: 0, marker: null });
});
