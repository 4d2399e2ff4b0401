import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PlatformPage, PlatformSubtask, TaskDraft } from "@/lib/domain/platform-task";
import { createSimulator } from "@/simulator/create-simulator";
import type { AnswerFact } from "../call-options";
import { type ConnectedPlatform, connectPlatform, type V5Connection } from "../connect";
import { isMissing, type PlatformError } from "../errors";
import { defaultLimits } from "../transport";

/*
 * The client against the simulator, over HTTP: two readings of one sheet, written apart. Clocks are given; only the
 * network is real.
 */

const wall = new Date("2026-11-21T10:00:00Z");
const projectId = "0123456789abcdef0123456789abcdef";
const pair = { accessKey: "AK1", secretKey: "SK1" };
const keys = { signIn: "keys", securityToken: null, ...pair } as const;
const simulator = createSimulator({ projectId, ...pair, now: () => wall, speed: 1, seed: 7, fleet: "demo" });
const people = { lane: "people" } as const;
let url = "";

beforeAll(async () => {
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());
const open: ConnectedPlatform[] = [];
afterEach(async () => {
  simulator.reset();
  for (const platform of open.splice(0)) await platform.close();
});

function connect(
  overrides: Partial<V5Connection> = {},
  now: () => Date = () => wall,
  headersMs = defaultLimits.headersMs,
) {
  const waits: number[] = [];
  const slowed: unknown[] = [];
  const platform = connectPlatform(
    {
      kind: "v5",
      endpoint: url,
      region: "cn-north-4",
      instanceId: null,
      signature: "derived",
      trusted: true,
      allowedHosts: [],
      projectId,
      credentials: keys,
      ...overrides,
    },
    {
      budget: {
        take: async () => undefined,
        slowDown: async (lane, kind, seconds) => void slowed.push([lane, kind, seconds]),
      },
      now,
      sleep: async (ms) => void waits.push(ms),
      random: () => 0.5,
      log: { info: () => undefined, warn: () => undefined },
      limits: { ...defaultLimits, headersMs },
    },
  );
  open.push(platform);
  return { platform, waits, slowed };
}

async function firmware(platform: ConnectedPlatform): Promise<{ packageId: string; productId: string }> {
  const { rows } = await platform.listPackages({ type: "firmwarePackage", limit: 50 }, people);
  const row = rows.find(({ version, productName }) => version === "2.4.1" && productName?.includes("ater"));
  return { packageId: row?.packageId ?? "", productId: row?.productId ?? "" };
}

async function draftFor(platform: ConnectedPlatform, count: number, name: string): Promise<TaskDraft> {
  const { packageId, productId } = await firmware(platform);
  const ids = Array.from({ length: count }, (_, k) => `${productId}_wm-${String(k + 1).padStart(7, "0")}`);
  return {
    name,
    type: "firmwareUpgrade",
    appId: null,
    mode: null,
    extInfo: { ticket: "CHG-1" },
    needConfirm: null,
    targets: { kind: "list", ids },
    document: { package_id: packageId },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    legacy: null,
  };
}

const failureOf = (call: Promise<unknown>): Promise<PlatformError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: PlatformError) => error,
  );

type ReadPage = (page: {
  limit: number;
  marker?: string;
  offset?: number;
}) => Promise<PlatformPage<PlatformSubtask>>;

async function walkByMarker(read: ReadPage): Promise<PlatformSubtask[]> {
  const rows: PlatformSubtask[] = [];
  let marker: string | undefined;
  do {
    const page = await read({ limit: 50, ...(marker === undefined ? {} : { marker }) });
    rows.push(...page.rows);
    marker = page.marker ?? undefined;
  } while (marker !== undefined);
  return rows;
}

