import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  GATEWAY,
  HARBOUR,
  METER,
  METER_FIRMWARE,
  meters,
  type Running,
  SENSOR,
  startSimulator,
} from "../testing/start-simulator";
import type { DetailJson, ShowJson, TaskJson } from "../testing/test-client";
import { upload, uploadRows } from "../testing/upload";

const [A = "", B = ""] = meters(2, 40);
const XLS = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
let files = 0;

type DeviceJson = {
  device_name: string;
  description?: string;
  status: string;
  node_type: string;
  auth_info: { secret: string };
};

async function create({ client }: Running, type: string, source: string, app_id?: string): Promise<string> {
  const order = { task_name: "t", task_type: type, document_source: source, app_id };
  const { status, body } = await client.post<TaskJson>("/batchtasks", order);
  expect(status).toBe(201);
  expect(Object.keys(body)).not.toContain("document_source");
  return body.task_id;
}

async function show({ client }: Running, taskId: string): Promise<ShowJson> {
  return (await client.get<ShowJson>(`/batchtasks/${taskId}`, { limit: 50 })).body;
}

/** Makes a task of these rows, the first of them the headings; returns its subtasks in the order of the rows. */
async function run(running: Running, type: string, rows: string[][], app_id?: string): Promise<DetailJson[]> {
  const fileId = await uploadRows(running, `lot${files++}.xlsx`, rows);
  const taskId = await create(running, type, fileId, app_id);
  running.pass(60_000);
  return (await show(running, taskId)).task_details.toReversed();
}

async function device({ client }: Running, deviceId: string): Promise<DeviceJson> {
  return (await client.get<DeviceJson>(`/devices/${deviceId}`)).body;
}

const codes = (details: DetailJson[]) => details.map((detail) => detail.error?.error_code ?? detail.status);

