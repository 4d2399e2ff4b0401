import { describe, expect, it } from "vitest";
import { NaClient, naOrder } from "../testing/na-client";
import { meters, startSimulator } from "../testing/start-simulator";

async function start() {
  const running = await startSimulator();
  return { ...running, na: new NaClient(running.url) };
}

describe("faults on legacy calls", () => {
  it.each([
    [{ kind: "status" }, 500, "50252"],
    [{ kind: "throttle" }, 403, "1010009"],
    [{ kind: "status", code: "100203" }, 403, "100203"],
    [{ kind: "status", code: "100203", status: 500 }, 500, "100203"],
    [{ kind: "status", code: "100028" }, 401, "100028"],
    [{ kind: "status", code: "7", status: 418 }, 418, "7"],
  ] as const)("%j: %d %s in the envelope of that API", async (fault, status, code) => {
    const { na, simulator } = await start();
    simulator.addFault({ ...fault, match: { path: "/batchtask/" }, times: 1 });
    const reply = await na.show("0".repeat(24));
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
    expect(Object.keys(reply.body)).toEqual(["error_code", "error_desc"]);
    expect(reply.body.error_desc).toBeTruthy();
    expect((await na.show("0".repeat(24))).body.error_code).toBe("105005");
  });

  it.each(["100247", "102833"])("make a login fail with %s", async (code) => {
    const { na, simulator } = await start();
    simulator.addFault({ kind: "status", code, match: { path: "/login" } });
    const reply = await na.login();
    expect([reply.status, reply.body.error_code]).toEqual([400, code]);
  });

  it("lose the answer of a create that was carried out", async () => {
    const { na, simulator } = await start();
    await na.show("x");
    simulator.addFault({ kind: "lose-answer", match: { method: "POST", path: "/tasks" }, times: 1 });
    const order = naOrder({ type: "DeviceList", deviceList: meters(1) });
    await expect(na.create(order)).rejects.toThrow();
    expect((await na.create(order)).body.error_code).toBe("105002");
  });
});

describe("the call log", () => {
  it("tells the application and how it signed, and no secret", async () => {
    const { na, simulator } = await start();
    const order = naOrder({ type: "DeviceList", deviceList: meters(1) });
    await na.create(order);
    na.accessToken = "wrong";
    await na.create(order);
    await na.refresh("wrong");
    const calls = simulator.calls();
    const seen = calls.map(({ path, app, signature, status, errorCode }) => ({
      path: path.split("/").at(-1),
      app,
      signature,
      status,
      errorCode,
    }));
    const app = "sandbox-app";
    expect(seen).toEqual([
      { path: "login", app, signature: "none", status: 200, errorCode: undefined },
      { path: "tasks", app, signature: "na-token", status: 200, errorCode: undefined },
      { path: "tasks", app, signature: "none", status: 403, errorCode: "1010005" },
      { path: "refreshToken", app, signature: "none", status: 401, errorCode: "100208" },
    ]);
    expect(calls[1]?.body).toEqual(order);
    expect(JSON.stringify(calls)).not.toContain("sandbox-secret");
  });

  it("tells the error code of a refusal that came with HTTP 200", async () => {
    const { na, simulator } = await start();
    await na.create(naOrder({ type: "DeviceArea", deviceLocation: "Atlantis" }));
    expect(simulator.calls().at(-1)).toMatchObject({ status: 200, errorCode: "101001" });
  });
});
