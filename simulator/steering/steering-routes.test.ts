import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { METER, METER_FIRMWARE, meters, startSimulator } from "../testing/start-simulator";
import type { DetailJson, ShowJson, TaskJson, TestClient } from "../testing/test-client";

async function steer(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${url}/_simulator/${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : undefined,
  });
  return { status: response.status, body: await response.json() };
}

async function groupIds(client: TestClient): Promise<string[]> {
  const { body } = await client.get<{ device_groups: { group_id: string }[] }>("/device-group");
  return body.device_groups.map((group) => group.group_id);
}

describe("/_simulator", () => {
  it("makes devices fail as ordered, and moves the clock", async () => {
    const { client, url } = await startSimulator();
    const [A = "", B = ""] = meters(2, 50);
    const orders = [
      {
        deviceId: A,
        outcome: "fail",
        errorMessage: "Not enough storage for the new firmware package",
        failTimes: 1,
      },
      { deviceId: B, outcome: "success" },
    ];
    expect((await steer(url, "POST", "devices", { devices: orders })).status).toBe(200);
    const body = {
      task_name: "t",
      task_type: "firmwareUpgrade",
      targets: [A, B],
      document: { package_id: METER_FIRMWARE },
    };
    const { task_id } = (await client.post<TaskJson>("/batchtasks", body)).body;
    await steer(url, "POST", "clock", { advanceMs: 60_000 });
    const details = async (): Promise<DetailJson[]> =>
      (await client.get<ShowJson>(`/batchtasks/${task_id}`)).body.task_details;
    expect(await details()).toEqual([
      { target: B, status: "Success", output: "success" },
      { target: A, status: "Fail", error: { error_msg: "Not enough storage for the new firmware package" } },
    ]);
    await client.post(`/batchtasks/${task_id}/retry`, {});
    await steer(url, "POST", "clock", { advanceMs: 60_000 });
    expect((await details()).map((detail) => detail.status)).toEqual(["Success", "Success"]);
  });

  it("adds devices of known products", async () => {
    const { client, url } = await startSimulator({ fleet: "empty" });
    const deviceId = `${METER}_probe-1`;
    await steer(url, "POST", "devices", { deviceId, firmware: "2.3.0", name: "Probe", online: false });
    const { body } = await client.get(`/devices/${deviceId}`);
    expect(body).toMatchObject({
      device_name: "Probe",
      node_id: "probe-1",
      fw_version: "2.3.0",
      status: "OFFLINE",
    });
    expect((await client.get("/devices", { node_id: "probe-1" })).body).toMatchObject({ page: { count: 1 } });
    const unknown = await steer(url, "POST", "devices", { deviceId: "probe-2" });
    expect(unknown.status).toBe(400);
    expect((await steer(url, "POST", "devices", { deviceId: "probe-2", productId: METER })).status).toBe(200);
  });

  it("makes devices live faster", async () => {
    const { client, url, pass } = await startSimulator();
    await steer(url, "POST", "speed", { speed: 1_000 });
    const body = {
      task_name: "t",
      task_type: "firmwareUpgrade",
      targets: meters(300),
      document: { package_id: METER_FIRMWARE },
    };
    const { task_id } = (await client.post<TaskJson>("/batchtasks", body)).body;
    pass(1_000);
    const shown = await client.get<ShowJson>(`/batchtasks/${task_id}`);
    expect(shown.body.batchtask.status).toBe("PartialSuccess");
  });

  it("tells its state, injects faults, shows calls and forgets everything on reset", async () => {
    const { client, url } = await startSimulator();
    await steer(url, "POST", "faults", { kind: "throttle", times: 2, match: { path: "/apps" } });
    expect((await client.get("/apps")).status).toBe(429);
    const body = { task_name: "t", task_type: "createCommands", targets: meters(1), document: { paras: {} } };
    await client.post("/batchtasks", body);
    const state = await steer(url, "GET", "state");
    expect(state.body).toMatchObject({
      speed: 1,
      fleet: { devices: 120_000, groups: 40 },
      tasks: { total: 1, unfinished: 1 },
      faults: [{ fault: { kind: "throttle" }, left: 1 }],
      calls: 2,
    });
    expect((await steer(url, "GET", "calls")).body.calls).toHaveLength(2);
    await steer(url, "DELETE", "calls");
    await steer(url, "DELETE", "faults");
    expect((await steer(url, "GET", "state")).body).toMatchObject({ faults: [], calls: 0 });
    await steer(url, "POST", "reset");
    expect((await steer(url, "GET", "state")).body.tasks.total).toBe(0);
  });

  it("takes points on which to be strict, and remembers them over a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "simulator-mode-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await startSimulator({ dataDir });
    expect((await steer(before.url, "POST", "mode", { strict: ["taskNames", "throttle"] })).status).toBe(200);
    const [groupId = ""] = await groupIds(before.client);
    await steer(before.url, "POST", "groups/remove", { groupId });
    await before.simulator.close();
    const { client, simulator, url } = await startSimulator({ dataDir });
    expect(simulator.state().strict).toEqual(["taskNames", "throttle"]);
    expect(await groupIds(client)).not.toContain(groupId);
    const order = { task_type: "createCommands", targets: meters(1), document: { paras: {} } };
    const named = () => client.post("/batchtasks", { ...order, task_name: "水表" });
    expect((await named()).status).toBe(400);
    await steer(url, "POST", "mode", { strict: [] });
    expect((await named()).status).toBe(201);
  });

  it.each([
    ["POST", "speed", { speed: 0 }, 400],
    ["POST", "mode", { strict: ["everything"] }, 400],
    ["POST", "clock", {}, 400],
    ["POST", "permissions", { deny: ["iotda:everything"] }, 400],
    ["POST", "groups/remove", { groupId: "nobody" }, 400],
    ["POST", "clock", { advanceMs: -1 }, 400],
    ["POST", "faults", { kind: "nonsense" }, 400],
    ["POST", "devices", { deviceId: "a", colour: "red" }, 400],
    ["GET", "nothing", undefined, 404],
  ])("answers %s %s %j with %d", async (method, path, body, status) => {
    const { url } = await startSimulator({ fleet: "empty" });
    expect((await steer(url, method, path, body)).status).toBe(status);
  });

  it("is not for web pages", async () => {
    const { url } = await startSimulator({ fleet: "empty" });
    expect((await steer(url, "POST", "reset", {}, { origin: "https://example.org" })).status).toBe(403);
    // A page whose name leads to this machine sends no origin to what it takes for its own home.
    const asked = request(`${url}/_simulator/calls`, { headers: { host: "evil.example" } }).end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(403);
  });
});
