import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { FindLiveTargets, LiveTargets } from "@/lib/contracts/target-checks";
import { operator, packageId, slug, startWorld, type World } from "../testing/start-world";
import { findLiveTargets } from "./find-live-targets";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  await world.clear();
  world.pass(60_000);
});
afterAll(() => world.close());

async function find(ids: string[], caller = operator) {
  const input = { params: { connection: slug }, body: FindLiveTargets.parse({ ids }) };
  return LiveTargets.parse(await findLiveTargets({ ctx: world.context(caller), input }));
}

async function start(ids: string[]): Promise<string> {
  const { taskId } = await world.platform.createTask(
    {
      ...{ name: "pump_fix", type: "firmwareUpgrade", appId: null, mode: null, extInfo: null },
      ...{
        needConfirm: null,
        targets: { kind: "list", ids },
        document: { package_id: packageId },
        legacy: null,
      },
      policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    },
    { lane: "people" },
  );
  await world.sync(taskId);
  return taskId;
}

it("tells which tasks still work on the devices, until they are over, without asking the platform", async () => {
  const ids = world.addDevices(3);
  const taskId = await start(ids.slice(0, 2));
  const before = world.simulator.calls().length;
  expect(await find([...ids, ...ids])).toEqual({
    tasks: [
      {
        ...{ taskId, name: "pump_fix", type: "firmwareUpgrade", status: expect.any(String) },
        ...{ count: 2, sample: ids.slice(0, 2) },
      },
    ],
    ...{ devices: 2, unknownTasks: [], checkedAt: world.now().toISOString() },
  });
  expect(world.simulator.calls()).toHaveLength(before);

  world.simulator.advanceClock(10 * 60_000);
  await world.sync(taskId);
  expect(await find(ids)).toMatchObject({ tasks: [], devices: 0 });
});

it("takes thirty thousand devices", async () => {
  const ids = world.addDevices(2);
  const taskId = await start(ids);
  const many = Array.from({ length: 29_998 }, (_, n) => `other_${n}`);
  expect(await find([...many, ...ids])).toMatchObject({ tasks: [{ taskId, count: 2 }] });
  expect(FindLiveTargets.safeParse({ ids: [...many, ...ids, "one_more"] }).success).toBe(false);
});

it("is open to those who may read, sixty times a minute, on a living connection", async () => {
  const viewer = { ...operator, id: "p2", grants: { [slug]: ["viewer" as const] } };
  expect(await find(["a"], viewer)).toMatchObject({ tasks: [] });
  await expect(find(["a"], { ...operator, grants: {} })).rejects.toMatchObject({ code: "not_found" });
  for (let n = 0; n < 60; n += 1) await find(["a"]);
  await expect(find(["a"])).rejects.toMatchObject({ code: "too_many_requests" });
  const { prisma } = world.database;
  const where = { id: world.connection.id };
  await prisma.connection.update({ where, data: { archivedAt: world.now() } });
  await expect(find(["a"], viewer)).rejects.toMatchObject({ code: "conflict", hint: "archived" });
  await prisma.connection.update({ where, data: { archivedAt: null } });
});
