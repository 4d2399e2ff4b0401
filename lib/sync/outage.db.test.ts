import { afterAll, beforeAll, expect, it } from "vitest";
import { followList, isConnectionDown } from "@/lib/store/connection-sync-store";
import { followTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { runTaskSync } from "./run-task-sync";
import { type FaultyScene, openFaultyScene } from "./testing/faulty-scene";
import { never } from "./testing/sync-house";

let scene: FaultyScene;
beforeAll(async () => {
  scene = await openFaultyScene();
});
afterAll(() => scene.close());

const now = () => new Date(scene.clock.now);

/** One look of a worker at what is due. */
async function work(): Promise<void> {
  const { store, connectionId, deps } = scene;
  await scene.syncList();
  const due = { connectionId, owner: "w", now: now(), limit: 4 };
  const leases = await takeDueTasks(store.database, due);
  await Promise.all(leases.map((lease) => runTaskSync(lease, deps, never)));
}

/** Ten tabs on each of five tasks, and the list beside them, as the console's verbs leave their trace. */
async function look(taskPks: readonly number[]): Promise<void> {
  const { prisma } = scene.store.database;
  for (let tab = 0; tab < 10; tab++) for (const pk of taskPks) await followTask(prisma, pk, now());
  await followList(prisma, scene.connectionId, now());
}

it("a platform that is down for ten minutes under 50 open tabs is hardly asked, and comes back by itself (F31)", async () => {
  const { simulator, store, connectionId } = scene;
  const tasks: string[] = [];
  for (let n = 0; n < 5; n++) tasks.push(await scene.stage({ count: 60, statuses: { Processing: 60 } }));
  const pks = await Promise.all(tasks.map(async (taskId) => (await scene.find(taskId)).id));
  await look(pks);
  await work();
  await work();
  for (const taskId of tasks) expect(await scene.snapshot(taskId)).toMatchObject({ state: "live" });

  simulator.clearCalls();
  simulator.addFault({ kind: "status", status: 503 });
  const calls: number[] = [];
  const downAt = scene.clock.now;
  while (scene.clock.now < downAt + 600_000) {
    scene.pass(10);
    if (calls.length % 5 === 0) await look(pks);
    await work();
    calls.push(simulator.calls().length);
  }
  expect(await isConnectionDown(store.database, connectionId)).toBe(true);
  // Four tasks and the list were under way when it went down, each call of theirs was tried three times.
  const opened = calls[2] ?? 0;
  expect(opened).toBeLessThanOrEqual(3 * 5);
  const total = calls.at(-1) ?? 0;
  expect(total - opened).toBeLessThan(600 / 15);
  expect(total - opened).toBeGreaterThanOrEqual(3 * 8);
  for (const taskId of tasks) {
    expect(await scene.snapshot(taskId)).toMatchObject({ state: "unreachable", subtasksRead: 60 });
    expect(await scene.byStatus(taskId)).toEqual({ Processing: 60 });
  }

  simulator.clearFaults();
  const wellAt = scene.clock.now;
  while (scene.clock.now < wellAt + 70_000) {
    scene.pass(10);
    await look(pks);
    await work();
  }
  expect(await isConnectionDown(store.database, connectionId)).toBe(false);
  for (const taskId of tasks)
    expect(await scene.snapshot(taskId)).toMatchObject({ state: "live", failures: 0 });
});
