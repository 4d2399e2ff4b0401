import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import { type ConnectedPlatform, connectPlatform } from "@/lib/iotda/connect";
import type { RateBudget } from "@/lib/iotda/pacing";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { createTask } from "../tasks/create-task";
import { retryTask } from "../tasks/retry-task";
import { createInput, firmwareUpgrade, slug, startWorld, type World } from "../testing/start-world";
import { guardWrites } from "./guard-writes";

const { projectId, accessKey, secretKey } = SANDBOX;
const people = { lane: "people" } as const;
const turns = { taken: 0, done: 0 };
const open: RateBudget = {
  async take() {
    turns.taken += 1;
    return {
      done() {
        turns.done += 1;
      },
    };
  },
  slowDown: async () => undefined,
};

let world: World;
let guarded: ConnectedPlatform;
beforeAll(async () => {
  world = await startWorld();
  const { id: connectionId, endpoint } = world.connection;
  guarded = connectPlatform(
    {
      ...{ kind: "v5", endpoint, region: "cn-north-4", instanceId: null, signature: "standard" },
      ...{ trusted: true, allowedHosts: [], projectId },
      credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
    },
    {
      ...{ budget: guardWrites(open, { database: world.database, connectionId }), now: world.now },
      ...{ sleep: async () => undefined, random: () => 0.5 },
      log: { info: () => undefined, warn: () => undefined },
    },
  );
});
beforeEach(async () => {
  await change({ readOnly: false, archivedAt: null });
  await world.clear();
  world.reach.platform = guarded;
});
afterAll(async () => {
  await guarded.close();
  await world.close();
});

const change = (data: { readOnly?: boolean; archivedAt?: Date | null }) =>
  world.database.prisma.connection.update({ where: { id: world.connection.id }, data });
const posts = () => world.simulator.calls().filter(({ method }) => method !== "GET");
const operationOf = (id: string) => world.database.prisma.operation.findUniqueOrThrow({ where: { id } });

describe("a connection that was set to read only", () => {
  it("sends no more writes over clients that are open already, but reads, and gives their turns back", async () => {
    await change({ readOnly: true });
    const before = turns.taken;
    const refused = { code: "conflict", hint: "read_only" };
    await expect(guarded.stopTask("65a1", null, people)).rejects.toMatchObject(refused);
    await expect(guarded.deleteTask("65a1", people)).rejects.toMatchObject(refused);
    await expect(guarded.deleteFile("65a1", people)).rejects.toMatchObject(refused);
    expect(world.simulator.calls()).toEqual([]);
    await guarded.listApps(people);
    expect(turns).toEqual({ taken: before + 4, done: before + 4 });
    await change({ readOnly: false, archivedAt: new Date() });
    await expect(guarded.deleteTask("65a1", people)).rejects.toMatchObject({ hint: "archived" });
    expect(posts()).toEqual([]);
  });

  it("sends no retry that was queued before", async () => {
    const ids = world.addDevices(2, { fails: true });
    const made = await createTask({ ctx: world.context(), input: createInput(firmwareUpgrade(ids)) });
    const { taskId } = Task.parse(made.body);
    world.simulator.advanceClock(7_200_000);
    world.pass(7_200_000);
    await world.sync(taskId);
    const input = { params: { connection: slug, taskId }, idempotencyKey: randomUUID() };
    const listed = await retryTask({ ctx: world.context(), input: { ...input, body: { targets: ids } } });
    const whole = { ...input, idempotencyKey: randomUUID(), body: {} };
    const all = await retryTask({ ctx: world.context(), input: whole });
    await change({ readOnly: true });
    world.simulator.clearCalls();
    await world.work();
    expect(posts()).toEqual([]);
    for (const answer of [listed, all]) {
      const { state, error } = await operationOf(Operation.parse(answer.body).id);
      expect({ state, error }).toMatchObject({
        state: "failed",
        error: { code: "conflict", hint: "read_only" },
      });
    }
  });

  it("sends no create that was held", async () => {
    const task = firmwareUpgrade(world.addDevices(1), { holdSeconds: 10 });
    const held = await createTask({ ctx: world.context(), input: createInput(task) });
    await change({ readOnly: true });
    world.pass(11_000);
    await world.work();
    expect(await operationOf(Operation.parse(held.body).id)).toMatchObject({ state: "failed" });
    expect(posts()).toEqual([]);
    expect(world.simulator.state().tasks.total).toBe(0);
  });
});
