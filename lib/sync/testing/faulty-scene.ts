import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { describeSnapshot } from "@/lib/domain/snapshot";
import type { Platform } from "@/lib/iotda/platform";
import { ensureListPolls, requestListRead, takeDueList } from "@/lib/store/connection-sync-store";
import { inTransaction } from "@/lib/store/db";
import { countByStatus, pageSubtasks } from "@/lib/store/subtask-store";
import { findTask, requestTaskRead, saveSeenTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import type { StageBody } from "@/simulator/steering/task-bodies";
import { listedTypes } from "../listed-types";
import { runListSync } from "../run-list-sync";
import { runTaskSync } from "../run-task-sync";
import type { SyncDeps } from "../sync-deps";
import { openSandbox, openSyncDeps } from "./open-sandbox";
import { never } from "./sync-house";

/** The sync with the real client before the simulator, on a clock that only tests and waits between two tries move. */
export async function openFaultyScene() {
  const clock = { now: Date.UTC(2026, 10, 21, 10) };
  const now = () => new Date(clock.now);
  const sandbox = await openSandbox(now);
  const { store, simulator, connectionId } = sandbox;
  const { prisma } = store.database;
  const logged: { level: string; message: string }[] = [];
  const at = (level: string) => (_: Record<string, unknown>, message: string) => {
    logged.push({ level, message });
  };
  const openProcess = (database = store.database, readPerSecond = 0) =>
    openSyncDeps(database, readPerSecond, {
      now,
      // Jitter is none, so that a wait is what the platform asked for.
      random: () => 0,
      sleep: async (milliseconds) => {
        clock.now += milliseconds;
      },
      log: { info: at("info"), warn: at("warn"), error: at("error") },
    });
  const deps = openProcess();
  await ensureListPolls(store.database, listedTypes, now());

  const platform = () => deps.platformFor({ id: connectionId });
  const find = async (taskId: string) => {
    const task = await findTask(prisma, [connectionId], taskId, now());
    if (!task) throw new Error("the task is not stored");
    return task;
  };
  return {
    ...{ clock, deps, simulator, store, connectionId, logged, openProcess, platform, find },
    pass(seconds: number) {
      clock.now += seconds * 1_000;
    },
    /** No tasks on either side, no faults, nothing ever failed. */
    async reset() {
      simulator.reset();
      logged.length = 0;
      await store.database.pool.query("DELETE FROM task");
      await requestListRead(prisma, connectionId, now());
    },
    /** A task that stands still unless asked for otherwise, in the store and not read yet. */
    async stage(task: Pick<StageBody, "count" | "statuses" | "still">): Promise<string> {
      const taskId = simulator.stageTask({ type: "firmwareUpgrade", still: true, ...task });
      const shown = await (await platform()).showTask({ taskId, limit: 1 }, { lane: "people" });
      await inTransaction(store.database, (tx) =>
        saveSeenTask(tx, {
          connectionId,
          task: { ...shown.task, progress: null },
          fetchedAt: now(),
          source: "show",
        }),
      );
      simulator.clearCalls();
      return taskId;
    },
    /** Reads the task, now and whatever its schedule says, with this process and its client. */
    async sync(
      taskId: string,
      by: SyncDeps = deps,
      client?: (platform: Platform) => Platform,
    ): Promise<void> {
      await requestTaskRead(prisma, (await find(taskId)).id, now());
      const due = { connectionId, owner: "w", now: now(), limit: 9 };
      const lease = (await takeDueTasks(store.database, due)).find((one) => one.taskId === taskId);
      if (!lease) throw new Error("the task was not due");
      const platformFor = async (which: { id: number }) => {
        const opened = await by.platformFor(which);
        return client ? client(opened) : opened;
      };
      await runTaskSync(lease, { ...by, platformFor }, never);
    },
    /** Reads the list when it is due; false when it is not. */
    async syncList(): Promise<boolean> {
      const lease = await takeDueList(store.database, { connectionId, owner: "w", now: now() });
      if (lease) await runListSync(lease, deps, never);
      return lease !== null;
    },
    async snapshot(taskId: string) {
      const { snapshot, status, platformStatus } = await find(taskId);
      return { ...snapshot, ...describeSnapshot(snapshot, now()), status, platformStatus };
    },
    async byStatus(taskId: string) {
      return countByStatus(prisma, (await find(taskId)).id);
    },
    /** Both sides, row by row; the platform's by a plain walk. */
    async bothSides(taskId: string): Promise<[string[], string[]]> {
      const facts = (row: Pick<PlatformSubtask, "target" | "status" | "output" | "errorCode">) =>
        [row.target, row.status, row.output, row.errorCode].join(" ");
      const told: string[] = [];
      for (let marker: string | null | undefined; marker !== null; ) {
        const { subtasks } = await (await platform()).showTask(
          { taskId, limit: 50, marker },
          { lane: "people" },
        );
        told.push(...subtasks.rows.map(facts));
        marker = subtasks.marker;
      }
      const kept: string[] = [];
      const { id } = await find(taskId);
      for (let after: number | null = -1; after !== null; ) {
        const page = await pageSubtasks(store.database, id, { limit: 200, afterOrd: after });
        kept.push(...page.rows.map(facts));
        after = page.nextOrd;
      }
      return [told.sort(), kept.sort()];
    },
    async close() {
      await deps.platformFor.close();
      await sandbox.close();
    },
  };
}

export type FaultyScene = Awaited<ReturnType<typeof openFaultyScene>>;
