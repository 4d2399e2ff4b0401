import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { runTaskSync } from "./run-task-sync";
import { addMeterTask, openSandbox, openSyncDeps, type Sandbox } from "./testing/open-sandbox";

/* What the platform sees of us, measured where it counts: in the call log of the simulator. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const callsOf = (taskId: string) => sandbox.simulator.calls().filter(({ path }) => path.endsWith(taskId));

async function rowsRead(taskId: string): Promise<number> {
  const { store, connectionId } = sandbox;
  const task = await findTask(store.database.prisma, [connectionId], taskId, new Date());
  return task?.snapshot.subtasksRead ?? 0;
}

/** However busy the machine is: what is measured is never its speed. */
const patience = { timeout: 180_000 };

describe("a full read of 30,000 subtasks", patience, () => {
  it("makes no more than 620 calls, and none is refused", async () => {
    const { store, connectionId } = sandbox;
    const deps = openSyncDeps(store.database, 0);
    const taskId = await addMeterTask(sandbox, deps, { first: 1, count: 30_000 });
    sandbox.simulator.advanceClock(60_000);
    sandbox.simulator.clearCalls();
    const due = { connectionId, owner: "w", now: new Date(Date.now() + 60_000), limit: 1 };
    const [lease] = await takeDueTasks(store.database, due);
    if (!lease) throw new Error("the task was not due");
    await runTaskSync(lease, deps, new AbortController().signal);
    await deps.platformFor.close();

    expect(await rowsRead(taskId)).toBe(30_000);
    const calls = callsOf(taskId);
    expect(calls.length).toBeGreaterThanOrEqual(600);
    expect(calls.length).toBeLessThanOrEqual(620);
    expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
    await store.database.prisma.taskSync.updateMany({ data: { dueAt: null } });
  });
});

describe("four processes", patience, () => {
  const perSecond = 5;
  const counts = [600, 600, 250, 250];
  const entry = fileURLToPath(new URL("./testing/sync-process.ts", import.meta.url));
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  async function startProcess(): Promise<void> {
    const { store, connectionId } = sandbox;
    const facts = [store.url, String(connectionId), String(perSecond)];
    const child = fork(entry, facts, { execArgv: ["--import", import.meta.resolve("tsx")] });
    children.push(child);
    const failed = once(child, "exit").then(() => Promise.reject(new Error("a process could not start")));
    await Promise.race([once(child, "message"), failed]);
  }

  it("and a person together never send more than five calls in any second, the person's first (F41)", async () => {
    const { store, simulator, connectionId } = sandbox;
    const here = openSyncDeps(store.database, perSecond);
    const tasks: string[] = [];
    for (const [n, count] of counts.entries()) {
      tasks.push(await addMeterTask(sandbox, here, { first: 31_000 + n * 1_000, count }));
    }
    await store.database.prisma.taskSync.updateMany({
      where: { task: { taskId: { in: tasks } } },
      data: { dueAt: new Date(0) },
    });
    simulator.advanceClock(60_000);
    await Promise.all(counts.map(startProcess));
    const ended = children.map((child) => once(child, "exit"));
    simulator.clearCalls();
    for (const child of children) child.send("go");

    await expect.poll(() => simulator.calls().length, { timeout: 120_000 }).toBeGreaterThan(2 * perSecond);
    const platform = await here.platformFor({ id: connectionId });
    const passedBy: number[] = [];
    for (let click = 0; click < 4; click++) {
      const before = simulator.calls().length;
      await platform.listApps({ lane: "people" });
      passedBy.push(simulator.calls().findLastIndex(({ path }) => path.endsWith("/apps")) - before);
    }
    expect(simulator.calls().length).toBeLessThan(34 + 4);
    expect((await Promise.all(ended)).map(([code]) => code)).toEqual([0, 0, 0, 0]);
    await here.platformFor.close();

    // What was let out before the click, and no more: twenty reads were waiting by then.
    expect(Math.max(...passedBy)).toBeLessThanOrEqual(perSecond);
    for (const [n, taskId] of tasks.entries()) expect(await rowsRead(taskId)).toBe(counts[n]);
    const calls = simulator.calls();
    expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
    const times = calls.map(({ at }) => Date.parse(at));
    expect(times.length).toBeGreaterThanOrEqual(34 + 4);
    const crowded = times.map((start) => times.filter((at) => at >= start && at - start <= 1_000).length);
    expect(Math.max(...crowded)).toBeLessThanOrEqual(perSecond);
  });
});
