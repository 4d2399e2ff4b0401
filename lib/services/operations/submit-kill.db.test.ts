import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { claimDueOperation } from "@/lib/store/operation-lease-store";
import { createTask } from "../tasks/create-task";
import { type BreakPlan, Fuse, fuseDatabase, fusePlatform } from "../testing/fuse";
import { keepDraft, keepWorkbookDraft, renameFrom } from "../testing/keep-draft";
import { createInput, firmwareUpgrade, startWorld, type World } from "../testing/start-world";
import { leaseEnd } from "./keep-lease";
import { runnableKinds, runOperation } from "./run-operation";

/*
 * A submit is broken at every step it takes towards database and platform, one after the other: the process dies
 * there, or goes on without its database. Then others clean up, and the person sends again: always one task, and the
 * draft is never lost.
 */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Submit {
  body: CreateTask;
  key: string;
  draftId: string;
}

interface Scene {
  name: string;
  /** Up to where the fuse comes in. */
  prepare(): Promise<Submit>;
  /** What is broken. */
  act(fuse: Fuse, submit: Submit): Promise<unknown>;
}

const send = ({ body, key }: Submit) => createTask({ ctx: world.context(), input: createInput(body, key) });

async function sendThrough(fuse: Fuse, { body, key }: Submit) {
  const { deps, ...ctx } = world.context();
  const fused = { ...deps, ...portsThrough(fuse) };
  return createTask({ ctx: { ...ctx, deps: fused }, input: createInput(body, key) });
}

/** One turn of a worker's loop. */
async function workThrough(fuse: Fuse): Promise<void> {
  const never = new AbortController().signal;
  const ports = portsThrough(fuse);
  const claim = { kinds: runnableKinds, owner: "broken", now: world.now(), until: leaseEnd(world.now()) };
  const operation = await claimDueOperation(ports.database.prisma, claim);
  if (operation) await runOperation({ ...world.deps, ...ports }, operation, { stopping: never, cut: never });
}

function portsThrough(fuse: Fuse) {
  return {
    database: fuseDatabase(world.database, fuse),
    platformFor: async () => fusePlatform(world.platform, fuse),
  };
}

async function ofList(change: Partial<CreateTask> = {}): Promise<Submit> {
  const { draftId } = await keepDraft(world);
  const body = firmwareUpgrade(world.addDevices(2), { draftId, ...change });
  return { body, key: randomUUID(), draftId };
}

async function ofWorkbook(change: Partial<CreateTask> = {}): Promise<Submit> {
  const { draftId } = await keepWorkbookDraft(world);
  return { body: renameFrom(draftId, change), key: randomUUID(), draftId };
}

/** Sent, and held until now. */
async function heldUntilNow(submit: Submit): Promise<Submit> {
  await send(submit);
  world.pass(10_000);
  return submit;
}

const hold = { holdSeconds: 10 };
const createCall = { method: "POST", path: "/batchtasks" };
/** The answer to the first call is lost, after it was carried out or before. */
async function lost(kind: "lose-answer" | "reset", submit: Submit): Promise<Submit> {
  world.simulator.addFault({ kind, times: 1, match: createCall });
  await send(submit);
  world.pass(kind === "reset" ? 25_000 : 5_000);
  return submit;
}

async function refused(submit: Submit): Promise<Submit> {
  const match = createCall;
  world.simulator.addFault({ kind: "status", status: 400, code: "IOTDA.000006", times: 1, match });
  await send(submit).catch(() => undefined);
  return submit;
}

const scenes: Scene[] = [
  { name: "a console that sends a list", prepare: () => ofList(), act: sendThrough },
  { name: "a console that holds a list", prepare: () => ofList(hold), act: sendThrough },
  {
    name: "a worker that sends a list that was held",
    prepare: async () => heldUntilNow(await ofList(hold)),
    act: workThrough,
  },
  { name: "a console that sends a workbook", prepare: () => ofWorkbook(), act: sendThrough },
  {
    name: "a worker that sends a workbook that was held",
    prepare: async () => heldUntilNow(await ofWorkbook(hold)),
    act: workThrough,
  },
  {
    name: "a worker that finds what a lost call made",
    prepare: async () => lost("lose-answer", await ofWorkbook()),
    act: workThrough,
  },
  {
    name: "a worker that finds that a lost call made nothing",
    prepare: async () => lost("reset", await ofWorkbook()),
    act: workThrough,
  },
  {
    name: "a worker that takes away the workbook of a refused task",
    prepare: async () => refused(await ofWorkbook()),
    act: workThrough,
  },
];

