import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DraftTargets, LegacyDraft, TaskDraft } from "@/lib/domain/platform-task";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { type ConnectedPlatform, connectPlatform } from "../connect";
import { isMissing, PlatformError } from "../errors";
import type { PlatformDeps } from "../platform-deps";

/*
 * The legacy client against the simulator, over HTTP: two readings of one sheet, written apart. Clocks are given; only
 * the network is real.
 */

const wall = new Date("2026-11-21T10:00:00Z");
const simulator = createSimulator({ ...SANDBOX, now: () => wall, speed: 1, fleet: "demo" });
const people = { lane: "people" } as const;
const defaultSpace = "b7d1c0f4a95e4c3e8f20d6137a4be915";
const harbour = "4e9a26d81c704f5ab3e07d92c6518fb0";
const meter = (n: number) => `65e1a0c04c3d5e6f70819201_wm-${String(n).padStart(7, "0")}`;
const meters = (count: number) => Array.from({ length: count }, (_, n) => meter(n + 1));
const text = (length: number) => "x".repeat(length);

let url = "";
let platform: ConnectedPlatform;
const slowed: unknown[] = [];
beforeAll(async () => {
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());
beforeAll(() => start());
afterEach(async () => {
  await platform.close();
  simulator.reset();
  start();
});
afterAll(() => platform.close());

const deps: PlatformDeps = {
  budget: {
    take: async () => undefined,
    slowDown: async (lane, kind, seconds) => void slowed.push([lane, kind, seconds]),
  },
  now: () => wall,
  sleep: async () => undefined,
  random: () => 0.5,
  log: { info: () => undefined, warn: () => undefined },
};

function start(secret: string = SANDBOX.naSecret): void {
  simulator.limitNaCalls(0);
  slowed.length = 0;
  const trust = { trusted: true, allowedHosts: [], tls: {} };
  platform = connectPlatform({ kind: "na", endpoint: url, appId: SANDBOX.naAppId, secret, ...trust }, deps);
}

let names = 0;
const legacy: LegacyDraft = {
  ...{ timeoutMinutes: 60, tags: [], callbackUrl: null, maxRetransmit: null, groupTag: null },
};
function draft(facts: Partial<TaskDraft> = {}, sending: Partial<LegacyDraft> = {}): TaskDraft {
  return {
    ...{ name: `task_${names++}`, type: "DeviceCmd", appId: null },
    ...{ mode: null, extInfo: null, needConfirm: null },
    targets: { kind: "list", ids: meters(2) },
    document: { serviceId: "valve", method: "SET", paras: { open: 0 } },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    legacy: { ...legacy, ...sending },
    ...facts,
  };
}
const create = (facts?: Partial<TaskDraft>, sending?: Partial<LegacyDraft>) =>
  platform.createTask(draft(facts, sending), people);
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const show = (taskId: string, query = {}) => platform.showTask({ taskId, limit: 250, ...query }, people);

describe("a task", () => {
  const kinds: [DraftTargets, number][] = [
    [{ kind: "deviceType", deviceType: "Pump", manufacturerId: "Muster Works", model: "PC-2" }, 12_000],
    [{ kind: "area", deviceLocation: "Old Town" }, 0],
    [{ kind: "groupNames", names: ["Canary"] }, 50],
    [{ kind: "broadcast" }, 120_000],
  ];
  it.each(kinds)("is made for %j and read back", async (targets, total) => {
    const task = await create({ targets });
    expect(task).toMatchObject({
      ...{ type: "DeviceCmd", status: "Waitting", platformStatus: "Pending", operator: expect.any(String) },
      ...{ timeoutMinutes: 60, tags: [], appId: SANDBOX.naAppId, createdAt: wall.toISOString() },
      document: { serviceId: "valve", method: "SET", paras: { open: 0 } },
      ...{ criteria: targets, targets: null, groupIds: null, openUntold: true },
    });
    expect(task.progress).toMatchObject(total > 0 ? { total, waiting: total } : { processing: 0 });
    expect(task.progress?.total).toBeGreaterThan(0);
  });

  it("is made for a list of devices", async () => {
    expect(await create({ targets: { kind: "list", ids: meters(3) } })).toMatchObject({
      ...{ targets: meters(3), criteria: null, progress: { total: 3 } },
    });
  });

  it("is made for groups by their ids, as v5 tells them", async () => {
    const v5 = connectV5();
    const { rows } = await v5.listGroups({ name: "Canary", limit: 50 }, people);
    await v5.close();
    const groupIds = rows.map(({ groupId }) => groupId);
    expect(await create({ targets: { kind: "groups", groupIds } })).toMatchObject({
      ...{ groupIds, criteria: null, progress: { total: 50 } },
    });
  });

  it("carries tags, a callback, retransmissions and a group tag", async () => {
    const tags = [{ name: "site", value: "north" }];
    const sending = { tags, callbackUrl: "https://portal.example/cb", maxRetransmit: 3, groupTag: "Water" };
    expect(await create({}, sending)).toMatchObject({ tags });
    const [, sent] = simulator.calls().filter(({ method }) => method === "POST");
    expect(JSON.stringify(sent)).toContain("portal.example");
  });

  it("belongs to the application it was made for, and is found there only", async () => {
    const { taskId, appId } = await create({ appId: defaultSpace });
    expect(appId).toBe(defaultSpace);
    expect((await show(taskId, { appId })).task).toMatchObject({ taskId, appId });
    expect(isMissing(await failure(show(taskId)))).toBe(true);
  });

  it("runs to its end: every word is ours, every row has its command, the counters add up", async () => {
    const { taskId } = await create(
      { targets: { kind: "list", ids: [...meters(12), "nobody"] } },
      { maxRetransmit: 1 },
    );
    const before = await show(taskId);
    expect(before.subtasks).toMatchObject({ total: 13, marker: null });
    expect(new Set(before.subtasks.rows.map(({ status }) => status))).toEqual(new Set(["Waitting"]));
    simulator.advanceClock(3 * 3_600_000);
    const { task, subtasks } = await show(taskId);
    expect(["PartialSuccess", "Timeout"]).toContain(task.status);
    const count = (word: string) => subtasks.rows.filter(({ status }) => status === word).length;
    expect(task.progress).toMatchObject({
      ...{ total: 13, success: count("Success"), fail: count("Fail"), timeout: count("Timeout") },
      ...{ waiting: 0, processing: 0 },
    });
    expect(new Set(subtasks.rows.map(({ commandId }) => commandId)).size).toBe(13);
    const [stranger] = subtasks.rows.filter(({ target }) => target === "nobody");
    expect(stranger).toMatchObject({ status: "Fail", errorCode: "100418", errorMessage: expect.any(String) });
    expect(subtasks.rows.find(({ status }) => status === "Success")?.output).toContain("requestId");
  });
});

describe("subtasks", () => {
  it("come page by page, each once, and by status, device and command", async () => {
    const { taskId } = await create({ targets: { kind: "list", ids: meters(1_001) } });
    const found: string[] = [];
    let marker: string | undefined;
    let pages = 0;
    do {
      const { subtasks } = await show(taskId, { marker });
      found.push(...subtasks.rows.map(({ target }) => target));
      marker = subtasks.marker ?? undefined;
      pages += 1;
    } while (marker !== undefined);
    expect([pages, found]).toEqual([5, meters(1_001)]);

    const at = (query: object) => show(taskId, query).then(({ subtasks }) => subtasks);
    expect((await at({ marker: "250", offset: 500 })).rows[0]?.target).toBe(meter(751));
    expect((await at({ limit: 60, marker: "30" })).rows.map(({ target }) => target)).toEqual(
      meters(60).slice(30),
    );
    const one = await at({ target: meter(7) });
    expect(one).toMatchObject({ total: 1, rows: [{ target: meter(7) }] });
    const commandId = one.rows[0]?.commandId ?? "";
    expect(await at({ commandId })).toMatchObject({ total: 1, rows: [{ target: meter(7), commandId }] });
    simulator.advanceClock(30_000);
    const statuses = ["Waitting", "Processing", "Success", "Fail", "Timeout"];
    const parts = await Promise.all(statuses.map((status) => at({ status })));
    expect(parts.reduce((sum, { total }) => sum + total, 0)).toBe(1_001);
    for (const [n, { rows }] of parts.entries()) {
      expect(rows.every(({ status }) => status === statuses[n])).toBe(true);
    }
  });

  it("keep two commands of one device apart", async () => {
    const { taskId } = await create({ targets: { kind: "list", ids: [meter(1), meter(1)] } });
    const { rows } = (await show(taskId)).subtasks;
    expect(rows.map(({ target }) => target)).toEqual([meter(1), meter(1)]);
    expect(new Set(rows.map(({ commandId }) => commandId)).size).toBe(2);
  });
});

/** Every documented limit (sheet §13.4, §13.6): just inside is taken, just outside is not. */
describe("limits", () => {
  const command = (facts: object) => ({ document: { serviceId: "valve", method: "SET", ...facts } });
  const tag = (name: string, value: string) => ({ tags: [{ name, value }] });
  const limits: [string, Parameters<typeof draft>, Parameters<typeof draft>][] = [
    ["256 characters of a name", [{ name: text(256) }], [{ name: text(257) }]],
    ["a name at all", [{ name: "x" }], [{ name: "" }]],
    ["10 minutes", [{}, { timeoutMinutes: 10 }], [{}, { timeoutMinutes: 9 }]],
    ["2,880 minutes", [{}, { timeoutMinutes: 2_880 }], [{}, { timeoutMinutes: 2_881 }]],
    ["128 characters of a tag's name", [{}, tag(text(128), "v")], [{}, tag(text(129), "v")]],
    ["1,024 characters of a tag's value", [{}, tag("n", text(1_024))], [{}, tag("n", text(1_025))]],
    ["a tag's name at all", [{}, tag("n", "v")], [{}, tag("", "v")]],
    ["a tag's value at all", [{}, tag("n", "v")], [{}, tag("n", "")]],
    ["64 characters of a service", [command({ serviceId: text(64) })], [command({ serviceId: text(65) })]],
    ["a service at all", [command({ serviceId: "s" })], [command({ serviceId: "" })]],
    ["128 characters of a method", [command({ method: text(128) })], [command({ method: text(129) })]],
    ["a method at all", [command({ method: "m" })], [command({ method: "" })]],
    ["3 retransmissions", [{}, { maxRetransmit: 3 }], [{}, { maxRetransmit: 4 }]],
    ["no retransmission", [{}, { maxRetransmit: 0 }], [{}, { maxRetransmit: -1 }]],
  ];
  it.each(limits)("%s", async (_, inside, outside) => {
    expect(await failure(create(...inside))).toBeUndefined();
    expect(await failure(create(...outside))).toMatchObject({
      ...{ code: "upstream_rejected", sent: "yes", upstream: { errorCode: "50400" } },
    });
  });

  it("64 characters of an application: within them it is looked for", async () => {
    const codeOf = async (length: number) => {
      const error = await failure(create({ appId: text(length) }));
      return error instanceof PlatformError ? error.upstream.errorCode : undefined;
    };
    expect(await codeOf(64)).toBe("100203");
    expect(await codeOf(65)).toBe("50400");
  });

  it("1 to 250 rows a page, from the first on; outside nothing is sent", async () => {
    const { taskId } = await create();
    for (const limit of [1, 250]) expect(await failure(show(taskId, { limit }))).toBeUndefined();
    simulator.clearCalls();
    const list = platform.inParts?.listSubtasks;
    for (const page of [{ limit: 0 }, { limit: 251 }, { limit: 1, offset: -1 }]) {
      expect(await list?.({ taskId, ...page }, people).catch((error) => error.code)).toBe("invalid_input");
    }
    expect(simulator.calls()).toEqual([]);
  });

  it("10 unfinished tasks", async () => {
    for (let n = 0; n < 10; n++) await create();
    expect(await failure(create())).toMatchObject({
      ...{ code: "upstream_rejected", sent: "yes", upstream: { status: 200, errorCode: "105001" } },
    });
  });

  it("100 calls a minute: throttled, with word to the budget, and no other 403 is", async () => {
    const { taskId } = await create();
    simulator.limitNaCalls(1);
    expect(await failure(show(taskId))).toMatchObject({
      ...{ code: "upstream_throttled", upstream: { status: 403, errorCode: "1010009" } },
    });
    expect(slowed[0]).toEqual(["people", "read", null]);
    slowed.length = 0;
    simulator.limitNaCalls(0);
    await failure(create({ appId: harbour }));
    expect(slowed).toEqual([]);
  });
});

describe("every error code", () => {
  it("that the platform comes to by itself", async () => {
    const first = await create({ name: "taken" }, { tags: [{ name: "n", value: "v" }] });
    const said = (code: string, errorCode: string, status: number) => ({
      ...{ code, sent: "yes", upstream: { errorCode, status, errorMessage: expect.any(String) } },
    });
    const refusals: [Promise<unknown>, object][] = [
      [create({ name: "taken" }), said("upstream_rejected", "105002", 200)],
      [create({}, { tags: [{ name: "n", value: "v" }] }), said("upstream_rejected", "105201", 400)],
      [create({}, { groupTag: "none" }), said("upstream_rejected", "105202", 404)],
      [create({ appId: "nobody" }), said("upstream_rejected", "100203", 200)],
      [create({ appId: harbour }), said("upstream_rejected", "100217", 403)],
      [
        create({ targets: { kind: "groupNames", names: ["nothing"] } }),
        said("upstream_rejected", "101001", 200),
      ],
      [show("0".repeat(24)), said("upstream_rejected", "105005", 404)],
      [show(first.taskId, { appId: "nobody" }), said("upstream_rejected", "100203", 403)],
      [show(first.taskId, { status: "Pondering" }), said("upstream_rejected", "100022", 400)],
    ];
    for (const [call, expected] of refusals) expect(await failure(call)).toMatchObject(expected);
  });

  const codes: [string, number, string, boolean][] = [
    ["100203", 404, "upstream_rejected", false],
    ["100203", 500, "upstream_rejected", false],
    ["100019", 400, "upstream_rejected", false],
    ["100028", 401, "upstream_auth", false],
    ["100247", 400, "upstream_auth", false],
    ["102833", 400, "upstream_auth", false],
    ["50252", 500, "upstream_unavailable", false],
    ["105005", 404, "upstream_rejected", true],
    ["1010005", 403, "upstream_auth", false],
  ];
  it.each(codes)("%s with HTTP %i is %s", async (code, status, expected, missing) => {
    const { taskId } = await create();
    simulator.addFault({ kind: "status", code, status, match: { path: "/tasks/" } });
    const error = await failure(show(taskId));
    expect(error).toMatchObject({ code: expected, upstream: { errorCode: code, status } });
    expect(isMissing(error)).toBe(missing);
  });

  it("of a wrong secret, which no call is repeated for", async () => {
    await platform.close();
    start("wrong");
    expect(await failure(create())).toMatchObject({
      code: "upstream_auth",
      upstream: { errorCode: "100208" },
    });
    expect(simulator.calls()).toHaveLength(1);
  });
});

it("goes on with a new token when its own stops to count (F21)", async () => {
  const { taskId } = await create();
  simulator.expireTokens("na");
  expect((await show(taskId)).task.taskId).toBe(taskId);
});

it("leaves open what became of a create whose answer was lost, and the repetition tells (105002)", async () => {
  const order = draft();
  simulator.addFault({ kind: "lose-answer", match: { method: "POST", path: "/tasks" }, times: 1 });
  expect(await failure(platform.createTask(order, people))).toMatchObject({ sent: "maybe" });
  expect(await failure(platform.createTask(order, people))).toMatchObject({
    ...{ sent: "yes", upstream: { errorCode: "105002" } },
  });
});

it("answers a create whose read-back fails with what was sent", async () => {
  simulator.addFault({
    kind: "status",
    code: "50252",
    status: 500,
    match: { method: "GET", path: "/tasks/" },
  });
  const task = await create({ targets: { kind: "broadcast" } });
  expect(task).toMatchObject({ status: "Initializing", progress: null, criteria: { kind: "broadcast" } });
  simulator.clearFaults();
  expect((await show(task.taskId)).task).toMatchObject({ taskId: task.taskId, status: "Waitting" });
});

function connectV5(): ConnectedPlatform {
  const { projectId, accessKey, secretKey } = SANDBOX;
  return connectPlatform(
    {
      ...{
        kind: "v5",
        endpoint: url,
        region: "cn-north-4",
        projectId,
        instanceId: null,
        signature: "standard",
      },
      credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
      ...{ trusted: true, allowedHosts: [] },
    },
    deps,
  );
}
