import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { createTask } from "../tasks/create-task";
import { keepDraft, keepWorkbookDraft, renameFrom } from "../testing/keep-draft";
import { createInput, firmwareUpgrade, operator, startWorld, type World } from "../testing/start-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const create = (body: CreateTask, key: string | null = randomUUID(), caller = operator) =>
  createTask({ ctx: world.context(caller), input: createInput(body, key) });
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const onPlatform = () => world.simulator.state().tasks.total;
const files = () => world.platform.listFiles({ lane: "people" });
const calls = (method: string, path: string) =>
  world.simulator.calls().filter((call) => call.method === method && call.path.endsWith(path)).length;
const spoil = (kind: "lose-answer" | "reset", path: string, times = 1) =>
  world.simulator.addFault({ kind, times, match: { method: "POST", path } });
const draftRow = (id: string) => world.database.prisma.draft.findUniqueOrThrow({ where: { id } });
const only = () => world.database.prisma.operation.findFirstOrThrow();

/** Too late to be sent. */
const late = () => ({ policy: { scheduleTime: new Date(world.now().getTime() - 1).toISOString() } });

async function settleDown() {
  for (const wait of [0, 15_000, 5_000, 15_000, 30_000]) {
    world.pass(wait);
    await world.work();
  }
}

describe("a draft", () => {
  it("sent from two windows at once makes one task, and both get it", async () => {
    const { draftId } = await keepDraft(world);
    const body = firmwareUpgrade(world.addDevices(2), { draftId });
    const answers = await Promise.all([create(body), create(body), create(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => Task.parse(answer.body).taskId)).size).toBe(1);
    expect(onPlatform()).toBe(1);
    expect(await world.database.prisma.operation.count()).toBe(1);
    const { id } = await only();
    expect((await draftRow(draftId)).operationId).toBe(id);
    // A day later its key is forgotten, and the draft still is what was sent.
    world.pass(25 * 3_600_000);
    expect((await create(body)).status).toBe(200);
    expect(onPlatform()).toBe(1);
  });

  it("sent with other content from a second window is a conflict that says so", async () => {
    const { draftId } = await keepDraft(world);
    const body = firmwareUpgrade(world.addDevices(1), { draftId });
    await create(body);
    expect(await failure(create({ ...body, name: "other" }))).toMatchObject({
      ...{ code: "conflict", hint: "draft_sent" },
    });
    expect(onPlatform()).toBe(1);
  });

  it("is free again when the platform refused its task", async () => {
    const { draftId } = await keepDraft(world);
    const body = firmwareUpgrade(world.addDevices(1), { draftId });
    world.simulator.addFault({ kind: "status", status: 400, code: "IOTDA.000006", times: 1 });
    expect(await failure(create(body))).toMatchObject({ code: "upstream_rejected" });
    expect((await draftRow(draftId)).operationId).toBe(null);
    expect((await create({ ...body, name: "another" })).status).toBe(201);
  });

  it("of somebody else, or thrown away, cannot be sent", async () => {
    const { draftId } = await keepDraft(world);
    const body = firmwareUpgrade(world.addDevices(1), { draftId });
    const colleague = { ...operator, id: "p2" };
    const gone = { code: "conflict", hint: "draft_gone" };
    expect(await failure(create(body, randomUUID(), colleague))).toMatchObject(gone);
    expect(await failure(create({ ...body, draftId: randomUUID() }))).toMatchObject(gone);
    expect(await world.database.prisma.operation.count()).toBe(0);
    expect(await world.database.prisma.idempotencyKey.count()).toBe(0);
  });

  it("has its reason on the operation and on the trail", async () => {
    await create(firmwareUpgrade(world.addDevices(1), { reason: "ticket 4711" }));
    const { id, reason } = await only();
    expect(reason).toBe("ticket 4711");
    const where = { operationId: id, result: "intent" };
    expect(await world.database.prisma.audit.findFirstOrThrow({ where })).toMatchObject({ reason });
  });
});

