import { expect } from "vitest";
import { ensureListPolls, takeDueList } from "@/lib/store/connection-sync-store";
import { createSealer } from "@/lib/store/seal";
import { pageSubtasks } from "@/lib/store/subtask-store";
import { findTask, requestTaskRead } from "@/lib/store/task-store";
import { type TaskLease, takeDueTasks } from "@/lib/store/task-sync-store";
import { addTask, openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { listedTypes } from "../listed-types";
import { runListSync } from "../run-list-sync";
import { runTaskSync } from "../run-task-sync";
import type { SyncDeps } from "../sync-deps";
import { FakeLegacyPlatform } from "./fake-legacy-platform";
import { FakePlatform } from "./fake-platform";

export interface SyncHouse<Fake extends FakePlatform = FakePlatform> {
  store: TestStore;
  fake: Fake;
  clock: { now: Date };
  deps: SyncDeps;
  logged: { level: string; fields: Record<string, unknown>; message: string }[];
}

/** A store, a platform in memory and a clock that stands still until a test moves it. */
export const openSyncHouse = (): Promise<SyncHouse> => openHouse("v5", new FakePlatform());

/** The same with a legacy platform. */
export const openLegacyHouse = (): Promise<SyncHouse<FakeLegacyPlatform>> =>
  openHouse("na", new FakeLegacyPlatform());

async function openHouse<Fake extends FakePlatform>(kind: "v5" | "na", fake: Fake): Promise<SyncHouse<Fake>> {
  const store = await openTestStore(kind);
  const clock = { now: new Date("2026-11-01T10:00:00.000Z") };
  const logged: SyncHouse["logged"] = [];
  const at = (level: string) => (fields: Record<string, unknown>, message: string) => {
    logged.push({ level, fields, message });
  };
  const deps: SyncDeps = {
    database: store.database,
    platformFor: async () => fake.platform,
    sealer: createSealer({ secret: "a secret of thirty-two characters or more" }),
    now: () => clock.now,
    log: { info: at("info"), warn: at("warn"), error: at("error") },
    pageConcurrency: 5,
  };
  await ensureListPolls(store.database, listedTypes, clock.now);
  return { store, fake, clock, deps, logged };
}

export function passTime({ clock }: SyncHouse, seconds: number): void {
  clock.now = new Date(clock.now.getTime() + seconds * 1_000);
}

export const never = new AbortController().signal;

/** Takes one due task. */
export async function takeTask(house: SyncHouse, owner = "w1"): Promise<TaskLease | undefined> {
  const { store, clock } = house;
  const [lease] = await takeDueTasks(store.database, {
    connectionId: store.connectionId,
    owner,
    now: clock.now,
    limit: 1,
  });
  return lease;
}

/** One read of the task, now, before any other that is due; false when it is not to be read. */
export async function syncTask(house: SyncHouse, taskPk: number, signal = never): Promise<boolean> {
  await requestTaskRead(house.store.database.prisma, taskPk, new Date(house.clock.now.getTime() - 1));
  const lease = await takeTask(house);
  if (!lease) return false;
  await runTaskSync(lease, house.deps, signal);
  return true;
}

export async function syncList(house: SyncHouse, signal = never): Promise<boolean> {
  const { store, clock } = house;
  const lease = await takeDueList(store.database, {
    connectionId: store.connectionId,
    owner: "w1",
    now: clock.now,
  });
  if (!lease) return false;
  await runListSync(lease, house.deps, signal);
  return true;
}

/** The task in the store as a create would have left it, before any row was read. */
export function storeTask({ store, fake, clock }: SyncHouse, taskId: string): Promise<number> {
  const held = fake.tasks.get(taskId);
  return addTask(store, { ...held?.task, taskId, progress: null }, new Date(clock.now.getTime() - 1_000));
}

export async function stored({ store, clock }: SyncHouse, taskId: string) {
  const task = await findTask(store.database.prisma, [store.connectionId], taskId, clock.now);
  if (!task) throw new Error(`no task ${taskId} in the store`);
  return task;
}

/** Until so many of its rows are stored: the next window is read while one is still on its way into the store. */
export async function untilStored(house: SyncHouse, taskId: string, rows: number): Promise<void> {
  await expect
    .poll(async () => (await stored(house, taskId)).snapshot.subtasksRead, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(rows);
}

/** Every stored row of a task, by device, as the platform would tell it. */
export async function storedRows({ store }: SyncHouse, taskPk: number) {
  const rows = new Map<string, { status: string; output: string | null; errorCode: string | null }>();
  for (let after: number | null = -1; after !== null; ) {
    const page = await pageSubtasks(store.database, taskPk, { limit: 200, afterOrd: after });
    for (const { target, status, output, errorCode } of page.rows)
      rows.set(target, { status, output, errorCode });
    after = page.nextOrd;
  }
  return rows;
}

/** The same of the platform's rows. */
export function platformRows({ fake }: SyncHouse, taskId: string) {
  return new Map(
    [...fake.rowsOf(taskId)].map(([target, { status, output, errorCode }]) => [
      target,
      { status, output, errorCode },
    ]),
  );
}

/** Earlier tests' tasks are due no more and their connections well: what is read next is this test's. */
export async function forgetEarlierReads({ store }: SyncHouse): Promise<void> {
  const { pool } = store.database;
  await pool.query("UPDATE task_sync SET due_at = NULL, lease_owner = NULL, lease_until = NULL");
  await pool.query(
    "UPDATE connection_sync SET failures = 0, failing_since = NULL, failure_reason = NULL, throttled = false",
  );
}
