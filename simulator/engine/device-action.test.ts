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
const GAS = `${GAS_METER}_gm-0000050`;
const statusIn = (detail: DetailJson | undefined) => JSON.parse(detail?.output ?? "{}").status;
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
    running.simulator.setDevices([{ deviceId: GAS, online: false }]);
    const order = { task_type: "createAsyncCommands", targets: [GAS] };
    const [cached] = await run(running, { ...order, document: { paras: {}, send_strategy: "delay" } });
    expect(statusIn(cached)).toBe("PENDING");
    const refused = await run(running, { ...order, document: { paras: {}, send_strategy: "immediately" } });
    expect(codes(refused)).toEqual(["IOTDA.014016"]);
  });

  it("that are cached go out when the device is back, or end after their time", async () => {
    const running = await startSimulator();
    const other = `${GAS_METER}_gm-0000051`;
    running.simulator.setDevices([GAS, other].map((deviceId) => ({ deviceId, online: false })));
    const document = { paras: {}, send_strategy: "delay", expire_time: 3_600 };
    const order = { task_name: "t", task_type: "createAsyncCommands", targets: [GAS, other], document };
    const { task_id: taskId } = (await running.client.post<TaskJson>("/batchtasks", order)).body;
    const statuses = async () =>
      (await running.client.get<ShowJson>(`/batchtasks/${taskId}`)).body.task_details.map(statusIn);
    running.pass(60_000);
    expect(await statuses()).toEqual(["PENDING", "PENDING"]);
    running.simulator.setDevices([{ deviceId: GAS, online: true }]);
    expect(await statuses()).toEqual(["PENDING", "SUCCESSFUL"]);
    running.pass(3_540_000);
    expect(await statuses()).toEqual(["EXPIRED", "SUCCESSFUL"]);
  });

  it("wait for a device twenty at a time, and no more", async () => {
    const running = await startSimulator();
    running.simulator.setDevices([{ deviceId: GAS, online: false }]);
    const order = { task_type: "createAsyncCommands", targets: [GAS], document: { paras: {} } };
    for (let k = 0; k < 20; k++) expect(codes(await run(running, order))).toEqual(["Success"]);
    expect((await run(running, order))[0]?.error?.error_msg).toMatch(/pending commands/);
    running.simulator.setDevices([{ deviceId: GAS, online: true }]);
    expect(codes(await run(running, order))).toEqual(["Success"]);
  });

  it("are of the kind the device's protocol takes, and of its product's model", async () => {
    const running = await startSimulator();
    running.simulator.setDevices([
      { deviceId: A, online: true },
      { deviceId: GAS, online: true },
    ]);
    const outcome = async (type: string, target: string, document: object) =>
      codes(await run(running, { task_type: type, targets: [target], document }))[0];
    const wrong = "IOTDA.000006";
    expect(await outcome("createAsyncCommands", A, { paras: {} })).toBe(wrong);
    expect(await outcome("createMessages", GAS, { message: "hi" })).toBe(wrong);
    const valve = { service_id: "meter", command_name: "VALVE", paras: { open: 1 } };
    expect(await outcome("createCommands", A, valve)).toBe("Success");
    expect(await outcome("createCommands", A, { ...valve, service_id: "gas" })).toBe(wrong);
    expect(await outcome("createCommands", A, { ...valve, command_name: "EXPLODE" })).toBe(wrong);
    const shadow = (service_id: string) => ({ shadow: [{ service_id, desired: { report_interval: 5 } }] });
    expect(await outcome("updateDeviceShadows", A, shadow("meter"))).toBe("Success");
    expect(await outcome("updateDeviceShadows", A, shadow("light"))).toBe(wrong);
  });
});

it("messages stay cached for an offline device unless they may not be", async () => {
  const running = await startSimulator();
  running.simulator.setDevices([{ deviceId: A, online: false }]);
  const order = { task_type: "createMessages", targets: [A] };
  const [cached] = await run(running, { ...order, document: { message: "hi" } });
  expect(statusIn(cached)).toBe("PENDING");
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

/** The first devices of the demo fleet that are in a state, of one product. */
async function devicesIn({ client }: Running, condition: string): Promise<string[]> {
  const sql = `select * from device where ${condition} order by marker asc limit 50`;
  const { body } = await client.post<{ devices: { device_id: string }[] }>("/search/query-devices", { sql });
  return body.devices.map((device) => device.device_id);
}

describe("the demo fleet", () => {
  it("has devices that were only away, and are back for what waits for them", async () => {
    const running = await startSimulator();
    const away = await devicesIn(running, `product_id = '${METER}' and status = 'OFFLINE'`);
    expect(away.length).toBeGreaterThan(20);
    const order = { task_type: "createMessages", targets: away, document: { message: "hi" } };
    const details = await run(running, order);
    const statuses = new Set(details.map(statusIn));
    expect(codes(details).every((code) => code === "Success")).toBe(true);
    expect([...statuses].toSorted()).toEqual(["DELIVERED", "PENDING"]);
  });

  it("takes several times longer where links are slow", async () => {
    const seconds = async (first: number) => {
      const running = await startSimulator();
      const { client, pass } = running;
      const body = {
        task_name: "u",
        task_type: "firmwareUpgrade",
        targets: meters(100, first),
        document: { package_id: "67a01c084c3d5e6f70819301" },
      };
      const { task_id: taskId } = (await client.post<TaskJson>("/batchtasks", body)).body;
      for (let passed = 0; passed < 1_000; passed += 5) {
        pass(5_000);
        const { task_progress: progress } = (await client.get<ShowJson>(`/batchtasks/${taskId}`)).body
          .batchtask;
        if (progress.total > 0 && progress.success + progress.fail >= 80) return passed;
      }
      throw new Error("never done");
    };
    expect((await seconds(33_001)) / (await seconds(20_001))).toBeGreaterThan(2);
  });

  it("upgrades the children of a gateway together in GATEWAY mode", async () => {
    const children = Array.from({ length: 15 }, (_, k) => `${SENSOR}_rs-${String(k + 1).padStart(7, "0")}`);
    /** Seconds between the first and the twelfth of them, begun at one moment. */
    const spread = async (task_mode?: string) => {
      const { client, simulator, pass } = await startSimulator();
      const online = [...children, `${GATEWAY}_gw-0000001`].map((deviceId) => ({ deviceId, online: true }));
      simulator.setDevices(online);
      const document = { package_id: "681e826e4c3d5e6f70819307" };
      const order = { task_name: "u", task_type: "firmwareUpgrade", targets: children, document };
      const body = { ...order, app_id: HARBOUR, task_mode, need_confirm: true };
      const { task_id: taskId } = (await client.post<TaskJson>("/batchtasks", body)).body;
      pass(5_000);
      await client.post(`/batchtasks/${taskId}/confirm`, { targets: children });
      let first: number | undefined;
      for (let second = 0; second < 300; second++) {
        pass(1_000);
        const { task_progress: progress } = (await client.get<ShowJson>(`/batchtasks/${taskId}`)).body
          .batchtask;
        if (progress.success > 0) first ??= second;
        if (progress.success >= 12) return second - (first ?? 0);
      }
      throw new Error("never done");
    };
    expect(await spread("GATEWAY")).toBeLessThanOrEqual(3);
    expect(await spread()).toBeGreaterThan(10);
  });
});