describe("a workbook", () => {
  it("goes to the platform right before its task, under a name of its own, and stays for its hour", async () => {
    const { draftId, fileId } = await keepWorkbookDraft(world);
    const task = Task.parse((await create(renameFrom(draftId))).body);
    expect(task).toMatchObject({ name: "rename_meters", targets: { kind: "file", fileName: "meters.xlsx" } });
    const { id, platformFileId, ...operation } = await only();
    expect(operation).toMatchObject({ state: "done", draftId, fileId, dueAt: null });
    const { report } = await world.database.prisma.storedFile.findUniqueOrThrow({ where: { id: fileId } });
    const { targets, first } = report as { targets: { count: number; hash: string }; first: string[] };
    const line = { operationId: id, result: "intent" };
    expect(await world.database.prisma.audit.findFirstOrThrow({ where: line })).toMatchObject({
      ...{ targetCount: targets.count, targetHash: targets.hash, targetSample: first },
    });
    expect(await files()).toMatchObject([{ fileId: platformFileId, name: `meters_${id.slice(0, 8)}.xlsx` }]);
    await settleDown();
    expect(await files()).toHaveLength(1);
    world.simulator.advanceClock(60_000);
    const { progress } = (
      await world.platform.showTask({ taskId: task.taskId, limit: 1 }, { lane: "people" })
    ).task;
    expect(progress).toMatchObject({ success: 1, fail: 0 });
  });

  it("of a held create goes when it is sent, not before", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    const held = Operation.parse((await create(renameFrom(draftId, { holdSeconds: 10 }))).body);
    expect([held.state, calls("POST", "/batchtask-files")]).toEqual(["held", 0]);
    // What the draft gets afterwards is not what was confirmed.
    await world.database.prisma.draft.update({ where: { id: draftId }, data: { fileId: null } });
    world.pass(10_000);
    await world.work();
    expect(await only()).toMatchObject({ state: "done" });
    expect([calls("POST", "/batchtask-files"), onPlatform()]).toEqual([1, 1]);
  });

  it.each([
    ["lost, and there", "lose-answer", 1],
    ["lost, and not there", "reset", 2],
  ] as const)("whose upload was %s is looked for before it goes again", async (_what, kind, uploads) => {
    const { draftId } = await keepWorkbookDraft(world);
    spoil(kind, "/batchtask-files");
    expect((await create(renameFrom(draftId))).status).toBe(201);
    expect([calls("POST", "/batchtask-files"), onPlatform()]).toEqual([uploads, 1]);
    expect(await files()).toHaveLength(1);
  });

  it("whose upload stays lost makes no task; what may be there is removed", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    spoil("lose-answer", "/batchtask-files");
    world.simulator.addFault({ kind: "reset", match: { method: "GET", path: "/batchtask-files" } });
    expect(await failure(create(renameFrom(draftId)))).toMatchObject({ code: "upstream_unavailable" });
    world.simulator.clearFaults();
    expect(await files()).toHaveLength(1);
    await settleDown();
    expect([onPlatform(), await files()]).toEqual([0, []]);
    expect(await only()).toMatchObject({ state: "failed", dueAt: null });
    expect((await draftRow(draftId)).operationId).toBe(null);
    expect((await create(renameFrom(draftId))).status).toBe(201);
  });

  it("is removed when its task is refused, as soon as the platform lets us", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    const refused = { kind: "status", status: 400, code: "IOTDA.000006", times: 1 } as const;
    world.simulator.addFault({ ...refused, match: { method: "POST", path: "/batchtasks" } });
    expect(await failure(create(renameFrom(draftId)))).toMatchObject({ code: "upstream_rejected" });
    expect(await files()).toHaveLength(1);
    world.simulator.addFault({
      ...{ kind: "status", status: 500, code: "IOTDA.000001", match: { method: "DELETE" } },
    });
    await world.work();
    expect(await files()).toHaveLength(1);
    world.simulator.clearFaults();
    world.pass(30_000);
    expect(await world.work()).toBe(1);
    expect(await files()).toEqual([]);
    expect(await only()).toMatchObject({ state: "failed", dueAt: null, platformFileId: null });
  });

  it("is not tried to be removed for longer than it can be there", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    const refused = { kind: "status", status: 400, code: "IOTDA.000006", times: 1 } as const;
    world.simulator.addFault({ ...refused, match: { method: "POST", path: "/batchtasks" } });
    await failure(create(renameFrom(draftId)));
    world.simulator.addFault({ kind: "status", status: 500, match: { method: "DELETE" } });
    await world.work();
    world.pass(61 * 60_000);
    expect(await world.work()).toBe(1);
    expect(await only()).toMatchObject({ state: "failed", dueAt: null });
  });

  it("that is the eleventh is refused in the platform's words, and nothing is left of it", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    const content = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    for (let k = 0; k < 10; k += 1)
      await world.platform.uploadFile({ name: `f${k}.xls`, content }, { lane: "people" });
    expect(await failure(create(renameFrom(draftId)))).toMatchObject({
      ...{ code: "upstream_rejected", hintKey: "too_many_files", upstream: { errorCode: "IOTDA.014601" } },
    });
    await settleDown();
    expect([onPlatform(), (await files()).length]).toEqual([0, 10]);
  });

  it("and its task whose answer was lost are found together", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    spoil("lose-answer", "/batchtasks");
    const key = randomUUID();
    expect((await create(renameFrom(draftId), key)).status).toBe(202);
    await settleDown();
    expect((await create(renameFrom(draftId), key)).status).toBe(200);
    expect([onPlatform(), calls("POST", "/batchtasks")]).toEqual([1, 1]);
    expect((await only()).state).toBe("done");
  });

  it("whose task was proven absent is removed, and draft and key are free", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    spoil("reset", "/batchtasks");
    const key = randomUUID();
    expect((await create(renameFrom(draftId), key)).status).toBe(202);
    await settleDown();
    expect([(await only()).state, await files()]).toEqual(["failed", []]);
    expect((await create(renameFrom(draftId), key)).status).toBe(201);
    expect(onPlatform()).toBe(1);
  });

  it.each([
    ["is not there", async () => keepDraft(world), "workbook_missing"],
    ["has rows to put right", async () => keepWorkbookDraft(world, { problemCount: 2 }), "workbook_problems"],
    [
      "was checked for another type",
      async () => keepWorkbookDraft(world, { taskType: "createDevices" }),
      "workbook_other_type",
    ],
    [
      "is not kept any more",
      async () => {
        const kept = await keepWorkbookDraft(world);
        await world.database.prisma.storedFile.update({
          where: { id: kept.fileId },
          data: { contentSealed: null },
        });
        return kept;
      },
      "workbook_gone",
    ],
  ])("that %s is refused before anything is sent, and the draft stays free", async (_what, make, hint) => {
    const { draftId } = await make();
    expect(await failure(create(renameFrom(draftId)))).toMatchObject({ code: "conflict", hint });
    expect(await world.database.prisma.operation.count()).toBe(0);
    expect((await draftRow(draftId)).operationId).toBe(null);
    expect(calls("POST", "/batchtask-files")).toBe(0);
  });

  it("of another draft than the one that is sent is refused", async () => {
    const { draftId } = await keepWorkbookDraft(world);
    const body = renameFrom(draftId, { draftId: randomUUID() });
    expect(await failure(create(body))).toMatchObject({
      ...{ code: "invalid_input", invalidParams: [{ path: "targets.draftId" }] },
    });
  });
});

