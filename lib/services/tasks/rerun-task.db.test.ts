import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation, type RerunTask } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { keepFile, openStoredFile } from "@/lib/store/stored-file-store";
import { createWorkbookChecker } from "@/lib/workbook/checker";
import { bundleThread } from "@/lib/workbook/testing/bundle-thread";
import { readTexts } from "@/lib/workbook/testing/read-texts";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { showOperation } from "../operations/show-operation";
import { takeBackOperation } from "../operations/take-back-operation";
import type { CreateAnswer } from "../operations/write-answer";
import { freezeWorker } from "../testing/freeze-worker";
import { keepDraft } from "../testing/keep-draft";
import {
  createInput,
  firmwareUpgrade,
  operator,
  packageId,
  slug,
  startWorld,
  type World,
} from "../testing/start-world";
import { createTask } from "./create-task";
import { deleteTask } from "./delete-task";
import { rerunTask } from "./rerun-task";
import { showTask } from "./show-task";

let world: World;
let thread: Awaited<ReturnType<typeof bundleThread>>;
beforeAll(async () => {
  world = await startWorld();
  thread = await bundleThread();
  world.reach.workbooks = createWorkbookChecker({ threadFile: thread.file });
});
beforeEach(() => world.clear());
afterAll(async () => {
  await world.close();
  thread.remove();
});

function pass(milliseconds: number) {
  world.simulator.advanceClock(milliseconds);
  world.pass(milliseconds);
}
const command = (ids: string[]): CreateTask => ({
  ...{ name: "close_valves", type: "createCommands", targets: { kind: "list", ids } },
  document: { service_id: "WaterMeter", command_name: "SET_VALVE", paras: { value: 1 } },
});
/** A task that is over, read into the store. */
async function oldTask(body: CreateTask) {
  const made = Task.parse((await createTask({ ctx: world.context(), input: createInput(body) })).body);
  pass(2 * 3_600_000);
  await world.sync(made.taskId);
  world.simulator.clearCalls();
  return made.taskId;
}
async function failedCommands(good: number, bad: number) {
  const [fine, failing] = [world.addDevices(good), world.addDevices(bad, { fails: true })];
  return { taskId: await oldTask(command([...fine, ...failing])), fine, failing };
}
const rerun = (taskId: string, body: RerunTask = {}, key: string = randomUUID(), caller = operator) =>
  rerunTask({
    ctx: world.context(caller),
    input: { params: { connection: slug, taskId }, body, idempotencyKey: key },
  });
const made = (answer: CreateAnswer) => Task.parse(answer.body);
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const show = (operationId: string) =>
  showOperation({
    ctx: world.context(),
    input: { params: { connection: slug, operationId }, query: { limit: 50 } },
  });
const open = (taskId: string, caller = operator) =>
  showTask({ ctx: world.context(caller), input: { params: { connection: slug, taskId }, query: {} } });
/** What was sent to make tasks. */
const creates = () =>
  world.simulator
    .calls()
    .filter((call) => call.method === "POST" && call.path.endsWith("/batchtasks"))
    .map((call) => call.body as Record<string, unknown>);

