import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ConnectedPlatform, connectPlatform, type PlatformConnection } from "@/lib/iotda/connect";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { runChecks } from "./run-checks";

const { projectId, accessKey, secretKey, seed } = SANDBOX;
let time = Date.UTC(2026, 10, 22, 12);
let simulator: Simulator;
let endpoint: string;
const opened: ConnectedPlatform[] = [];

beforeAll(async () => {
  const now = () => new Date(Date.UTC(2026, 10, 22, 12));
  simulator = createSimulator({ projectId, accessKey, secretKey, seed, now, speed: 1, fleet: "empty" });
  endpoint = (await simulator.listen()).url;
});
afterAll(async () => {
  await Promise.all(opened.map((platform) => platform.close()));
  await simulator.close();
});
beforeEach(() => {
  simulator.reset();
  time = Date.UTC(2026, 10, 22, 12);
});

const keys: PlatformConnection = {
  ...{ kind: "v5", region: "cn-north-4", projectId, instanceId: null, signature: "derived" },
  ...{ endpoint: "", trusted: true, allowedHosts: [] },
  credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
};

async function run(change: object = {}, readOnly = false) {
  const connection = { ...keys, endpoint, ...change } as PlatformConnection;
  const clock = { offsetMs: 0 };
  const platform = connectPlatform(connection, {
    budget: { take: async () => undefined, slowDown: async () => undefined },
    ...{ now: () => new Date(time), sleep: async () => undefined, random: () => 0.5 },
    log: { info: () => undefined, warn: () => undefined },
    clock: { offsetMs: 0, onOffset: (offsetMs) => Object.assign(clock, { offsetMs }) },
  });
  opened.push(platform);
  const tested = { connection, readOnly, platform, clockOffsetMs: () => clock.offsetMs };
  return runChecks(tested, { lane: "people" }, () => 0);
}

const states = (checks: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    checks
      .filter(({ check }) => check !== "permission")
      .map(({ check, state, key }) => [check, `${state} ${key}`]),
  );

