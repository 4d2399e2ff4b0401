import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import type { AppError } from "@/lib/errors";
import { claimDueOperation, LeaseLostError } from "@/lib/store/operation-lease-store";
import { createTask } from "../tasks/create-task";
import { keepDraft } from "../testing/keep-draft";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { leaseEnd } from "./keep-lease";
import { runnableKinds, runOperation } from "./run-operation";
import { takeBackOperation } from "./take-back-operation";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const administrator: Caller = {
  ...operator,
  ...{ id: "p9", name: "Grace", grants: { [slug]: ["administrator"] } },
};
const colleague: Caller = { ...operator, id: "p2", name: "Bob" };

const create = async (body: CreateTask, key: string = randomUUID()) =>
  Operation.parse((await createTask({ ctx: world.context(), input: createInput(body, key) })).body);
const hold = async (change: Partial<CreateTask> = {}, key?: string) =>
  create(firmwareUpgrade(world.addDevices(1), { holdSeconds: 10, ...change }), key);
const takeBack = (operationId: string, caller = operator) =>
  takeBackOperation({ ctx: world.context(caller), input: { params: { connection: slug, operationId } } });
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const onPlatform = () => world.simulator.state().tasks.total;
const rowOf = (id: string) => world.database.prisma.operation.findUniqueOrThrow({ where: { id } });
const trail = (operationId: string) =>
  world.database.prisma.audit.findMany({ where: { operationId }, orderBy: { seq: "asc" } });

describe("what is held", () => {
  it("is taken back by its maker: nothing is sent, key and draft are free, and the trail says who", async () => {
    const { draftId } = await keepDraft(world);
    const key = randomUUID();
    const held = await hold({ draftId }, key);
    expect(held).toMatchObject({
      ...{ state: "held", mayTakeBack: true, sendsInMs: 10_000 },
      create: { name: "pump_fix", type: "firmwareUpgrade", draftId },
    });
    const after = Operation.parse(await takeBack(held.id));
    expect(after).toMatchObject({
      ...{ state: "cancelled", takenBack: { by: "Ada", at: world.now().toISOString() } },
    });
    expect([after.error, after.mayTakeBack, after.sendsInMs]).toEqual([undefined, undefined, undefined]);
    world.pass(60_000);
    expect(await world.work()).toBe(0);
    expect(onPlatform()).toBe(0);
    expect(await world.database.prisma.idempotencyKey.count({ where: { key } })).toBe(0);
    expect(
      (await world.database.prisma.draft.findUniqueOrThrow({ where: { id: draftId } })).operationId,
    ).toBe(null);
    expect(await trail(held.id)).toMatchObject([
      { action: "task.create", result: "intent" },
      { action: "task.create.take_back", result: "ok", actorId: "p1", surface: "page", connection: slug },
    ]);
    const again = await hold({ draftId }, key);
    expect(again.state).toBe("held");
  });

  it("by an administrator too, by nobody else; and only where it is", async () => {
    const held = await hold();
    expect(await failure(takeBack(held.id, colleague))).toMatchObject({ code: "forbidden" });
    expect(await failure(takeBack(randomUUID()))).toMatchObject({ code: "not_found" });
    expect((await rowOf(held.id)).state).toBe("held");
    await takeBack(held.id, administrator);
    expect((await trail(held.id)).at(-1)).toMatchObject({ actorId: "p9", actorName: "Grace" });
  });

  it("twice tells the second who was faster", async () => {
    const held = await hold();
    await takeBack(held.id, administrator);
    expect(await failure(takeBack(held.id))).toMatchObject({
      ...{ code: "conflict", hint: "taken_back" },
      message: `It was taken back by Grace at ${world.now().toISOString()}.`,
    });
  });

  it("and sent is told so, with the state and since when", async () => {
    const held = await hold();
    world.pass(10_000);
    await world.work();
    const error = await failure(takeBack(held.id));
    expect(error).toMatchObject({ code: "conflict", hint: "not_held" });
    expect(error.message).toBe(
      `It is not held any more: its state is done; it was sent at ${world.now().toISOString()}.`,
    );
    expect(onPlatform()).toBe(1);
  });

  it("is taken back past a worker that has claimed it and not begun", async () => {
    const held = await hold();
    world.pass(10_000);
    const claim = { kinds: runnableKinds, owner: "w", now: world.now(), until: leaseEnd(world.now()) };
    const claimed = await claimDueOperation(world.database.prisma, claim);
    if (!claimed) throw new Error("nothing was due");
    await takeBack(held.id);
    const never = new AbortController().signal;
    const run = runOperation(world.deps, claimed, { stopping: never, cut: never });
    await expect(run).rejects.toThrow(LeaseLostError);
    expect([(await rowOf(held.id)).state, onPlatform()]).toEqual(["cancelled", 0]);
  });

  it("is not taken back while the platform is being called", async () => {
    const held = await hold();
    let late: AppError | null = null;
    const { createTask: real, ...rest } = world.platform;
    world.reach.platform = {
      ...rest,
      createTask: async (...call) => {
        late = await failure(takeBack(held.id));
        return real(...call);
      },
    };
    world.pass(10_000);
    await world.work();
    expect(late).toMatchObject({
      hint: "not_held",
      message: expect.stringMatching(/state is running; it was/),
    });
    expect([(await rowOf(held.id)).state, onPlatform()]).toEqual(["done", 1]);
  });

  it("taken back at the moment a worker takes it: one of them wins, every time", async () => {
    for (let round = 0; round < 12; round += 1) {
      world.simulator.reset();
      const held = await hold({ name: `race_${round}` });
      world.pass(60_000);
      const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
      const [taken] = await Promise.all([
        pause(round)
          .then(() => takeBack(held.id))
          .then(
            () => true,
            () => false,
          ),
        pause(6)
          .then(() => world.work())
          .catch(() => 0),
      ]);
      await world.work();
      const { state } = await rowOf(held.id);
      expect([taken, state, onPlatform()]).toEqual(taken ? [true, "cancelled", 0] : [false, "done", 1]);
    }
  });

  it("is not sent on a connection that was set to read only meanwhile", async () => {
    const held = await hold();
    const { connection } = world.database.prisma;
    await connection.update({ where: { id: world.connection.id }, data: { readOnly: true } });
    try {
      world.pass(10_000);
      await world.work();
    } finally {
      await connection.update({ where: { id: world.connection.id }, data: { readOnly: false } });
    }
    expect(await rowOf(held.id)).toMatchObject({ state: "failed", error: { hint: "read_only" } });
    expect(onPlatform()).toBe(0);
  });
});
