import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import { createTask } from "../tasks/create-task";
import { type LegacyWorld, legacyInput, startLegacyWorld, valveCommand } from "../testing/start-legacy-world";

let world: LegacyWorld;
beforeAll(async () => {
  world = await startLegacyWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const path = "/iocm/app/batchtask/v1.1.0/tasks";
const create = (body: CreateTask, key: string = randomUUID()) =>
  createTask({ ctx: world.context(), input: legacyInput(body, key) });
const sent = () =>
  world.simulator.calls().filter((call) => call.method === "POST" && call.path.startsWith(path)).length;
const fault = (facts: { kind: "lose-answer" | "reset" | "hang" } | Refusal, times = 1) =>
  world.simulator.addFault({ ...facts, times, match: { method: "POST", path } });
type Refusal = { kind: "status"; status: number; code: string };
const onPlatform = () => world.simulator.state().legacyTasks.total;
const operation = (id: string) => world.database.prisma.operation.findUniqueOrThrow({ where: { id } });
const keys = (key: string) => world.database.prisma.idempotencyKey.count({ where: { key } });
const trail = async (operationId: string) =>
  (await world.database.prisma.audit.findMany({ where: { operationId }, orderBy: { seq: "asc" } })).map(
    ({ result, surface, reason }) => [result, surface, reason],
  );

/** A create whose answer is lost, up to the moment its second call is due. */
async function loseCreate(kind: "lose-answer" | "reset", body: CreateTask, key: string = randomUUID()) {
  const before = sent();
  fault({ kind });
  const open = Operation.parse((await create(body, key)).body);
  expect(open).toMatchObject({ state: "unknown", taskId: null });
  world.pass(5_000);
  expect(await world.work()).toBe(1);
  world.pass(14_999);
  expect(await world.work()).toBe(0);
  expect(sent()).toBe(before + 1);
  world.pass(1);
  return open.id;
}

describe("a legacy create whose answer was lost", () => {
  it("is sent once more after 20 s; the name being taken, it waits for its id", async () => {
    const key = randomUUID();
    const body = valveCommand(world.addDevices(2));
    const id = await loseCreate("lose-answer", body, key);
    expect(await world.work()).toBe(1);
    expect(await operation(id)).toMatchObject({
      ...{ state: "unknown", taskId: null, dueAt: null, leaseOwner: null },
      error: { code: "conflict", hint: "enter_task_id", upstream: { errorCode: "105002" } },
    });
    world.pass(24 * 3_600_000);
    expect(await world.work()).toBe(0);
    expect(sent()).toBe(2);
    expect((await trail(id)).map(([result]) => result)).toEqual(["intent"]);
    world.pass(-24 * 3_600_000);
    expect(await create(body, key)).toMatchObject({ status: 202, body: { id, state: "unknown" } });
  });

  it("that never arrived is made by the second call, once", async () => {
    const key = randomUUID();
    const body = valveCommand(world.addDevices(2));
    const id = await loseCreate("reset", body, key);
    expect(await world.work()).toBe(1);
    const { state, taskId } = await operation(id);
    expect(state).toBe("done");
    const again = await create(body, key);
    expect(again.status).toBe(200);
    expect(Task.parse(again.body)).toMatchObject({ taskId, createdBy: { id: "p1" }, targets: { count: 2 } });
    expect([sent(), onPlatform()]).toEqual([2, 1]);
    expect(await trail(id)).toEqual([
      ["intent", "page", null],
      ["ok", "system", "sent once more after the answer was lost"],
    ]);
  });

  it.each(["lose-answer", "reset"] as const)("is not sent a third time: %s twice", async (kind) => {
    const id = await loseCreate(kind, valveCommand(world.addDevices(1)));
    fault({ kind });
    await world.work();
    expect(await operation(id)).toMatchObject({
      ...{ state: "unknown", dueAt: null },
      error: { hint: "enter_task_id_if_any" },
    });
    world.pass(3_600_000);
    expect(await world.work()).toBe(0);
    expect(sent()).toBe(2);
  });

  it("whose second call dies with its process is not sent again either", async () => {
    const id = await loseCreate("lose-answer", valveCommand(world.addDevices(1)));
    await world.database.prisma.operation.update({
      where: { id },
      data: { state: "running", tries: 1, leaseOwner: "dead", leaseUntil: world.now(), dueAt: world.now() },
    });
    await world.work();
    world.pass(5_000);
    await world.work();
    expect(await operation(id)).toMatchObject({ state: "unknown", dueAt: null, error: { code: "conflict" } });
    expect(sent()).toBe(1);
  });

  it.each([
    ["what it asks for is not there", 200, "101001"],
    ["it is no valid request", 400, "50400"],
  ] as const)("has made nothing when %s; the key is free", async (_what, status, code) => {
    const key = randomUUID();
    const body = valveCommand(world.addDevices(1));
    const id = await loseCreate("reset", body, key);
    fault({ kind: "status", status, code });
    await world.work();
    expect(await operation(id)).toMatchObject({
      ...{ state: "failed", dueAt: null },
      error: { code: "upstream_rejected", upstream: { errorCode: code } },
    });
    expect((await trail(id)).at(-1)).toEqual(["refused", "system", "upstream_rejected"]);
    expect(await keys(key)).toBe(0);
    expect((await create(body, key)).status).toBe(201);
  });

  it.each([
    ["too many unfinished tasks, itself perhaps among them", 200, "105001"],
    ["a tag it may hold itself", 400, "105201"],
    ["a code nobody knows", 200, "199999"],
  ] as const)("stays unknown when refused for %s", async (_what, status, code) => {
    const id = await loseCreate("lose-answer", valveCommand(world.addDevices(1)));
    fault({ kind: "status", status, code });
    await world.work();
    expect(await operation(id)).toMatchObject({
      ...{ state: "unknown", dueAt: null },
      error: { code: "conflict", hint: "enter_task_id_if_any", upstream: { errorCode: code } },
    });
  });

  it("learns nothing from a platform that cannot be asked, and asks again", async () => {
    const id = await loseCreate("lose-answer", valveCommand(world.addDevices(1)));
    fault({ kind: "status", status: 403, code: "1010009" }, 6);
    await world.work();
    expect(await operation(id)).toMatchObject({ state: "unknown", tries: 0, leaseOwner: null });
    world.simulator.clearFaults();
    world.pass(29_999);
    expect(await world.work()).toBe(0);
    world.pass(1);
    await world.work();
    expect(await operation(id)).toMatchObject({ dueAt: null, error: { hint: "enter_task_id" } });
  });

  it("comes too late after ten minutes, and not at all to a connection that is read only by then", async () => {
    const late = await loseCreate("reset", valveCommand(world.addDevices(1)));
    world.pass(10 * 60_000);
    await world.work();
    expect(await operation(late)).toMatchObject({ state: "unknown", dueAt: null });
    const barred = await loseCreate("reset", valveCommand(world.addDevices(1), { name: "open_valves" }));
    await world.database.prisma.connection.update({
      where: { id: world.connection.id },
      data: { readOnly: true },
    });
    await world.work();
    await world.database.prisma.connection.update({
      where: { id: world.connection.id },
      data: { readOnly: false },
    });
    expect(await operation(barred)).toMatchObject({ state: "unknown", dueAt: null });
    expect(sent()).toBe(2);
  });

  it("made nothing when another request got the name", async () => {
    const key = randomUUID();
    const body = valveCommand(world.addDevices(1));
    fault({ kind: "reset" });
    const { id } = Operation.parse((await create(body, key)).body);
    expect((await create(body)).status).toBe(201);
    await world.work();
    expect(await operation(id)).toMatchObject({ state: "failed", error: { hintKey: "task_name_taken" } });
    expect(await keys(key)).toBe(0);
    expect([sent(), onPlatform()]).toEqual([2, 1]);
  });
});
