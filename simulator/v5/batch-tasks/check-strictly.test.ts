import { describe, expect, it } from "vitest";
import type { ModeName } from "../../modes";
import {
  HARBOUR,
  METER_FIRMWARE,
  METER_FIRMWARE_NEXT,
  MODEM,
  meters,
  startSimulator,
} from "../../testing/start-simulator";
import type { TaskJson } from "../../testing/test-client";
import { uploadRows } from "../../testing/upload";

const targets = meters(1);
const command = { task_type: "createCommands", targets, document: { paras: {} } };
const asyncCommand = (bytes: number) => ({
  task_type: "createAsyncCommands",
  targets: ["nobody"],
  document: { paras: { text: "x".repeat(bytes - '{"text":""}'.length) } },
});

/** What each point refuses, and what is closest to it and goes through. */
const CASES: [point: ModeName, refused: object, taken: object][] = [
  ["taskNames", { ...command, task_name: "水表_1" }, { ...command, task_name: "meters_1" }],
  [
    "moduleUpgrade",
    { task_type: "moduleUpgrade", app_id: HARBOUR, targets: ["x"], document: { package_ids: [MODEM] } },
    { task_type: "firmwareUpgrade", targets: ["x"], document: { package_ids: [METER_FIRMWARE] } },
  ],
  [
    "packageIds",
    {
      task_type: "firmwareUpgrade",
      targets: ["x"],
      document: { package_ids: [METER_FIRMWARE, METER_FIRMWARE_NEXT] },
    },
    { task_type: "firmwareUpgrade", targets: ["x"], document: { package_id: METER_FIRMWARE } },
  ],
  ["targetHyphen", command, { ...command, targets: ["no_hyphen_1"] }],
  ["asyncParas", asyncCommand(32 * 1024 + 1), asyncCommand(32 * 1024)],
];

describe("a strict server", () => {
  it.each(CASES)("on %s refuses what it took before", async (point, refused, taken) => {
    const { client, simulator } = await startSimulator();
    const statusOf = async (body: object) => {
      return (await client.post<TaskJson>("/batchtasks", { task_name: "t", ...body })).status;
    };
    expect(await statusOf(refused)).toBe(201);
    simulator.setMode([point]);
    expect(await statusOf(refused)).toBe(400);
    expect(await statusOf(taken)).toBe(201);
    simulator.setMode([]);
    expect(await statusOf(refused)).toBe(201);
  });

  it("on updateDevices takes no file for it", async () => {
    const running = await startSimulator();
    const [deviceId = ""] = targets;
    const rows = [
      ["device_id", "device_name"],
      [deviceId, "Renamed"],
    ];
    const document_source = await uploadRows(running, "names.xlsx", rows);
    const update = { task_name: "t", task_type: "updateDevices", document_source };
    running.simulator.setMode(["updateDevices"]);
    expect((await running.client.post("/batchtasks", update)).status).toBe(400);
    const freeze = { ...update, task_type: "freezeDevices" };
    expect((await running.client.post("/batchtasks", freeze)).status).toBe(201);
    running.simulator.setMode([]);
    expect((await running.client.post("/batchtasks", update)).status).toBe(201);
  });
});