/** Windows of offsets 0 to 500 read at once, then on from the marker of the last page (sheet §6.6). */
async function walkByWindows(read: ReadPage): Promise<PlatformSubtask[]> {
  const rows: PlatformSubtask[] = [];
  const offsets = Array.from({ length: 11 }, (_, index) => index * 50);
  let marker: string | undefined;
  do {
    const from = marker === undefined ? {} : { marker };
    const pages = await Promise.all(offsets.map((offset) => read({ limit: 50, offset, ...from })));
    rows.push(...pages.flatMap((page) => page.rows));
    marker = pages.at(-1)?.marker ?? undefined;
  } while (marker !== undefined);
  return rows;
}

describe.each(["standard", "derived"] as const)("with a %s signature", (signature) => {
  it("creates, lists and shows a task of 1,234 devices, every row exactly once either way", async () => {
    const { platform } = connect({ signature, instanceId: "inst-1" });
    const draft = await draftFor(platform, 1_234, `Wave_${signature}`);
    const ids = draft.targets.kind === "list" ? draft.targets.ids : [];
    const facts: AnswerFact[] = [];
    const created = await platform.createTask(draft, { ...people, onAnswer: (fact) => facts.push(fact) });
    expect(created).toMatchObject({
      name: draft.name,
      type: "firmwareUpgrade",
      status: "Initializing",
      extInfo: draft.extInfo,
      document: draft.document,
      targets: ids,
      groupIds: null,
      createdAt: expect.stringMatching(/^2026-11-21T10:00:.*Z$/),
    });
    expect(facts).toEqual([{ status: 201, requestId: expect.stringMatching(/^[0-9a-f]{32}$/) }]);

    simulator.advanceClock(10_000);
    const list = await platform.listTasks({ type: "firmwareUpgrade", limit: 10 }, people);
    expect(list.rows[0]).toMatchObject({ taskId: created.taskId, progress: { total: 1_234 } });

    const read: ReadPage = async (page) =>
      (await platform.showTask({ taskId: created.taskId, ...page }, people)).subtasks;
    for (const walk of [walkByMarker, walkByWindows]) {
      const rows = await walk(read);
      expect(rows).toHaveLength(1_234);
      expect(new Set(rows.map((row) => row.target))).toEqual(new Set(ids));
    }

    const [target = ""] = ids;
    const one = await platform.showTask({ taskId: created.taskId, limit: 1, target }, people);
    expect(one.subtasks).toMatchObject({ total: 1, rows: [{ target }] });
    const { status } = one.subtasks.rows[0] ?? { status: "" };
    const same = await platform.showTask({ taskId: created.taskId, limit: 50, status }, people);
    expect(same.subtasks.total).toBeGreaterThan(0);
    expect(new Set(same.subtasks.rows.map((row) => row.status))).toEqual(new Set([status]));
  });

  it("retries chosen and all failed devices, stops and deletes", async () => {
    const { platform } = connect({ signature });
    const draft = await draftFor(platform, 40, `Retry_${signature}`);
    const [bad = ""] = draft.targets.kind === "list" ? draft.targets.ids : [];
    simulator.setDevices([
      { deviceId: bad, online: true, outcome: "fail", errorMessage: "Updating timeout", failTimes: 2 },
    ]);
    const { taskId } = await platform.createTask(draft, people);
    simulator.advanceClock(3 * 24 * 3_600_000);
    const { task, subtasks } = await platform.showTask({ taskId, limit: 50, status: "Fail" }, people);
    expect(task.status).toBe("PartialSuccess");
    expect(subtasks.rows).toContainEqual(
      expect.objectContaining({ target: bad, status: "Fail", errorMessage: "Updating timeout" }),
    );

    const results = await platform.retryTask(taskId, [bad, "no-such-device"], people);
    expect(results).toEqual([
      { target: bad, status: "success", errorCode: null, errorMessage: null },
      {
        target: "no-such-device",
        status: "failure",
        errorCode: "IOTDA.014219",
        errorMessage: expect.any(String),
      },
    ]);
    expect(await platform.retryTask(taskId, null, people)).toEqual([]);
    expect((await platform.showTask({ taskId, limit: 1 }, people)).task.status).toBe("Processing");

    expect(await failureOf(platform.deleteTask(taskId, people))).toMatchObject({
      code: "upstream_rejected",
      sent: "yes",
    });
    await platform.stopTask(taskId, null, people);
    simulator.advanceClock(3_600_000);
    expect((await platform.showTask({ taskId, limit: 1 }, people)).task.status).toBe("Stopped");
    await platform.deleteTask(taskId, people);
    expect(isMissing(await failureOf(platform.deleteTask(taskId, people)))).toBe(true);
    expect(isMissing(await failureOf(platform.showTask({ taskId, limit: 1 }, people)))).toBe(true);
  });

  it("takes a name in Chinese, a schedule and retries", async () => {
    const { platform } = connect({ signature });
    const draft = await draftFor(platform, 1, "固件升级");
    const policy = { scheduleTime: "2026-11-25T02:00:00.000Z", retryCount: 3, retryIntervalMinutes: 30 };
    const task = await platform.createTask({ ...draft, needConfirm: true, policy }, people);
    expect(task).toMatchObject({ name: "固件升级", needConfirm: true, policy });
  });

  it("lists packages page by page and the resource spaces", async () => {
    const { platform } = connect({ signature });
    const seen: string[] = [];
    let marker: string | null | undefined;
    do {
      const page = await platform.listPackages(
        { type: "firmwarePackage", limit: 2, ...(marker ? { marker } : {}) },
        people,
      );
      seen.push(...page.rows.map((row) => row.packageId));
      marker = page.marker;
      expect(page.total).toBe(5);
    } while (marker);
    expect(new Set(seen).size).toBe(5);
    expect((await platform.listApps(people)).filter((app) => app.default)).toHaveLength(1);
  });

  it("is refused with a wrong key, a wrong region, a wrong project", async () => {
    for (const wrong of [
      { credentials: { ...keys, secretKey: "other" } },
      { credentials: { ...keys, accessKey: "other" } },
      { region: "cn-nowhere-9" },
    ]) {
      if (signature === "standard" && "region" in wrong) continue;
      const error = await failureOf(connect({ signature, ...wrong }).platform.listApps(people));
      expect(error).toMatchObject({ code: "upstream_auth", sent: "yes", upstream: { status: 401 } });
    }
    const other = connect({ signature, projectId: "f".repeat(32) });
    await expect(other.platform.listApps(people)).rejects.toMatchObject({
      code: expect.stringMatching(/^upstream_/),
    });
  });

  it("comes through with a clock 20 minutes off", async () => {
    const late = new Date(wall.getTime() - 20 * 60_000);
    const { platform } = connect({ signature }, () => late);
    expect(await platform.listApps(people)).not.toHaveLength(0);
    expect(simulator.calls().map((call) => call.status)).toEqual([401, 200]);
  });
});

