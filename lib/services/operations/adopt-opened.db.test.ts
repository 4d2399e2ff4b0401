import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import { draftOf } from "@/lib/domain/check-task";
import { PlatformError } from "@/lib/iotda/errors";
import { createTask } from "../tasks/create-task";
import { showTask } from "../tasks/show-task";
import {
  type LegacyWorld,
  legacyInput,
  legacyOperator,
  legacySlug,
  startLegacyWorld,
  valveCommand,
} from "../testing/start-legacy-world";

let world: LegacyWorld;
beforeAll(async () => {
  world = await startLegacyWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const path = "/iocm/app/batchtask/v1.1.0/tasks";
const bob = { ...legacyOperator, id: "p2", name: "Bob", grants: { [legacySlug]: ["viewer" as const] } };
const create = (body: CreateTask, key: string = randomUUID()) =>
  createTask({ ctx: world.context(), input: legacyInput(body, key) });
const open = (taskId: string, caller = bob) =>
  showTask({ ctx: world.context(caller), input: { params: { connection: legacySlug, taskId }, query: {} } });
const operation = (id: string) => world.database.prisma.operation.findUniqueOrThrow({ where: { id } });
const onPlatform = () => world.simulator.state().legacyTasks.total;

/** The platform takes it on, and the answer with its id goes to nobody but this test: a person who looks there. */
async function lose(body: CreateTask, key: string = randomUUID()) {
  const { platform } = world.reach;
  let taskId = "";
  world.reach.platform = {
    ...platform,
    createTask: async (...call) => {
      taskId = (await platform.createTask(...call)).taskId;
      throw new PlatformError({ failure: "unknown", sent: "maybe", reason: "reset" });
    },
  };
  const { id } = Operation.parse((await create(body, key)).body);
  world.reach.platform = platform;
  return { id, taskId };
}

/** Lost, sent once more, told that the name is taken, and left to a person. */
async function leave(body: CreateTask, key?: string) {
  const lost = await lose(body, key);
  world.pass(20_000);
  await world.work();
  expect(await operation(lost.id)).toMatchObject({ state: "unknown", dueAt: null });
  return lost;
}

/** A task made past Muster. */
async function makeElsewhere(body: CreateTask): Promise<string> {
  const draft = draftOf({ ...body, timeoutMinutes: body.timeoutMinutes ?? 10 });
  return (await world.reach.platform.createTask(draft, { lane: "people" })).taskId;
}

describe("the id of the task of a lost legacy create", () => {
  it("entered by anybody who may look completes it: the task is its creator's", async () => {
    const ids = world.addDevices(2);
    const key = randomUUID();
    const { id, taskId } = await leave(valveCommand(ids), key);
    const task = await open(taskId);
    expect(task).toMatchObject({
      ...{ taskId, name: "close_valves", createdBy: { id: "p1", name: "Ada", kind: "person" } },
      targets: { kind: "list", count: 2, sample: ids },
    });
    expect(await operation(id)).toMatchObject({
      ...{ state: "done", taskId, dueAt: null, leaseOwner: null, finishedAt: world.now(), error: null },
    });
    const lines = await world.database.prisma.audit.findMany({
      where: { operationId: id },
      orderBy: { seq: "asc" },
    });
    expect(lines).toMatchObject([
      { result: "intent", actorId: "p1", surface: "page" },
      {
        ...{ result: "ok", actorId: "p1", surface: "system", subject: taskId },
        reason: "its id was opened by Bob after the answer was lost",
      },
    ]);
    const again = await create(valveCommand(ids), key);
    expect([again.status, Task.parse(again.body).taskId]).toEqual([200, taskId]);
    expect(onPlatform()).toBe(1);
  });

  it("may come before the second call, which is then not made", async () => {
    const { id, taskId } = await lose(valveCommand(world.addDevices(1)));
    await open(taskId);
    expect(await operation(id)).toMatchObject({ state: "done" });
    world.simulator.clearCalls();
    world.pass(60_000);
    expect(await world.work()).toBe(0);
    expect(world.simulator.calls()).toEqual([]);
  });

  it("counts as well when the task was opened while the call was under way", async () => {
    const { id, taskId } = await lose(valveCommand(world.addDevices(1)));
    await world.database.prisma.operation.update({ where: { id }, data: { state: "running" } });
    expect((await open(taskId)).createdBy).not.toMatchObject({ id: "p1" });
    await world.database.prisma.operation.update({ where: { id }, data: { state: "unknown" } });
    expect((await open(taskId)).createdBy).toMatchObject({ id: "p1" });
    expect(await operation(id)).toMatchObject({ state: "done", taskId });
  });

  it.each<[string, Partial<CreateTask>]>([
    ["name", { name: "another_name" }],
    ["command", { document: { serviceId: "WaterMeter", method: "SET_VALVE", paras: { value: 0 } } }],
    ["set of devices", { targets: { kind: "broadcast" } }],
  ])("of another %s is another task's, and the create stays unknown", async (_what, change) => {
    const body = valveCommand(world.addDevices(2));
    world.simulator.addFault({ kind: "reset", times: 1, match: { method: "POST", path } });
    const { id } = Operation.parse((await create(body)).body);
    const before = await operation(id);
    const taskId = await makeElsewhere({ ...body, ...change });
    expect((await open(taskId)).taskId).toBe(taskId);
    expect(await operation(id)).toMatchObject({
      ...{ state: "unknown", taskId: null, dueAt: before.dueAt, leaseOwner: null },
    });
  });

  it("of a task that was there before the call is another task's", async () => {
    const body = valveCommand(world.addDevices(1));
    const taskId = await makeElsewhere(body);
    await open(taskId);
    world.pass(120_000);
    world.simulator.addFault({ kind: "reset", times: 1, match: { method: "POST", path } });
    const { id } = Operation.parse((await create(body)).body);
    await open(taskId);
    expect(await operation(id)).toMatchObject({ state: "unknown", leaseOwner: null });
  });

  it("decides two lost creates of one name: one made it, the other made nothing and frees its key", async () => {
    const body = valveCommand(world.addDevices(1));
    const [first, second] = [randomUUID(), randomUUID()];
    const { id, taskId } = await leave(body, first);
    world.simulator.addFault({ kind: "reset", times: 1, match: { method: "POST", path } });
    const other = Operation.parse((await create(body, second)).body).id;
    world.pass(20_000);
    await world.work();
    expect(await operation(other)).toMatchObject({ state: "unknown", dueAt: null });
    await open(taskId);
    await world.work();
    expect(await operation(id)).toMatchObject({ state: "done", taskId });
    expect(await operation(other)).toMatchObject({ state: "failed", taskId: null });
    const where = { key: { in: [first, second] } };
    expect(await world.database.prisma.idempotencyKey.findMany({ where })).toMatchObject([{ key: first }]);
    expect(onPlatform()).toBe(1);
  });

  it("still opens the task when the platform cannot be asked a second time", async () => {
    const { id, taskId } = await leave(valveCommand(world.addDevices(1)));
    const { platform } = world.reach;
    const { inParts } = platform;
    if (!inParts) throw new Error("the legacy platform tells a task and its rows apart");
    let reads = 0;
    const readTask: typeof inParts.readTask = async (...call) => {
      reads += 1;
      if (reads > 1) throw new PlatformError({ failure: "unreachable", sent: "no", reason: "refused" });
      return inParts.readTask(...call);
    };
    world.reach.platform = { ...platform, inParts: { ...inParts, readTask } };
    expect((await open(taskId)).taskId).toBe(taskId);
    expect(reads).toBe(2);
    expect(await operation(id)).toMatchObject({ state: "unknown", leaseOwner: null, dueAt: null });
    world.reach.platform = platform;
    await open(taskId);
    expect(await operation(id)).toMatchObject({ state: "done", taskId });
  });
});
