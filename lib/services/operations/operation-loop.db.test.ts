import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import { createTask } from "../tasks/create-task";
import { retryTask } from "../tasks/retry-task";
import { createInput, firmwareUpgrade, slug, startWorld, type World } from "../testing/start-world";
import { startOperationLoop } from "./operation-loop";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const startLoop = (owner: string, sleep: (ms: number) => Promise<void> = (ms) => wait(ms / 10)) =>
  startOperationLoop({ ...world.deps, sleep, owner });
const stateOf = async (id: string) =>
  (await world.database.prisma.operation.findUniqueOrThrow({ where: { id } })).state;

async function beginRetry(failed: number) {
  const ids = world.addDevices(failed, { fails: true });
  const input = createInput(firmwareUpgrade(ids));
  const { taskId } = Task.parse((await createTask({ ctx: world.context(), input })).body);
  world.simulator.advanceClock(7_200_000);
  world.pass(7_200_000);
  await world.sync(taskId);
  world.simulator.clearCalls();
  const params = { connection: slug, taskId };
  const answer = await retryTask({
    ctx: world.context(),
    input: { params, body: { targets: ids }, idempotencyKey: randomUUID() },
  });
  return Operation.parse(answer.body).id;
}
const retries = () => world.simulator.calls().filter((call) => call.path.endsWith("/retry"));

it("carries out what comes, each once, however many workers there are", async () => {
  const ids = [await beginRetry(3), await beginRetry(120)];
  const loops = ["a", "b", "c"].map((owner) => startLoop(owner));
  try {
    for (const id of ids) await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe("done");
    expect(retries()).toHaveLength(3);
  } finally {
    await Promise.all(loops.map((loop) => loop.stop()));
  }
});

it("goes on after the database was away", async () => {
  const pauses: number[] = [];
  const loop = startLoop("a", (ms) => {
    pauses.push(ms);
    return wait(20);
  });
  await world.database.pool.query("ALTER TABLE operation RENAME TO operation_away");
  await expect.poll(() => pauses).toContain(2_000);
  await world.database.pool.query("ALTER TABLE operation_away RENAME TO operation");
  const id = await beginRetry(2);
  await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe("done");
  await loop.stop();
});

it("stops within its time although the platform hangs; the next worker looks before it sends (F40)", async () => {
  const id = await beginRetry(2);
  world.simulator.addFault({ kind: "hang", times: 1, match: { method: "POST", path: "/retry" } });
  const loop = startLoop("a");
  await expect.poll(() => stateOf(id)).toBe("running");
  await wait(300);
  const before = performance.now();
  await loop.stop();
  expect(performance.now() - before).toBeLessThan(9_000);
  expect(await stateOf(id)).toBe("unknown");
  world.pass(5_000);
  await world.work();
  expect(await stateOf(id)).toBe("done");
});
