import { describe, expect, it } from "vitest";
import {
  GAS_METER,
  GATEWAY,
  HARBOUR,
  METER,
  meters,
  type Running,
  SENSOR,
  startSimulator,
} from "../testing/start-simulator";
import type { DetailJson, ShowJson, TaskJson } from "../testing/test-client";

async function run({ client, pass }: Running, body: object): Promise<DetailJson[]> {
  const order = { task_name: "t", ...body };
  const { status, body: task } = await client.post<TaskJson>("/batchtasks", order);
  expect(status).toBe(201);
  pass(120_000);
  return (await client.get<ShowJson>(`/batchtasks/${task.task_id}`)).body.task_details;
}

const [A = "", B = "", C = ""] = meters(3, 30);
const codes = (details: DetailJson[]) => details.map((detail) => detail.error?.error_code ?? detail.status);

describe("commands", () => {
  it("bring the device's answer, or the reason there is none", async () => {
    const running = await startSimulator();
    running.simulator.setDevices([
      { deviceId: A, online: true },
      { deviceId: B, online: false },
      { deviceId: C, outcome: "fail", errorCode: "IOTDA.014111" },
    ]);
    const targets = [A, B, C, "nobody", `${GAS_METER}_gm-0000001`];
    const details = await run(running, { task_type: "createCommands", targets, document: { paras: {} } });
    const expected = ["IOTDA.014111", "IOTDA.014000", "IOTDA.014111", "IOTDA.014016", "Success"];
    expect(codes(details)).toEqual(expected);
    expect(JSON.parse(details[4]?.output ?? "{}")).toMatchObject({ result_code: 0 });
  });

  it("are cached for an offline device unless they are to be sent at once", async () => {
    const running = await startSimulator();
    running.simulator.setDevices([{ deviceId: A, online: false }]);
    const order = { task_type: "createAsyncCommands", targets: [A] };
    const [cached] = await run(running, { ...order, document: { paras: {}, send_strategy: "delay" } });
    expect(JSON.parse(cached?.output ?? "{}").status).toBe("PENDING");
    const refused = await run(running, { ...order, document: { paras: {}, send_strategy: "immediately" } });
    expect(codes(refused)).toEqual(["IOTDA.014016"]);
  });
});

it("messages stay cached for an offline device unless they may not be", async () => {
  const running = await startSimulator();
  running.simulator.setDevices([{ deviceId: A, online: false }]);
  const order = { task_type: "createMessages", targets: [A] };
  const [cached] = await run(running, { ...order, document: { message: "hi" } });
  expect(JSON.parse(cached?.output ?? "{}").status).toBe("PENDING");
  expect(codes(await run(running, { ...order, document: { message: "hi", ttl: 0 } }))).toEqual([
    "IOTDA.014016",
  ]);
});

it("shadows are stored for offline devices too, and a stale version is refused", async () => {
  const running = await startSimulator();
  running.simulator.setDevices([{ deviceId: A, online: false }]);
  const order = (version?: number) => ({
    task_type: "updateDeviceShadows",
    targets: [A],
    document: { shadow: [{ service_id: "meter", desired: { report_interval: 15 }, version }] },
  });
  expect(codes(await run(running, order()))).toEqual(["Success"]);
  expect(codes(await run(running, order(0)))).toEqual(["IOTDA.000006"]);
  expect(codes(await run(running, order(1)))).toEqual(["Success"]);
});

describe("freezing", () => {
  it("needs a direct device that is not frozen, unfreezing one that is", async () => {
    const running = await startSimulator();
    const freeze = (targets: string[], app_id?: string) =>
      run(running, { task_type: "freezeDevices", targets, app_id });
    expect(codes(await freeze([A]))).toEqual(["Success"]);
    expect(codes(await freeze([A]))).toEqual(["IOTDA.014039"]);
    expect(codes(await freeze([`${SENSOR}_rs-0000001`], HARBOUR))).toEqual(["IOTDA.014038"]);
    expect((await running.client.get<{ status: string }>(`/devices/${A}`)).body.status).toBe("FROZEN");
    const thaw = { task_type: "unfreezeDevices", targets: [A, B] };
    expect(codes(await run(running, thaw))).toEqual(["IOTDA.014040", "Success"]);
  });
});

describe("deleting", () => {
  it("removes devices, gateways only after their children", async () => {
    const running = await startSimulator();
    const gateway = `${GATEWAY}_gw-0000001`;
    const children = Array.from({ length: 15 }, (_, k) => `${SENSOR}_rs-${String(k + 1).padStart(7, "0")}`);
    const remove = (targets: string[]) =>
      run(running, { task_type: "deleteDevices", app_id: HARBOUR, targets });
    expect((await remove([gateway]))[0]?.status).toBe("Fail");
    await remove(children);
    expect((await remove([gateway]))[0]?.status).toBe("Success");
    const gone = await running.client.get(`/devices/${gateway}`);
    expect([gone.status, gone.body.error_code]).toEqual([404, "IOTDA.014000"]);
    expect(codes(await remove([gateway]))).toEqual(["IOTDA.014000"]);
  });

  it("takes the device out of the upgrades it is in or waits for", async () => {
    const running = await startSimulator();
    const { client, pass } = running;
    const upgrade = {
      task_name: "u",
      task_type: "firmwareUpgrade",
      document: { package_id: "67a01c084c3d5e6f70819301" },
    };
    const spare = `${METER}_wm-0048000`;
    const busy = (await client.post<TaskJson>("/batchtasks", { ...upgrade, targets: [spare] })).body.task_id;
    const waiting = { ...upgrade, need_confirm: true, targets: [spare, A] };
    const held = (await client.post<TaskJson>("/batchtasks", waiting)).body.task_id;
    pass(10_000);
    await run(running, { task_type: "deleteDevices", targets: [spare] });
    await client.post(`/batchtasks/${held}/confirm`, { targets: [spare] });
    const shown = await client.get<ShowJson>(`/batchtasks/${busy}`);
    expect(shown.body.task_details[0]?.status).toBe("Removed");
    expect(shown.body.batchtask.task_progress).toMatchObject({ total: 1, removed: 1 });
    const other = await client.get<ShowJson>(`/batchtasks/${held}`, { task_detail_status: "Removed" });
    expect(other.body.page.count).toBe(1);
  });
});