const onPlatform = () => world.simulator.state().tasks.total;
const files = () => world.platform.listFiles({ lane: "people" });

/** All that is left to do, done by others, until nothing is left. */
async function settleDown(): Promise<void> {
  for (const wait of [0, 15_000, 5_000, 15_000, 30_000]) {
    world.pass(wait);
    await world.work();
  }
}

/** A process may die anywhere; a database that goes makes a difference to what has an effect elsewhere. */
async function plansFor(scene: Scene): Promise<{ plans: BreakPlan[]; steps: string[] }> {
  const fuse = new Fuse();
  await world.clear();
  await scene.act(fuse, await scene.prepare());
  const { steps } = fuse;
  const all = steps.map((_, index) => index + 1);
  const telling = all.filter((step) => /commit$|^platform/.test(steps[step - 1] ?? ""));
  const plans: BreakPlan[] = [
    ...[...all, all.length + 1].map((step) => ({ kind: "process", step, when: "before" }) as const),
    ...telling.map((step) => ({ kind: "database", step, when: "before" }) as const),
    ...telling.map((step) => ({ kind: "database", step, when: "after" }) as const),
  ];
  return { plans, steps };
}

async function breakAt(scene: Scene, plan: BreakPlan, label: string): Promise<void> {
  await world.clear();
  const submit = await scene.prepare();
  const fuse = new Fuse(plan);
  await scene.act(fuse, submit).catch(() => undefined);
  fuse.end();
  expect(fuse.hasBroken, label).toBe(true);
  await settleDown();
  await expectWhole(submit, label);

  // Whoever sent it sends the same again.
  const again = await send(submit);
  expect([200, 201, 202], label).toContain(again.status);
  world.pass(10_000);
  await settleDown();
  const last = await expectWhole(submit, label);
  expect([last, onPlatform()], label).toEqual(["done", 1]);
}

/** What has to be true whenever nobody has anything left to do; the state of the last operation. */
async function expectWhole({ key, draftId }: Submit, label: string): Promise<string | null> {
  const { prisma } = world.database;
  const [last, ...earlier] = await prisma.operation.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  for (const operation of earlier) expect(operation, label).toMatchObject({ state: "failed", taskId: null });
  for (const operation of last ? [last, ...earlier] : []) {
    expect(operation, label).toMatchObject({ dueAt: null, leaseOwner: null });
    const intents = await prisma.audit.count({ where: { operationId: operation.id, result: "intent" } });
    expect(intents, label).toBe(1);
  }
  const made = last?.state === "done" ? last : null;
  if (last && !made) expect(last, label).toMatchObject({ state: "failed", taskId: null });
  expect(onPlatform(), label).toBe(made ? 1 : 0);
  const draft = await prisma.draft.findUniqueOrThrow({ where: { id: draftId } });
  const held = await prisma.idempotencyKey.findMany({ where: { key } });
  const stored = await files();
  if (!made) {
    expect([draft.operationId, held.length, stored], label).toEqual([null, 0, []]);
  } else {
    expect([draft.operationId, held[0]?.operationId], label).toEqual([made.id, made.id]);
    const task = await prisma.task.findFirstOrThrow({ where: { taskId: made.taskId ?? "" } });
    expect(task.createdById, label).toBe("p1");
    const own = made.fileId === null ? [] : [made.platformFileId];
    expect(
      stored.map(({ fileId }) => fileId),
      label,
    ).toEqual(own);
  }
  return last?.state ?? null;
}

describe("one task and no lost draft, wherever it breaks", () => {
  it.each(scenes)("$name", { timeout: 180_000 }, async (scene) => {
    const { plans, steps } = await plansFor(scene);
    for (const plan of plans) {
      const { kind, step, when } = plan;
      const place = steps[step - 1] ?? "the end";
      await breakAt(scene, plan, `${kind} lost ${when} step ${step} of ${steps.length}: ${place}`);
    }
  });

  it("is tried at ten times the twenty points that were promised", async () => {
    const points = [];
    for (const scene of scenes) points.push((await plansFor(scene)).plans.length);
    expect(points.reduce((sum, count) => sum + count)).toBeGreaterThan(200);
    expect(Math.min(...points)).toBeGreaterThanOrEqual(10);
  });
});