describe("the rate of creates (S4.9)", () => {
  it("is 30 a minute a person; the same call again and what is refused do not count", async () => {
    const ids = world.addDevices(1);
    const send = (k: number, key = randomUUID()) =>
      create(firmwareUpgrade(ids, { name: `t${k}`, holdSeconds: 60 }), key);
    const key = randomUUID();
    for (let k = 0; k < 30; k += 1) {
      expect((await send(k, k === 0 ? key : undefined)).status).toBe(202);
      expect((await send(0, key)).status).toBe(202);
      expect(await failure(create(firmwareUpgrade(ids, late())))).toMatchObject({
        code: "invalid_input",
      });
    }
    expect(await failure(send(31))).toMatchObject({ code: "too_many_requests", retryAfterSeconds: 60 });
    expect((await send(0, key)).status).toBe(202);
    expect((await create(firmwareUpgrade(ids), randomUUID(), { ...operator, id: "p2" })).status).toBe(201);
    world.pass(60_000);
    expect((await send(31)).status).toBe(202);
  });
});

describe("the proof for what cannot be undone (S1.10)", () => {
  const person = (agoMs: number, secondFactor = false) => ({
    ...operator,
    ...{ provedAt: new Date(world.now().getTime() - agoMs), secondFactor },
  });
  const token = {
    ...operator,
    ...{ kind: "token" as const, id: "token:ci", surface: "api" as const },
    scopes: ["read" as const, "write" as const, "irreversible" as const],
  };

  it("is asked for in a page when the last one is older than ten minutes, and of no token", async () => {
    const upgrade = firmwareUpgrade(world.addDevices(1));
    const key = randomUUID();
    expect(await failure(create(upgrade, key, person(600_001)))).toMatchObject({
      ...{ code: "forbidden", stepUp: "password" },
    });
    expect(await failure(create(upgrade, key, person(600_001, true)))).toMatchObject({ stepUp: "code" });
    expect(await world.database.prisma.operation.count()).toBe(0);
    expect((await create(upgrade, key, person(600_000))).status).toBe(201);
    // What was sent already is told without one.
    expect((await create(upgrade, key, person(3_600_000))).status).toBe(200);
    expect((await create(upgrade, randomUUID(), token)).status).toBe(201);
  });

  it("is not asked for what is refused anyway, and not for other types", async () => {
    const old = person(3_600_000);
    const ids = world.addDevices(1);
    expect(await failure(create(firmwareUpgrade(ids, late()), randomUUID(), old))).toMatchObject({
      code: "invalid_input",
    });
    const { draftId } = await keepWorkbookDraft(world);
    expect((await create(renameFrom(draftId), randomUUID(), old)).status).toBe(201);
  });
});