describe("refusals and faults", () => {
  it("relays what the platform refuses", async () => {
    const { platform } = connect();
    const draft = await draftFor(platform, 1, "Refused");
    const cases: [Partial<TaskDraft>, string][] = [
      [{ appId: "f".repeat(32) }, "IOTDA.001000"],
      [{ name: "not allowed!" }, "IOTDA.000006"],
      [{ document: { package_id: "0".repeat(24) } }, ""],
    ];
    for (const [change, errorCode] of cases) {
      const error = await failureOf(platform.createTask({ ...draft, ...change }, people));
      expect(error).toMatchObject({ code: "upstream_rejected", sent: "yes" });
      expect(error.upstream.errorCode).toContain(errorCode);
      expect(error.upstream.requestId).toMatch(/^[0-9a-f]{32}$/);
    }
    expect(isMissing(await failureOf(platform.showTask({ taskId: "0".repeat(24), limit: 1 }, people)))).toBe(
      true,
    );
  });

  it("waits out a throttle on reads and on writes", async () => {
    const { platform, waits, slowed } = connect();
    const draft = await draftFor(platform, 1, "Throttled");
    simulator.addFault({ kind: "throttle", times: 1, retryAfter: 4 });
    simulator.addFault({ kind: "throttle", times: 1, status: 403, code: "IOTDA.021102" });
    await platform.listApps(people);
    simulator.addFault({ kind: "throttle", times: 2, retryAfter: 1 });
    await platform.createTask(draft, people);
    // The budget does the waiting.
    expect(waits).toEqual([]);
    expect(slowed).toEqual([
      ["people", "read", 4],
      ["people", "read", null],
      ["people", "write", 1],
      ["people", "write", 1],
    ]);
    const made = await platform.listTasks({ type: "firmwareUpgrade", limit: 50 }, people);
    expect(made.rows.filter((task) => task.name === "Throttled")).toHaveLength(1);
  });

  it("gives up on a throttled write after five repeats", async () => {
    const { platform } = connect();
    const draft = await draftFor(platform, 1, "Never");
    simulator.clearCalls();
    simulator.addFault({ kind: "throttle" });
    expect(await failureOf(platform.createTask(draft, people))).toMatchObject({
      code: "upstream_throttled",
      sent: "yes",
    });
    expect(simulator.calls()).toHaveLength(6);
  });

  /** Only what waits for an answer that never comes may not wait long. */
  const patience = (kind: string): number | undefined => (kind === "hang" ? 400 : undefined);

  it.each([
    { kind: "status" as const, status: 503, times: 2 },
    { kind: "reset" as const, times: 2 },
    { kind: "html" as const, times: 2 },
    { kind: "lose-answer" as const, times: 2 },
    { kind: "hang" as const, times: 1 },
  ])("a read survives $kind", async (fault) => {
    const { platform } = connect({}, () => wall, patience(fault.kind));
    simulator.addFault(fault);
    expect(await platform.listApps(people)).not.toHaveLength(0);
  });

  it.each([
    { kind: "status" as const, status: 500, code: "upstream_unavailable" },
    { kind: "html" as const, status: 502, code: "upstream_unavailable" },
    { kind: "reset" as const, code: "upstream_unavailable" },
    { kind: "hang" as const, code: "upstream_unavailable" },
    { kind: "lose-answer" as const, code: "upstream_unavailable" },
    { kind: "truncate" as const, code: "upstream_contract" },
    { kind: "html" as const, status: 200, code: "upstream_contract" },
  ])("a create that meets $kind $status may have happened and is sent once", async ({ code, ...fault }) => {
    const { platform } = connect();
    const draft = await draftFor(platform, 1, `Lost_${fault.kind.replace("-", "_")}_${code}`);
    simulator.clearCalls();
    simulator.addFault({ ...fault, times: 1 });
    const impatient = connect({}, () => wall, patience(fault.kind)).platform;
    expect(await failureOf(impatient.createTask(draft, people))).toMatchObject({ code, sent: "maybe" });
    expect(simulator.calls()).toHaveLength(1);
    const list = await platform.listTasks({ type: "firmwareUpgrade", limit: 50 }, people);
    const made = list.rows.filter((task) => task.name === draft.name).length;
    expect(made).toBe(fault.kind === "lose-answer" || fault.kind === "truncate" ? 1 : 0);
  });

  it("an answer cut off is a contract error", async () => {
    const { platform } = connect();
    simulator.addFault({ kind: "truncate", times: 1 });
    expect(await failureOf(platform.listApps(people))).toMatchObject({ code: "upstream_contract" });
  });

  it("nobody listens: nothing was sent", async () => {
    const gone = createSimulator({ projectId, ...pair, now: () => wall, speed: 1, seed: 1, fleet: "empty" });
    const { url: endpoint } = await gone.listen();
    await gone.close();
    const { platform } = connect({ endpoint });
    const error = await failureOf(platform.retryTask("6b01", null, people));
    expect(error).toMatchObject({ code: "upstream_unavailable", sent: "no", reason: "refused" });
  });
});