describe("createDevices", () => {
  it("registers devices that are then in the fleet, and hands their secrets out once", async () => {
    const running = await startSimulator();
    const rows = [
      ["product_id", "node_id", "device_id", "device_name", "secret", "description"],
      [METER, "lot-1", "", "Lot one", "my-secret-1", "first of its lot"],
      [METER, "lot-2", "own_id", "", "", ""],
    ];
    const details = await run(running, "createDevices", rows);
    expect(details.map(({ target, status }) => [target, status])).toEqual([
      [`${METER}_lot-1`, "Success"],
      [`${METER}_lot-2`, "Success"],
    ]);
    const [first, second] = details.map((detail) => JSON.parse(detail.output ?? "{}"));
    expect(first).toEqual({
      device_id: `${METER}_lot-1`,
      app_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      secret: "my-secret-1",
      fingerprint: null,
    });
    expect(second).toMatchObject({ device_id: "own_id", secret: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const shown = await device(running, `${METER}_lot-1`);
    expect(shown).toMatchObject({
      device_name: "Lot one",
      description: "first of its lot",
      status: "INACTIVE",
    });
    expect((await device(running, "own_id")).auth_info.secret).toBe(second.secret);
    const listed = await running.client.get("/devices", { node_id: "lot-2" });
    expect(listed.body).toMatchObject({ devices: [{ device_id: "own_id" }], page: { count: 1 } });
  });

  it("makes devices that are switched on a little later and take other tasks", async () => {
    const running = await startSimulator();
    await run(running, "createDevices", [
      ["product_id", "node_id"],
      [METER, "lot-1"],
    ]);
    const order = {
      task_name: "u",
      task_type: "firmwareUpgrade",
      targets: [`${METER}_lot-1`],
      document: { package_id: METER_FIRMWARE },
    };
    const { body } = await running.client.post<TaskJson>("/batchtasks", order);
    running.pass(300_000);
    expect((await show(running, body.task_id)).batchtask.status).toBe("Success");
    expect((await device(running, `${METER}_lot-1`)).status).toBe("ONLINE");
  });

  it("fails a row for its own fault only", async () => {
    const running = await startSimulator();
    const rows = [
      ["product_id", "node_id", "device_id", "secret", "gateway_id", "auth_type", "fingerprint"],
      [METER, "good", "", "", "", "", ""],
      [METER, "good", "", "", "", "", ""],
      [METER, "wm-0000001", "another", "", "", "", ""],
      ["no-such-product", "a", "", "", "", "", ""],
      [SENSOR, "a", "", "", "", "", ""],
      [METER, "", "", "", "", "", ""],
      ["", "b", "", "", "", "", ""],
      [METER, "x".repeat(65), "", "", "", "", ""],
      [METER, "c", "", "short", "", "", ""],
      [METER, "d", "", "", "nobody", "", ""],
      [METER, "e", "", "", "", "PASSWORD", ""],
      [METER, "f", "", "", "", "CERTIFICATES", "ab".repeat(20)],
    ];
    const details = await run(running, "createDevices", rows);
    const [good, again] = [codes(details).slice(0, 2).toSorted(), codes(details).slice(2)];
    expect(good).toEqual(["IOTDA.014031", "Success"]);
    const bad = "IOTDA.000006";
    const unknown = "IOTDA.013000";
    expect(again).toEqual([
      "IOTDA.014031",
      unknown,
      unknown,
      bad,
      bad,
      bad,
      bad,
      "IOTDA.014000",
      bad,
      "Success",
    ]);
    expect(details[6]?.error?.error_msg).toContain("product_id");
    expect(JSON.parse(details[11]?.output ?? "{}")).toMatchObject({
      secret: null,
      fingerprint: "ab".repeat(20),
    });
  });

  it("puts children behind a gateway of the space", async () => {
    const running = await startSimulator();
    const gateway = `${GATEWAY}_gw-0000001`;
    const rows = [
      ["product_id", "node_id", "gateway_id"],
      [SENSOR, "new-1", gateway],
    ];
    expect(codes(await run(running, "createDevices", rows, HARBOUR))).toEqual(["Success"]);
    const behind = await running.client.get("/devices", { gateway_id: gateway });
    expect(behind.body).toMatchObject({ page: { count: 16 } });
    expect((await device(running, `${SENSOR}_new-1`)).node_type).toBe("ENDPOINT");
  });

  it("registers what was deleted anew", async () => {
    const running = await startSimulator();
    await run(running, "deleteDevices", [["device_id"], [A]]);
    const rows = [
      ["product_id", "node_id"],
      [METER, A.slice(A.indexOf("_") + 1)],
    ];
    expect(codes(await run(running, "createDevices", rows))).toEqual(["Success"]);
    expect((await device(running, A)).status).toBe("INACTIVE");
  });
});

describe("updateDevices", () => {
  it("changes what a row fills in and leaves the rest", async () => {
    const running = await startSimulator();
    const before = await device(running, B);
    const rows = [
      ["device_id", "device_name", "description"],
      [A, "Renamed", "by file"],
      [B, "", "only this"],
      ["nobody", "x", ""],
      [A, "<script>", ""],
    ];
    const expected = ["Success", "Success", "IOTDA.014000", "IOTDA.000006"];
    expect(codes(await run(running, "updateDevices", rows))).toEqual(expected);
    expect(await device(running, A)).toMatchObject({ device_name: "Renamed", description: "by file" });
    expect(await device(running, B)).toMatchObject({
      device_name: before.device_name,
      description: "only this",
    });
    const found = await running.client.get("/devices", { device_name: "Renamed" });
    expect(found.body).toMatchObject({ page: { count: 1 } });
  });
});

describe("lists in files", () => {
  it("freeze, unfreeze and delete, each device once", async () => {
    const running = await startSimulator();
    const list = (...ids: string[]) => [["Device_ID "], ...ids.map((id) => [id])];
    expect(codes(await run(running, "freezeDevices", list(A, B, A)))).toEqual(["Success", "Success"]);
    expect(codes(await run(running, "unfreezeDevices", list(A, "nobody")))).toEqual([
      "Success",
      "IOTDA.014000",
    ]);
    expect((await device(running, B)).status).toBe("FROZEN");
    expect(codes(await run(running, "deleteDevices", list(B)))).toEqual(["Success"]);
    expect((await running.client.get(`/devices/${B}`)).status).toBe(404);
  });

  it("give way to targets and filters in the same order", async () => {
    const running = await startSimulator();
    const fileId = await uploadRows(running, `lot${files++}.xlsx`, [["device_id"], [B]]);
    const order = { task_name: "t", task_type: "freezeDevices", targets: [A], document_source: fileId };
    const { body } = await running.client.post<TaskJson>("/batchtasks", order);
    running.pass(30_000);
    expect((await show(running, body.task_id)).task_details.map((detail) => detail.target)).toEqual([A]);
  });
});

describe("a file that cannot be used", () => {
  it.each([
    ["an old workbook", undefined, /cannot be read/],
    ["no column the type needs", [["node_id"], ["a"]], /no column device_id/],
    ["no rows", [["device_id"]], /no rows/],
  ])("fails the task as a whole: %s", async (_, rows, reason) => {
    const running = await startSimulator();
    const name = `lot${files++}`;
    const fileId = rows
      ? await uploadRows(running, `${name}.xlsx`, rows)
      : (await upload(running, `${name}.xls`, XLS)).body.file_id;
    const taskId = await create(running, "deleteDevices", fileId);
    running.pass(10_000);
    const { batchtask, task_details: details } = await show(running, taskId);
    expect(batchtask).toMatchObject({ status: "Fail", status_desc: expect.stringMatching(reason) });
    expect([batchtask.task_progress.total, details]).toEqual([0, []]);
  });

  it("is not asked for again: the task has the rows when the file is long gone", async () => {
    const running = await startSimulator();
    const fileId = await uploadRows(running, `lot${files++}.xlsx`, [["device_id"], [A]]);
    const order = {
      task_name: "t",
      task_type: "freezeDevices",
      document_source: fileId,
      task_policy: { schedule_time: "20261122T101500Z" },
    };
    const { body } = await running.client.post<TaskJson>("/batchtasks", order);
    await running.client.delete(`/batchtask-files/${fileId}`);
    running.pass(25 * 3_600_000);
    expect((await show(running, body.task_id)).batchtask.status).toBe("Success");
    const late = await running.client.post("/batchtasks", { ...order, task_policy: undefined });
    expect([late.status, late.body.error_code]).toEqual([404, "IOTDA.014600"]);
  });
});

it("a large lot is registered and survives a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-lot-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const before = await startSimulator({ dataDir });
  const rows = Array.from({ length: 20_000 }, (_, k) => [METER, `lot-${k}`]);
  const fileId = await uploadRows(before, "large.xlsx", [["product_id", "node_id"], ...rows]);
  const taskId = await create(before, "createDevices", fileId);
  before.pass(3_600_000);
  expect((await show(before, taskId)).batchtask).toMatchObject({
    status: "Success",
    task_progress: { total: 20_000, success: 20_000 },
  });
  const shown = await show(before, taskId);
  await before.simulator.close();
  const after = await startSimulator({ dataDir, wallTime: before.now() });
  expect(await show(after, taskId)).toEqual(shown);
  expect(after.simulator.state().fleet.devices).toBe(140_000);
});