describe("a re-run", () => {
  it("of everything is a new task for exactly the 3 of 1,000 that failed, linked to the old one (F27)", async () => {
    const { taskId, failing } = await failedCommands(997, 3);
    const answer = await rerun(taskId);
    const task = made(answer);
    expect(answer).toMatchObject({ status: 201, location: `/connections/${slug}/tasks/${task.taskId}` });
    expect(task).toMatchObject({
      ...{ name: "close_valves_rerun_1", type: "createCommands", rerunOf: taskId },
      ...{ targets: { kind: "list", count: 3 }, createdBy: { id: operator.id } },
    });
    const [sent = {}] = creates();
    expect(sent).toMatchObject({ task_name: task.name, document: command([]).document });
    expect([...(sent.targets as string[])].sort()).toEqual(failing.sort());
    expect((await open(task.taskId)).rerunOf).toBe(taskId);
    const trail = await world.database.prisma.audit.findMany({
      where: { action: "task.rerun" },
      orderBy: { seq: "asc" },
    });
    expect(trail.map(({ result, subject, targetCount }) => [result, subject, targetCount])).toEqual([
      ["intent", taskId, 3],
      ["ok", task.taskId, null],
    ]);
    expect(trail[1]?.reason).toBe(`re-run of ${taskId}`);
    expect(made(await rerun(taskId)).name).toBe("close_valves_rerun_2");
  });

  it("keeps what an upgrade was made with, but its start, and is as irreversible as it was", async () => {
    const devices = world.addDevices(2, { fails: true });
    const taskId = await oldTask(
      firmwareUpgrade(devices, {
        ...{ needConfirm: true, extInfo: { site: "north" }, mode: "GATEWAY" },
        policy: { retryCount: 2, retryIntervalMinutes: 5 },
      }),
    );
    await world.database.prisma.task.updateMany({ data: { fail: 1 } });
    const chosen = { targets: devices.slice(1), name: "again" };
    const framed = { ...operator, surface: "embed" as const };
    expect(await failure(rerun(taskId, chosen, "k", framed))).toMatchObject({ code: "forbidden" });
    expect((await open(taskId, framed)).capabilities.rerun).toEqual({
      ...{ allowed: false, reason: "outside_frames" },
    });
    const stale = { ...operator, provedAt: new Date(world.now().getTime() - 11 * 60_000) };
    expect(await failure(rerun(taskId, chosen, "k", stale))).toMatchObject({ stepUp: "password" });
    await rerun(taskId, chosen);
    expect(creates()).toEqual([
      {
        ...{ task_name: "again", task_type: "firmwareUpgrade", targets: devices.slice(1) },
        ...{ need_confirm: true, task_ext_info: { site: "north" }, task_mode: "GATEWAY" },
        ...{ document: { package_id: packageId }, task_policy: { retry_count: 2, retry_interval: 5 } },
      },
    ]);
  });

  it("takes a filter as it was meant, and is possible when the old task is gone", async () => {
    const { taskId, failing } = await failedCommands(1, 4);
    const filter = { status: ["Fail"] };
    const other = await failure(rerun(taskId, { filter, expectedCount: 5 }));
    expect(other).toMatchObject({ hint: "count_changed", difference: { expected: 5, found: 4 } });
    const foreign = await failure(rerun(taskId, { targets: [failing[0] ?? "", "nobody"] }));
    expect(foreign.invalidParams?.map(({ path }) => path)).toEqual(["targets.1"]);
    await deleteTask({ ctx: world.context(), input: { params: { connection: slug, taskId }, query: {} } });
    const except = failing.slice(0, 1);
    expect(made(await rerun(taskId, { filter, except, expectedCount: 3 })).targets.count).toBe(3);
  });

  it("of a device that has gone since fails for that one alone (F26)", async () => {
    const { taskId, failing } = await failedCommands(1, 2);
    const [gone = "", well = ""] = failing;
    world.simulator.setDevices([
      { deviceId: gone, deleted: true, outcome: "default" },
      { deviceId: well, outcome: "success" },
    ]);
    const next = made(await rerun(taskId)).taskId;
    pass(3_600_000);
    const { id, progress } = await world.sync(next);
    expect(progress).toMatchObject({ total: 2, success: 1, fail: 1 });
    const failed = await world.database.prisma.subtask.findMany({
      where: { taskId: id, errorCode: { not: null } },
    });
    expect(failed.map(({ target, errorCode }) => [target, errorCode])).toEqual([[gone, "IOTDA.014000"]]);
  });

  it("asked for twice is one task; with another body it is a conflict (F45, F46)", async () => {
    const { taskId, failing } = await failedCommands(1, 2);
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => rerun(taskId, {}, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(answers.map((answer) => made(answer).taskId)).size).toBe(1);
    expect(creates()).toHaveLength(1);
    const other = await failure(rerun(taskId, { targets: failing }, key));
    expect(other).toMatchObject({ code: "conflict", hint: "idempotency_key_reused" });
  });

  it("as the eleventh running task is refused with a hint, and nothing waits (F28)", async () => {
    const { taskId } = await failedCommands(1, 1);
    const busy = world.addDevices(1);
    for (let n = 0; n < 10; n += 1) {
      const body = firmwareUpgrade(busy, { name: `busy_${n}` });
      await createTask({ ctx: world.context(), input: createInput(body) });
    }
    const key = randomUUID();
    const full = await failure(rerun(taskId, {}, key));
    expect(full).toMatchObject({ code: "upstream_rejected", hintKey: "too_many_tasks" });
    expect(await world.work()).toBe(0);
    pass(2 * 3_600_000);
    expect((await rerun(taskId, {}, key)).status).toBe(201);
  });
});

describe("a re-run without an answer", () => {
  it("is found on the platform and taken over, linked as ever (F05)", async () => {
    const { taskId } = await failedCommands(1, 2);
    world.simulator.addFault({
      kind: "lose-answer",
      times: 1,
      match: { method: "POST", path: "/batchtasks" },
    });
    const lost = Operation.parse((await rerun(taskId)).body);
    expect(lost).toMatchObject({
      ...{ kind: "rerun", state: "unknown", taskId: null },
      create: { name: "close_valves_rerun_1", type: "createCommands", rerunOf: taskId },
    });
    pass(5_000);
    await world.work();
    const done = await show(lost.id);
    expect(done.state).toBe("done");
    expect((await open(done.taskId ?? "")).rerunOf).toBe(taskId);
    expect(creates()).toHaveLength(1);
  });

  it("that was held is sent by a worker, or taken back; one killed in it is replaced (F39)", async () => {
    const { taskId } = await failedCommands(1, 2);
    const held = Operation.parse((await rerun(taskId, { holdSeconds: 10 })).body);
    expect(held).toMatchObject({ kind: "rerun", state: "held", mayTakeBack: true });
    const params = { connection: slug, operationId: held.id };
    await takeBackOperation({ ctx: world.context(), input: { params } });
    const { id } = Operation.parse((await rerun(taskId, { holdSeconds: 10 })).body);
    pass(10_000);
    const old = await freezeWorker(world, "createTask", 1);
    pass(15_000);
    await world.work("new");
    pass(5_000);
    await world.work("new");
    const done = await show(id);
    expect(done.state).toBe("done");
    expect((await open(done.taskId ?? "")).rerunOf).toBe(taskId);
    expect(creates()).toHaveLength(1);
    old.wake();
    await expect(old.run).rejects.toThrow("lease");
  });
});

