import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leaseMs } from "@/lib/store/sync-lease";
import { findTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { runTaskSync } from "./run-task-sync";
import { addMeterTask, openSandbox, openSyncDeps, type Sandbox } from "./testing/open-sandbox";
import { never } from "./testing/sync-house";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

it("a process that is killed in the middle of a read is replaced when its lease ends, and only the rest is read", async () => {
  const { store, simulator, connectionId } = sandbox;
  const deps = openSyncDeps(store.database, 0);
  const taskId = await addMeterTask(sandbox, deps, { first: 1, count: 2_000 });
  simulator.advanceClock(60_000);
  simulator.clearCalls();
  const pages = () => simulator.calls().filter(({ path }) => path.endsWith(taskId)).length;
  const stored = () => findTask(store.database.prisma, [connectionId], taskId, new Date());

  const entry = fileURLToPath(new URL("./testing/sync-process.ts", import.meta.url));
  // Slow enough that it is in the middle for seconds, however slow the machine.
  const facts = [store.url, String(connectionId), "20"];
  const child = fork(entry, facts, { execArgv: ["--import", import.meta.resolve("tsx")] });
  const ended = once(child, "exit");
  try {
    await Promise.race([
      once(child, "message"),
      ended.then(() => Promise.reject(new Error("did not start"))),
    ]);
    child.send("go");
    await expect
      .poll(async () => (await stored())?.snapshot.subtasksRead, { timeout: 60_000 })
      .toBeGreaterThan(0);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
  const read = (await stored())?.snapshot.subtasksRead ?? 0;
  expect(read).toBeLessThan(2_000);

  const due = { connectionId, owner: "next", limit: 1 };
  expect(await takeDueTasks(store.database, { ...due, now: new Date() })).toEqual([]);
  const [lease] = await takeDueTasks(store.database, { ...due, now: new Date(Date.now() + leaseMs) });
  if (!lease) throw new Error("nobody may take over");
  expect(lease).toMatchObject({ taskId, orphaned: true, place: { passed: read, total: 2_000 } });
  simulator.clearCalls();
  await runTaskSync(lease, deps, never);
  await deps.platformFor.close();
  expect(pages()).toBeLessThanOrEqual(1 + (2_000 - read) / 50 + 1);
  expect((await stored())?.snapshot).toMatchObject({ subtasksRead: 2_000, failures: 0 });
});
