import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformSubtask, TaskDraft } from "@/lib/domain/platform-task";
import type { Platform, TaskInParts } from "@/lib/iotda/platform";
import { createPlatformRegistry, type PlatformRegistry } from "@/lib/services/connections/open-platform";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { pageSubtasks } from "@/lib/store/subtask-store";
import { findTask, requestTaskRead, saveSeenTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { runTaskSync } from "./run-task-sync";
import type { SyncDeps } from "./sync-deps";

/* A legacy task from the simulator's API to the table, signed in and paced as in earnest. */

const now = () => new Date();
const sleep = async (milliseconds: number, signal?: AbortSignal) => {
  await wait(milliseconds, undefined, { signal });
};
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };
const people = { lane: "people" } as const;
const meter = (n: number) => `65e1a0c04c3d5e6f70819201_wm-${String(n + 1).padStart(7, "0")}`;
const meters = (count: number) => Array.from({ length: count }, (_, n) => meter(n));

let store: TestStore;
let simulator: Simulator;
let connectionId: number;
let platformFor: PlatformRegistry;
let platform: Platform;
let deps: SyncDeps;

beforeAll(async () => {
  store = await openTestStore("na");
  simulator = createSimulator({ ...SANDBOX, now, speed: 1, fleet: "demo" });
  const { url } = await simulator.listen();
  simulator.limitNaCalls(0);
  const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
  const { connection } = await inTransaction(store.database, (tx) =>
    saveConnection(
      tx,
      {
        ...{ slug: "sandbox-na", name: "Sandbox", kind: "na", endpoint: url, source: "sandbox" },
        ...{ region: null, projectId: null, instanceId: null, signature: null, appId: SANDBOX.naAppId },
        credentials: { signIn: "app", secret: SANDBOX.naSecret },
      },
      { sealer, now: now() },
    ),
  );
  connectionId = connection.id;
  const { database } = store;
  const rates = { read: 0, write: 0, na: 0 };
  platformFor = createPlatformRegistry({
    ...{ database, sealer, rates, allowedHosts: [], now, sleep, random: Math.random, log },
  });
  platform = await platformFor({ id: connectionId });
  deps = { database, platformFor, sealer, now, log, pageConcurrency: 5 };
});
afterAll(async () => {
  await platformFor.close();
  await simulator.close();
  await store.close();
});

let names = 0;
async function create(ids: string[]): Promise<string> {
  const draft: TaskDraft = {
    ...{
      name: `valves_${names++}`,
      type: "DeviceCmd",
      appId: null,
      mode: null,
      extInfo: null,
      needConfirm: null,
    },
    targets: { kind: "list", ids },
    document: { serviceId: "valve", method: "SET", paras: { open: 0 } },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    legacy: { timeoutMinutes: 60, tags: [], callbackUrl: null, maxRetransmit: 1, groupTag: null },
  };
  const task = await platform.createTask(draft, people);
  await inTransaction(store.database, (tx) =>
    saveSeenTask(tx, { connectionId, task, fetchedAt: now(), source: "create", targets: draft.targets }),
  );
  return task.taskId;
}

async function find(taskId: string) {
  const task = await findTask(store.database.prisma, [connectionId], taskId, now());
  if (!task) throw new Error("the task is not stored");
  return task;
}

async function sync(taskId: string, by: Platform = platform): Promise<void> {
  await requestTaskRead(store.database.prisma, (await find(taskId)).id, now());
  const due = { connectionId, owner: "w", now: now(), limit: 9 };
  const lease = (await takeDueTasks(store.database, due)).find((one) => one.taskId === taskId);
  if (!lease) throw new Error("the task was not due");
  await runTaskSync(lease, { ...deps, platformFor: async () => by }, new AbortController().signal);
}

type Told = Pick<PlatformSubtask, "target" | "status" | "output" | "errorCode" | "errorMessage">;

const facts = (row: Told & { commandId?: string | null }) =>
  [row.commandId, row.target, row.status, row.output, row.errorCode, row.errorMessage].join(" ");

/** Every row of the platform, page after page, and of the store. */
async function bothSides(taskId: string): Promise<[string[], string[]]> {
  const told: string[] = [];
  for (let marker: string | undefined | null; marker !== null; ) {
    const { subtasks } = await platform.showTask({ taskId, limit: 250, marker }, people);
    told.push(...subtasks.rows.map(facts));
    marker = subtasks.marker;
  }
  const { id } = await find(taskId);
  const kept: string[] = [];
  for (let after: number | null = -1; after !== null; ) {
    const page = await pageSubtasks(store.database, id, { limit: 200, afterOrd: after });
    kept.push(...page.rows.map(facts));
    after = page.nextOrd;
  }
  return [told.sort(), kept.sort()];
}

describe("the sync of a legacy task against the simulator", () => {
  it("follows 1,234 commands and ends with what the platform has, each command once", async () => {
    const taskId = await create([...meters(1_233), meter(0)]);
    for (const seconds of [1, 20, 60, 300]) {
      simulator.advanceClock(seconds * 1_000);
      await sync(taskId);
      const { progress, snapshot } = await find(taskId);
      expect(snapshot).toMatchObject({ subtasksRead: 1_234, subtasksTotal: 1_234 });
      expect(
        progress.waiting + progress.processing + progress.success + progress.fail + progress.timeout,
      ).toBe(1_234);
    }
    simulator.advanceClock(2 * 3_600_000);
    await sync(taskId);
    expect(await find(taskId)).toMatchObject({
      status: expect.stringMatching(/^(PartialSuccess|Timeout)$/),
      progress: { total: 1_234, waiting: 0, processing: 0 },
      snapshot: { final: true, subtasksComplete: true, nextReadAt: null },
      ...{ timeoutMinutes: 60, tags: [], appId: SANDBOX.naAppId },
      createdBy: { kind: "platform" },
    });
    const [told, kept] = await bothSides(taskId);
    expect(kept).toEqual(told);
  });

  it("stores each command once when pages shift while they are read (F16)", async () => {
    const taskId = await create(meters(900));
    simulator.addFault({ kind: "shift-rows", rows: 10, match: { path: "/taskDetails" } });
    await sync(taskId);
    const shifted = await find(taskId);
    expect(shifted.snapshot.subtasksRead).toBeLessThanOrEqual(900);
    simulator.clearFaults();
    simulator.advanceClock(2 * 3_600_000);
    await sync(taskId);
    const [told, kept] = await bothSides(taskId);
    expect(kept).toEqual(told);
    expect((await find(taskId)).snapshot.final).toBe(true);
  });

  it("goes on at its page when the token stops to count on the way (F21)", async () => {
    const taskId = await create(meters(2_000));
    simulator.clearCalls();
    let pages = 0;
    const list: TaskInParts["listSubtasks"] = async (query, options) => {
      if (++pages === 3) simulator.expireTokens("na");
      if (!platform.inParts) throw new Error("a legacy platform tells tasks in parts");
      return platform.inParts.listSubtasks(query, options);
    };
    await sync(taskId, {
      ...platform,
      ...(platform.inParts && { inParts: { ...platform.inParts, listSubtasks: list } }),
    });
    expect(pages).toBe(7);
    expect((await find(taskId)).snapshot).toMatchObject({ subtasksRead: 2_000, failures: 0 });
    const logins = simulator.calls().filter(({ path }) => /login|refreshToken/.test(path));
    expect(logins).toHaveLength(1);
  });
});
