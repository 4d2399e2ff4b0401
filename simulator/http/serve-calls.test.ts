import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { SANDBOX } from "../sandbox-defaults";
import { meters, type Running, startSimulator } from "../testing/start-simulator";
import type { ListJson, Reply, TaskJson } from "../testing/test-client";

const BASE = `/v5/iot/${SANDBOX.projectId}`;
const LIST = "/batchtasks";
const TYPE = { task_type: "createCommands" };
const command = { task_name: "t", ...TYPE, targets: meters(1), document: { paras: {} } };

const login = (password = "sandbox", project: object = { name: "cn-north-4" }) => ({
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "sandbox", password, domain: { name: "sandbox" } } },
    },
    scope: { project },
  },
});

function signIn({ client }: Running, body: object): Promise<Reply<{ token: { expires_at: string } }>> {
  return client.raw("POST", "/v3/auth/tokens?nocatalog=true", JSON.stringify(body));
}

describe("who may call", () => {
  it("takes a standard and a derived signature, in any region of the sheet", async () => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    expect((await client.get(LIST, TYPE)).status).toBe(200);
    for (const region of ["cn-north-4", "ap-southeast-3"]) {
      expect((await client.get(LIST, TYPE, { signer: { ...SANDBOX, region } })).status).toBe(200);
    }
    const kinds = simulator.calls().map((call) => call.signature);
    expect(kinds).toEqual(["SDK-HMAC-SHA256", "V11-HMAC-SHA256", "V11-HMAC-SHA256"]);
  });

  it("refuses a wrong secret, access key or region like the gateway", async () => {
    const { client } = await startSimulator({ fleet: "empty", regions: ["cn-north-4"] });
    const wrong = [
      { ...SANDBOX, secretKey: "other" },
      { ...SANDBOX, accessKey: "OTHER" },
      { ...SANDBOX, region: "cn-south-1" },
    ];
    for (const signer of wrong) {
      const reply = await client.get(LIST, TYPE, { signer });
      expect([reply.status, reply.body.error_code]).toEqual([401, "APIGW.0301"]);
      expect(reply.body.request_id).toBe(reply.headers.get("x-request-id"));
      expect(reply.headers.get("content-type")).toBe("application/json");
    }
  });

  it("refuses a signature 15 minutes old, whatever the platform's clock says", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const { client, simulator, url } = running;
    simulator.advanceClock(3_600_000);
    expect((await client.get(LIST, TYPE)).status).toBe(200);
    const late = new (client.constructor as new (...args: unknown[]) => typeof client)(
      url,
      () => new Date(running.now() - 901_000),
    );
    expect((await late.get(LIST, TYPE)).status).toBe(401);
  });

  it("takes a token of its own IAM until it expires", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const reply = await signIn(running, login());
    expect(reply.status).toBe(201);
    expect(reply.body.token.expires_at).toBe("2026-11-22T10:15:00.000000Z");
    const token = reply.headers.get("x-subject-token") ?? "";
    expect(token.length).toBeGreaterThan(4_096);
    expect((await running.client.get(LIST, TYPE, { token })).status).toBe(200);
    const forged = await running.client.get(LIST, TYPE, { token: `9${token}` });
    expect([forged.status, forged.body.error_code]).toEqual([401, "IOTDA.000002"]);
    running.simulator.advanceClock(24 * 3_600_000);
    expect((await running.client.get(LIST, TYPE, { token })).status).toBe(401);
  });

  it.each([
    [login("wrong"), 401],
    [login("sandbox", { name: "nowhere-1" }), 403],
    [login("sandbox", { id: "0".repeat(32) }), 403],
    [login("sandbox", { id: SANDBOX.projectId }), 201],
    [{ auth: {} }, 400],
  ])("IAM answers %j with %d", async (body, status) => {
    expect((await signIn(await startSimulator({ fleet: "empty" }), body)).status).toBe(status);
  });
});

describe("what the gateway and the router refuse", () => {
  it.each([
    ["GET", `/v5/iot/${"0".repeat(32)}/apps`, 403, "IOTDA.000021"],
    ["GET", `/v5/${SANDBOX.projectId}/apps`, 404, "IOTDA.000029"],
    ["GET", `${BASE}/batch-tasks`, 404, "IOTDA.000029"],
    ["GET", `${BASE}/apps/`, 404, "IOTDA.000029"],
    ["PUT", `${BASE}/batchtasks`, 404, "IOTDA.000029"],
    ["GET", "/elsewhere", 404, "APIGW.0101"],
    ["POST", `${BASE}/batchtasks`, 400, "IOTDA.000008"],
  ])("%s %s: %d %s", async (method, path, status, code) => {
    const { client } = await startSimulator({ fleet: "empty" });
    const reply = await client.raw(method, path, method === "GET" ? undefined : "{broken");
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });

  it("refuses another media type, a missing body and a long Instance-Id", async () => {
    const { client } = await startSimulator({ fleet: "empty" });
    const typed = { headers: { "content-type": "text/plain" } };
    expect((await client.post(LIST, command, typed)).body.error_code).toBe("IOTDA.000008");
    expect((await client.post(LIST)).body.error_code).toBe("IOTDA.000008");
    const instance = (length: number) => ({ headers: { "instance-id": "x".repeat(length) } });
    expect((await client.get(LIST, TYPE, instance(36))).status).toBe(200);
    expect((await client.get(LIST, TYPE, instance(37))).status).toBe(400);
  });

  it("misses the Instance-Id where the server is strict, and never asks IAM for it", async () => {
    const running = await startSimulator({ fleet: "empty" });
    running.simulator.setMode(["instanceId"]);
    const reply = await running.client.get(LIST, TYPE);
    expect([reply.status, reply.body.error_code]).toEqual([400, "IOTDA.000006"]);
    const headers = { "instance-id": "5b1c9a70-2f7d-4a3e-9d51-77e0a4c1b2f3" };
    expect((await running.client.get(LIST, TYPE, { headers })).status).toBe(200);
    expect((await signIn(running, login())).status).toBe(201);
    expect((await running.client.raw("GET", "/v3/projects", undefined)).status).toBe(200);
  });

  it("refuses a body over 12 MB, not one of 12 MB", async () => {
    const { client } = await startSimulator({ fleet: "empty" });
    const wrap = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
    const limit = 12 * 1024 * 1024;
    expect((await client.raw("POST", BASE + LIST, wrap(limit))).body.error_code).toBe("IOTDA.000006");
    const reply = await client.raw("POST", BASE + LIST, wrap(limit + 1));
    expect([reply.status, reply.body.error_code]).toEqual([413, "APIGW.0201"]);
  });

  it("puts a request id and the date on every answer", async () => {
    const { client } = await startSimulator({ fleet: "empty" });
    for (const path of [`${BASE}/apps`, `${BASE}/nothing`, "/elsewhere"]) {
      const { headers } = await client.raw("GET", path, undefined);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
      expect(headers.get("date")).toBe("Sat, 21 Nov 2026 10:15:00 GMT");
    }
  });
});