describe("a re-run of what a workbook made", () => {
  /** Renames devices of which the platform does not know the last. */
  async function renamed() {
    const devices = [...world.addDevices(2), "ghost"];
    const rows = [["device_id", "device_name"], ...devices.map((id) => [id, `New_${id}`])];
    const content = await writeWorkbook(rows);
    const checked = await world.reach.workbooks.check(content, {
      ...{ fileName: "meters.xlsx", type: "updateDevices", maxRows: 100 },
    });
    const report = { ...checked, targets: checked.targets && { count: 3, hash: checked.targets.hash } };
    const file = {
      ...{ id: randomUUID(), connectionId: world.connection.id, name: "meters.xlsx" },
      ...{ format: "xlsx" as const, taskType: "updateDevices", report, createdAt: world.now() },
      createdBy: { id: operator.id, name: operator.name },
    };
    await inTransaction(world.database, (tx) => keepFile(tx, file, content, world.sealer));
    const { draftId } = await keepDraft(world, file.id);
    const body = { name: "rename", type: "updateDevices", targets: { kind: "file", draftId } } as const;
    return oldTask(body);
  }

  it("sends a workbook with the rows of the chosen devices alone, kept like any other", async () => {
    const taskId = await renamed();
    expect((await open(taskId)).capabilities.rerun).toEqual({ allowed: true });
    const task = made(await rerun(taskId));
    expect(task).toMatchObject({ name: "rename_rerun_1", rerunOf: taskId });
    expect(task.targets).toMatchObject({ kind: "file", fileName: "rename_rerun_1.xlsx" });
    const { fileId } = await world.database.prisma.operation.findFirstOrThrow({ where: { kind: "rerun" } });
    const kept = await openStoredFile(world.database.prisma, fileId ?? "", world.sealer);
    expect(readTexts(kept ?? new Uint8Array(), 1)).toEqual([
      ["device_id", "device_name"],
      ["ghost", "New_ghost"],
    ]);
    pass(3_600_000);
    expect((await world.sync(task.taskId)).progress).toMatchObject({ total: 1, fail: 1 });
    // A re-run can be run anew in turn.
    expect(made(await rerun(task.taskId))).toMatchObject({ name: "rename_rerun_2", rerunOf: task.taskId });
  });

  it("is off with the reason once the workbook is not kept, or lacks a device", async () => {
    const taskId = await renamed();
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE subtask SET target = 'renamed elsewhere' WHERE target = 'ghost'`;
    expect(await failure(rerun(taskId))).toMatchObject({
      ...{ hint: "workbook_lacks_devices", difference: { expected: 1, found: 0 } },
    });
    await prisma.$executeRaw`UPDATE subtask SET target = 'ghost' WHERE target = 'renamed elsewhere'`;
    await world.database.prisma.storedFile.updateMany({ data: { format: "xls" } });
    expect((await open(taskId)).capabilities.rerun.reason).toBe("workbook_xls");
    await world.database.prisma.storedFile.updateMany({ data: { contentSealed: null } });
    expect((await open(taskId)).capabilities.rerun).toEqual({ allowed: false, reason: "workbook_missing" });
    expect(await failure(rerun(taskId))).toMatchObject({ code: "conflict", hint: "workbook_missing" });
    expect(creates()).toEqual([]);
  });
});

it("a re-run that makes no sense is refused before any call, with the reason its button has", async () => {
  const well = await oldTask(command(world.addDevices(1)));
  expect(await failure(rerun(well))).toMatchObject({ code: "conflict", hint: "nothing_failed" });
  const { taskId } = await failedCommands(1, 1);
  const { prisma } = world.database;
  await prisma.$executeRaw`UPDATE task SET document = NULL WHERE task_id = ${taskId}`;
  expect(await failure(rerun(taskId))).toMatchObject({ hint: "document_unknown" });
  await prisma.task.updateMany({ where: { taskId }, data: { type: "changeGateway" } });
  const gateway = await failure(rerun(taskId));
  expect(gateway).toMatchObject({ code: "conflict", hint: "type_not_creatable" });
  const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
  expect(await failure(rerun(taskId, {}, "k", viewer))).toMatchObject({ code: "forbidden" });
  expect(creates()).toEqual([]);
});
