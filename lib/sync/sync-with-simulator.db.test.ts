import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Subtask } from "@/lib/contracts/subtasks";
import type { PlatformSubtask, TaskDraft } from "@/lib/domain/platform-task";
import type { Platform } from "@/lib/iotda/platform";
import { createPlatformRegistry, type PlatformRegistry } from "@/lib/services/connections/open-platform";
import { saveConnection } from "@/lib/store/connection-registration";
import { ensureListPolls, takeDueList } from "@/lib/store/connection-sync-store";
import { inTransaction } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import { createSealer } from "@/lib/store/seal";
import { pageSubtasks } from "@/lib/store/subtask-store";
import { findTask, requestTaskRead } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { listedTypes } from "./listed-types";
import { runListSync } from "./run-list-sync";
import { runTaskSync } from "./run-task-sync";
import type { SyncDeps } from "./sync-deps";

/* The real client, signed and paced, against the simulator over HTTP: the whole way from the platform to the table. */

const now = () => new Date();
const sleep = async (milliseconds: number, signal?: AbortSignal) => {
  await wait(milliseconds, undefined, { signal });
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const never = new AbortController().signal;
const meterOf = (n: number) => `65e1a0c04c3d5e6f70819201_wm-${String(n + 1).padStart(7, "0")}`;

let store: TestStore;
let simulator: Simulator;
let connectionId: number;
const registries: PlatformRegistry[] = [];

beforeAll(async () => {
  store = await openTestStore();
  simulator = createSimulator({ ...SANDBOX, now, speed: 1, fleet: "demo" });
  const { url } = await simulator.listen();
  const { projectId, accessKey, secretKey } = SANDBOX;
  const given: GivenConnection = {
    slug: "sandbox",
    name: "Sandbox",
    kind: "v5",
    endpoint: url,
    region: "cn-north-4",
    projectId,
    instanceId: null,
    signature: "standard",
    source: "sandbox",
    credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
  };
  const saved = await inTransaction(store.database, (tx) =>
    saveConnection(tx, given, { sealer, now: now() }),
  );
  connectionId = saved.connection.id;
  await ensureListPolls(store.database, listedTypes, now());
});
afterAll(async () => {
  await Promise.all(registries.map((registry) => registry.close()));
  await simulator.close();
  await store.close();
});

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });

/** What one process has. */
function openProcess(readPerSecond: number): SyncDeps & { platform: () => Promise<Platform> } {
  const rates = { read: readPerSecond, write: 0, na: 0 };
  const parts = {
    database: store.openAgain(),
    sealer,
    rates,
    allowedHosts: [],
    now,
    sleep,
    random: Math.random,
    log,
  };
  const platformFor = createPlatformRegistry(parts);
  registries.push(platformFor);
  const platform = () => platformFor({ id: connectionId });
  return { database: parts.database, platformFor, sealer, now, log, pageConcurrency: 5, platform };
}

const draft = (name: string, ids: string[]): TaskDraft => ({
  ...{ name, type: "firmwareUpgrade", appId: null, mode: null, extInfo: null, needConfirm: null },
  targets: { kind: "list", ids },
  document: { package_id: "67a01c084c3d5e6f70819301" },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy: null,
});

async function syncList(deps: SyncDeps): Promise<void> {
  const lease = await takeDueList(deps.database, {
    connectionId,
    owner: "w",
    now: new Date(Date.now() + 301_000),
  });
  if (!lease) throw new Error("the list was not due");
  await runListSync(lease, deps, never);
}

async function syncTask(deps: SyncDeps, taskId: string): Promise<void> {
  const held = await find(taskId);
  await requestTaskRead(deps.database.prisma, held.id, now());
  const [lease] = await takeDueTasks(deps.database, { connectionId, owner: "w", now: now(), limit: 1 });
  if (lease?.taskId !== taskId) throw new Error("the task was not due");
  await runTaskSync(lease, deps, never);
}

async function find(taskId: string) {
  const task = await findTask(store.database.prisma, [connectionId], taskId, now());
  if (!task) throw new Error("the task is not stored");
  return task;
}

/** Every row of the platform by a plain walk from marker to marker. */
async function walk(platform: Platform, taskId: string): Promise<PlatformSubtask[]> {
  const rows: PlatformSubtask[] = [];
  for (let marker: string | null | undefined; marker !== null; ) {
    const page = await platform.showTask({ taskId, limit: 50, marker }, { lane: "people" });
    rows.push(...page.subtasks.rows);
    marker = page.subtasks.marker;
  }
  return rows;
}