describe("a test of a connection", () => {
  it("finds everything right, and leaves nothing behind on the platform", async () => {
    const checks = await run();
    expect(states(checks)).toEqual({
      address: "ok address_answers",
      clock: "ok clock_right",
      sign_in: "ok sign_in_keys",
      region: "ok region_used",
      project: "ok project_right",
      instance: "ok instance_unused",
      tasks: "ok tasks_read",
    });
    const permissions = checks.filter(({ check }) => check === "permission");
    expect(permissions.map(({ action, state }) => `${action} ${state}`)).toEqual([
      "iotda:batchtasks:queryList ok",
      "iotda:batchtasks:query ok",
      "iotda:batchtasks:create ok",
      "iotda:batchtasks:retry ok",
      "iotda:batchtasks:stop ok",
      "iotda:batchtasks:confirm ok",
      "iotda:batchtasks:delete ok",
      "iotda:batchtaskfiles:delete ok",
      "iotda:exporttasks:queryList ok",
      "iotda:batchtaskfiles:create unknown",
      "iotda:exporttasks:create unknown",
    ]);
    expect(simulator.state().tasks.total).toBe(0);
  });

  it("asks nothing by a call that writes on a connection that is read only", async () => {
    const permissions = (await run({}, true)).filter(({ check }) => check === "permission");
    expect(simulator.calls().filter(({ method }) => method !== "GET")).toEqual([]);
    expect(permissions.filter(({ state }) => state === "ok").map(({ action }) => action)).toEqual([
      "iotda:batchtasks:queryList",
      "iotda:batchtasks:query",
      "iotda:exporttasks:queryList",
    ]);
    const unasked = permissions.filter(({ state }) => state === "unknown");
    expect(new Set(unasked.map(({ key }) => key))).toEqual(new Set(["permission_read_only"]));
    expect(unasked).toHaveLength(8);
  });

  it("names the action that is missing, with what to do (IOTDA.000022)", async () => {
    const refusal = { status: 403, code: "IOTDA.000022" } as const;
    simulator.addFault({ kind: "status", ...refusal, match: { method: "POST", path: "/retry" } });
    const missing = (await run()).filter(({ state }) => state === "failed");
    expect(missing).toMatchObject([
      {
        ...{ check: "permission", action: "iotda:batchtasks:retry", key: "permission_missing" },
        ...{ detail: "Not allowed: grant iotda:batchtasks:retry.", hintKey: "no_permission" },
        upstream: { status: 403, errorCode: "IOTDA.000022" },
      },
    ]);
  });

  it("tells a wrong key, and asks no further", async () => {
    const credentials = { signIn: "keys", accessKey, secretKey: "wrong", securityToken: null };
    const checks = await run({ credentials });
    expect(states(checks)).toMatchObject({
      address: "ok address_answers",
      sign_in: "failed sign_in_refused",
      project: "unknown not_reached",
      tasks: "unknown not_reached",
    });
    expect(simulator.calls()).toHaveLength(1);
  });

  it("tells a clock that is off, and goes on with the platform's", async () => {
    time += 20 * 60_000;
    const checks = await run();
    expect(states(checks)).toMatchObject({ clock: "warning clock_off", tasks: "ok tasks_read" });
    expect(checks.find(({ check }) => check === "clock")?.values).toEqual({ seconds: -1200 });
  });

  it.each([
    ["an address nobody listens at", { endpoint: "http://127.0.0.1:1" }, "address", "address_refused"],
    ["a host without a name", { endpoint: "https://muster.invalid" }, "address", "address_unknown"],
    ["another project", { projectId: "ffffffffffffffffffffffffffffffff" }, undefined, undefined],
  ] as const)("tells %s", async (_, change, check, key) => {
    const failed = (await run(change)).filter(({ state }) => state === "failed");
    expect(failed.length).toBeGreaterThan(0);
    if (check) expect(failed[0]).toMatchObject({ check, key });
  });

  it("tells a host that is not the platform, and one that has no such instance", async () => {
    simulator.addFault({ kind: "html", status: 200 });
    expect(states(await run())).toMatchObject({ address: "failed address_other" });
    simulator.clearFaults();
    simulator.addFault({ kind: "status", status: 403, code: "IOTDA.000021" });
    expect(states(await run())).toMatchObject({
      project: "ok project_right",
      instance: "failed instance_wrong",
    });
  });

  it("warns of a region that is not the address's", async () => {
    const checks = await run({ region: "cn-south-1" });
    expect(states(checks)).toMatchObject({ region: "ok region_used" });
  });

  it("signs an IAM user in, and tells a wrong password", async () => {
    const iam = { signIn: "iam", endpoint, user: "sandbox", password: "sandbox", domain: "sandbox" };
    expect(states(await run({ credentials: iam }))).toMatchObject({
      ...{ sign_in: "ok sign_in_iam", region: "ok region_used", tasks: "ok tasks_read" },
    });
    const wrong = { ...iam, password: "wrong" };
    expect(states(await run({ credentials: wrong }))).toMatchObject({ sign_in: "failed sign_in_refused" });
  });

  it("signs a legacy application in, asks for no task of its own and for no permission", async () => {
    const tls = { ca: null, certificate: null, key: null, passphrase: null, serverName: null };
    const legacy = { kind: "na", appId: "sandbox-app", secret: "sandbox-secret", tls };
    const checks = await run(legacy);
    expect(states(checks)).toMatchObject({
      ...{ address: "ok address_answers", sign_in: "ok sign_in_app", tasks: "ok tasks_by_id" },
    });
    expect(checks.some(({ check }) => check === "permission")).toBe(false);
    expect(states(await run({ ...legacy, secret: "wrong" }))).toMatchObject({
      sign_in: "failed sign_in_refused",
    });
  });
});