describe("injected faults", () => {
  const failing = (promise: Promise<unknown>) => expect(promise).rejects.toThrow();

  it("answer instead of the platform, as often as ordered", async () => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    simulator.addFault({ kind: "status", status: 500, times: 1 });
    simulator.addFault({ kind: "throttle", retryAfter: 7, times: 1 });
    simulator.addFault({ kind: "throttle", status: 403, code: "IOTDA.021102", times: 1 });
    const replies = [];
    for (let k = 0; k < 4; k++) replies.push(await client.get(LIST, TYPE));
    expect(replies.map((reply) => [reply.status, reply.body.error_code])).toEqual([
      [500, "IOTDA.000001"],
      [429, "APIGW.0308"],
      [403, "IOTDA.021102"],
      [200, undefined],
    ]);
    expect(replies[1]?.headers.get("retry-after")).toBe("7");
    expect(replies[1]?.body.request_id).toBeTruthy();
    expect(simulator.calls().map((call) => call.fault)).toEqual([
      "status",
      "throttle",
      "throttle",
      undefined,
    ]);
  });

  it("strike only what they match, until they are cleared", async () => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    simulator.addFault({
      kind: "status",
      status: 503,
      match: { method: "get", path: "task_type=createCommands" },
    });
    expect((await client.get(LIST, TYPE)).status).toBe(503);
    expect((await client.get(LIST, TYPE)).status).toBe(503);
    expect((await client.get("/apps")).status).toBe(200);
    expect((await client.post(LIST, command)).status).toBe(201);
    simulator.clearFaults();
    expect((await client.get(LIST, TYPE)).status).toBe(200);
  });

  it("break connections before or after the call is carried out", async () => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    const count = async () => (await client.get<ListJson>(LIST, TYPE)).body.page.count;
    simulator.addFault({ kind: "reset", times: 1 });
    await failing(client.post(LIST, command));
    expect(await count()).toBe(0);
    simulator.addFault({ kind: "lose-answer", times: 1 });
    await failing(client.post(LIST, command));
    expect(await count()).toBe(1);
    simulator.addFault({ kind: "truncate", times: 1 });
    await failing(client.get(LIST, TYPE));
    simulator.addFault({ kind: "html", times: 1 });
    await failing(client.get(LIST, TYPE));
    simulator.addFault({ kind: "delay", delayMs: 5, times: 1 });
    expect(await count()).toBe(1);
  });

  it("never answer when they hang", async () => {
    const { simulator, url } = await startSimulator({ fleet: "empty" });
    simulator.addFault({ kind: "hang", times: 1 });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const answered: Buffer[] = [];
    socket.on("data", (chunk) => answered.push(chunk));
    socket.write("GET /v5/iot HTTP/1.1\r\nHost: x\r\n\r\n");
    await expect.poll(() => simulator.calls().length).toBe(1);
    expect(simulator.calls()[0]).toMatchObject({ fault: "hang", status: 0 });
    expect(answered).toEqual([]);
    socket.destroy();
  });
});

describe("the call log", () => {
  it("keeps what was called and answered, with the body of writes but no password", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const { body } = await running.client.post<TaskJson>(LIST, command);
    await running.client.get(`${LIST}/${body.task_id}`, { limit: 5 });
    await running.client.get(`${LIST}/${"0".repeat(24)}`);
    await signIn(running, login());
    const calls = running.simulator.calls();
    expect(calls[0]).toMatchObject({ method: "POST", path: BASE + LIST, status: 201, body: command });
    expect(calls[1]).toMatchObject({ method: "GET", query: { limit: "5" }, status: 200 });
    expect(calls[2]).toMatchObject({ status: 404, errorCode: "IOTDA.014200" });
    expect(calls[3]).toMatchObject({ path: "/v3/auth/tokens", status: 201 });
    expect(calls[3]?.body).toBeUndefined();
    running.simulator.clearCalls();
    expect(running.simulator.calls()).toEqual([]);
  });
});