async function expectSameAsPlatform(platform: Platform, taskId: string, count: number): Promise<void> {
  const { id } = await find(taskId);
  const stored: Subtask[] = [];
  for (let page = 1; page <= Math.ceil(count / 200); page++) {
    const found = await pageSubtasks(store.database, id, { limit: 200, page });
    expect(found.total).toBe(count);
    stored.push(...found.rows);
  }
  const facts = ({ target, status, output, errorCode, errorMessage }: Subtask | PlatformSubtask) => [
    target,
    { status, output, errorCode, errorMessage },
  ];
  expect(stored).toHaveLength(count);
  expect(Object.fromEntries(stored.map(facts))).toEqual(
    Object.fromEntries((await walk(platform, taskId)).map(facts)),
  );
}

describe("the sync against the simulator", () => {
  it("finds a task of 1,234 devices, follows it and ends with what the platform has, each device once", async () => {
    const deps = openProcess(0);
    const platform = await deps.platform();
    const ids = Array.from({ length: 1_234 }, (_, n) => meterOf(n));
    const { taskId } = await platform.createTask(draft("Wave_1", ids), { lane: "people" });
    await syncList(deps);
    expect((await find(taskId)).targets).toMatchObject({ kind: "list", count: 1_234 });

    for (const minutes of [0.5, 1, 2, 5]) {
      simulator.advanceClock(minutes * 60_000);
      await syncTask(deps, taskId);
      const { progress, snapshot } = await find(taskId);
      expect(progress.total).toBe(1_234);
      expect(snapshot).toMatchObject({ subtasksRead: 1_234, subtasksTotal: 1_234 });
    }
    simulator.advanceClock(3 * 24 * 3_600_000);
    await syncTask(deps, taskId);
    const done = await find(taskId);
    expect(done.snapshot).toMatchObject({ final: true, subtasksComplete: true, nextReadAt: null });
    expect(done.status).toBe("PartialSuccess");
    await expectSameAsPlatform(platform, taskId, 1_234);
    const all = await pageSubtasks(store.database, done.id, { limit: 50 });
    expect(all.total).toBe(1_234);

    await platform.retryTask(taskId, null, { lane: "people" });
    simulator.advanceClock(3 * 24 * 3_600_000);
    await syncTask(deps, taskId);
    await expectSameAsPlatform(platform, taskId, 1_234);
    const retried = await pageSubtasks(store.database, done.id, { limit: 50, tries: 2 });
    expect(retried.total).toBeGreaterThan(0);

    await platform.deleteTask(taskId, { lane: "people" });
    await syncTask(deps, taskId);
    expect((await find(taskId)).snapshot.deletedAt).not.toBeNull();
  });

  it("never sends more than the agreed calls in any second, two processes together", async () => {
    const [one, two] = [openProcess(10), openProcess(10)];
    const platform = await one.platform();
    const names = ["Pace_1", "Pace_2"];
    const tasks = [];
    for (const [n, name] of names.entries()) {
      const ids = Array.from({ length: 700 }, (_, i) => meterOf(2_000 * (n + 1) + i));
      tasks.push((await platform.createTask(draft(name, ids), { lane: "people" })).taskId);
    }
    simulator.advanceClock(60_000);
    simulator.clearCalls();
    await syncList(one);
    const leases = await takeDueTasks(store.database, { connectionId, owner: "w", now: now(), limit: 9 });
    expect(leases.map((lease) => lease.taskId).sort()).toEqual(tasks.sort());
    await Promise.all(leases.map((lease, n) => runTaskSync(lease, n ? two : one, never)));
    const times = simulator.calls().map((call) => Date.parse(call.at));
    expect(times.length).toBeGreaterThan(40);
    const crowded = times.map((start) => times.filter((at) => at >= start && at - start < 1_000).length);
    expect(Math.max(...crowded)).toBeLessThanOrEqual(10);
    expect(simulator.calls().every((call) => call.status === 200)).toBe(true);
    for (const taskId of tasks) expect((await find(taskId)).snapshot.subtasksRead).toBe(700);
  });

  it("finds in which resource space tasks made elsewhere are, and then asks no more", async () => {
    const deps = openProcess(0);
    const platform = await deps.platform();
    const spaces = await platform.listApps({ lane: "people" });
    const made = new Map<string, string>();
    for (const [n, { appId }] of spaces.entries()) {
      const document = { service_id: "valve", command_name: "SET", paras: {} };
      const elsewhere = {
        ...draft(`Space_${n}`, [meterOf(5_000 + n)]),
        type: "createCommands",
        document,
        appId,
      };
      made.set((await platform.createTask(elsewhere, { lane: "people" })).taskId, appId);
    }
    expect(made.size).toBe(2);
    await syncList(deps);
    for (const [taskId, appId] of made) expect((await find(taskId)).appId).toBe(appId);
    simulator.clearCalls();
    await syncList(deps);
    expect(simulator.calls()).toHaveLength(listedTypes.length);
  });
});
