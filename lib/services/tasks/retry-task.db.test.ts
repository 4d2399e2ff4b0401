import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Operation, type Selection } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { claimDueOperation } from "@/lib/store/operation-lease-store";
import { leaseEnd } from "../operations/keep-lease";
import { runnableKinds, runOperation } from "../operations/run-operation";
import { showOperation } from "../operations/show-operation";
import { listSubtasks } from "../subtasks/list-subtasks";
import { freezeWorker } from "../testing/freeze-worker";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { createTask } from "./create-task";
import { retryTask } from "./retry-task";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const hours = 3_600_000;
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );

/** A finished task with so many failed devices behind two that succeeded, read into the store. */
async function failedTask(failed: number) {
  const good = world.addDevices(2);
  const bad = world.addDevices(failed, { fails: true });
  const input = createInput(firmwareUpgrade([...good, ...bad]));
  const { taskId } = Task.parse((await createTask({ ctx: world.context(), input })).body);
  world.simulator.advanceClock(2 * hours);
  world.pass(2 * hours);
  await world.sync(taskId);
  world.simulator.clearCalls();
  return { taskId, good, bad };
}
const retry = (taskId: string, body: Selection, key: string = randomUUID(), caller = operator) =>
  retryTask({
    ctx: world.context(caller),
    input: { params: { connection: slug, taskId }, body, idempotencyKey: key },
  });
const begin = async (taskId: string, body: Selection, key?: string) =>
  Operation.parse((await retry(taskId, body, key)).body);
const show = (operationId: string, query: { limit?: number; cursor?: string; page?: number } = {}) =>
  showOperation({
    ctx: world.context(),
    input: { params: { connection: slug, operationId }, query: { limit: 200, ...query } },
  });
/** How many devices each retry that reached the platform named. */
const chunks = () =>
  world.simulator
    .calls()
    .filter((call) => call.method === "POST")
    .map((call) => (call.body as { targets?: string[] } | undefined)?.targets?.length ?? "all");
const retryPath = { method: "POST", path: "/retry" };

describe("a retry", () => {
  it("of 250 devices goes out as calls of at most 100, each answer stored", async () => {
    const { taskId, bad } = await failedTask(250);
    const answer = await retry(taskId, { targets: [...bad, bad[0] ?? "", "nobody"] });
    expect(answer).toMatchObject({
      status: 202,
      body: { kind: "retry", state: "queued", total: 251, taskId },
    });
    const { id } = Operation.parse(answer.body);
    await world.work();
    expect(chunks()).toEqual([100, 100, 51]);
    const done = await show(id);
    expect(done).toMatchObject({ state: "done", total: 251, succeeded: 250, failed: 1 });
    expect(done.page).toMatchObject({ total: 251, page: 1, pages: 2 });
    const rest = await show(id, { cursor: done.page.nextCursor ?? "" });
    expect(rest.page).toMatchObject({ page: 2, nextCursor: null });
    const results = [...done.results, ...rest.results];
    expect(results.map(({ target }) => target)).toEqual([...bad, "nobody"]);
    expect(results.at(-1)).toMatchObject({ status: "failure", errorCode: "IOTDA.014219" });
    const trail = await world.database.prisma.audit.findMany({
      where: { operationId: id },
      orderBy: { seq: "asc" },
    });
    expect(trail.map(({ action, result, targetCount }) => [action, result, targetCount])).toEqual([
      ["task.retry", "intent", 251],
      ["task.retry.chunk", "ok", 100],
      ["task.retry.chunk", "ok", 100],
      ["task.retry.chunk", "ok", 51],
      ["task.retry", "ok", null],
    ]);
    expect(trail.every(({ subject, actorId }) => subject === taskId && actorId === "p1")).toBe(true);
    expect(trail[1]?.platformRequestId).toEqual(expect.any(String));
  });

  it("of everything is one call", async () => {
    const { taskId } = await failedTask(3);
    const { id, total } = await begin(taskId, {});
    expect(total).toBeNull();
    await world.work();
    expect(chunks()).toEqual(["all"]);
    expect(await show(id)).toMatchObject({ state: "done", total: null, results: [] });
  });

  it("of a filter takes what matches now, without what is left out", async () => {
    const { taskId, bad } = await failedTask(5);
    const filter = { status: ["Fail"] };
    const { id } = await begin(taskId, { filter, except: [bad[1] ?? ""], expectedCount: 4 });
    await world.work();
    const { results } = await show(id);
    expect(results.map(({ target }) => target).sort()).toEqual(bad.filter((_, k) => k !== 1).sort());
  });

  it("of a filter that matches another number, or rows not all read, is a conflict", async () => {
    const { taskId } = await failedTask(5);
    const filter = { status: ["Fail"] };
    expect(await failure(retry(taskId, { filter, expectedCount: 4 }))).toMatchObject({
      ...{ code: "conflict", message: "The filter matches 5 devices now, not 4." },
      difference: { expected: 4, found: 5 },
    });
    await world.database.prisma.task.updateMany({ data: { subtasksComplete: false } });
    expect(await failure(retry(taskId, { filter }))).toMatchObject({ code: "conflict" });
    expect((await retry(taskId, { filter, allowPartial: true })).status).toBe(202);
    expect(
      await failure(retry(taskId, { filter: { status: ["Stopped"] }, allowPartial: true })),
    ).toMatchObject({
      code: "invalid_input",
    });
  });

  it("of a filter whose rows were dropped is a conflict that says so; devices by name, or all, are not", async () => {
    const { taskId, bad } = await failedTask(2);
    await world.database.prisma.task.updateMany({ data: { rowsDroppedAt: world.now() } });
    const refused = await failure(retry(taskId, { filter: { status: ["Fail"] }, allowPartial: true }));
    expect(refused).toMatchObject({ code: "conflict", hint: "rows_dropped" });
    const shown = await listSubtasks({
      ctx: world.context(),
      input: { params: { connection: slug, taskId }, query: { limit: 50 } },
    });
    expect(shown).toMatchObject({ items: [], page: { total: 0 } });
    expect(shown.snapshot.rowsDroppedAt).toBe(world.now().toISOString());
    expect((await retry(taskId, { targets: bad })).status).toBe(202);
    expect((await retry(taskId, {})).status).toBe(202);
  });

  it("asked for twice is one operation", async () => {
    const { taskId, bad } = await failedTask(2);
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => retry(taskId, { targets: bad }, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await failure(retry(taskId, {}, key))).toMatchObject({ code: "conflict" });
  });

  it("is refused before any call when the task does not allow it", async () => {
    const input = createInput(firmwareUpgrade(world.addDevices(1)));
    const { taskId } = Task.parse((await createTask({ ctx: world.context(), input })).body);
    world.simulator.advanceClock(2 * hours);
    world.pass(2 * hours);
    await world.sync(taskId);
    world.simulator.clearCalls();
    const error = await failure(retry(taskId, {}));
    expect(error).toMatchObject({ code: "conflict", hint: "not_retryable_now" });
    expect(error.message).toContain("running, failed or partly succeeded");
    const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
    expect(await failure(retry(taskId, {}, "k", viewer))).toMatchObject({ code: "forbidden" });
    expect(await failure(retry("0123456789abcdef01234567", {}))).toMatchObject({ code: "not_found" });
    expect(chunks()).toEqual([]);
  });
});

describe("a chunk that fails", () => {
  it("as a whole fails its devices with the platform's words, and the next one goes on", async () => {
    const { taskId, bad } = await failedTask(150);
    const { id } = await begin(taskId, { targets: bad });
    world.simulator.addFault({
      kind: "status",
      status: 400,
      code: "IOTDA.014218",
      times: 1,
      match: retryPath,
    });
    await world.work();
    const done = await show(id);
    expect(done).toMatchObject({ state: "done", succeeded: 50, failed: 100 });
    expect(done.results[0]).toMatchObject({ status: "failure", errorCode: "IOTDA.014218" });
  });

  it("with a lost answer is looked at first: nothing is sent twice (F06)", async () => {
    const { taskId, bad } = await failedTask(150);
    const { id } = await begin(taskId, { targets: bad });
    world.simulator.addFault({ kind: "lose-answer", times: 1, match: retryPath });
    await world.work();
    expect((await show(id)).state).toBe("unknown");
    world.pass(5_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", succeeded: 150, failed: 0 });
    expect(chunks()).toEqual([100, 50]);
  });

  it("with a lost answer and no effect is sent again", async () => {
    const { taskId, bad } = await failedTask(120);
    const { id } = await begin(taskId, { targets: bad });
    const { retryTask: real, ...rest } = world.platform;
    world.reach.platform = {
      ...rest,
      retryTask: async (task, targets, options) => {
        world.simulator.addFault({ kind: "hang", times: 1, match: retryPath });
        return real(task, targets, { ...options, signal: AbortSignal.timeout(200) });
      },
    };
    await world.work();
    world.reach.platform = world.platform;
    world.pass(5_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", succeeded: 120 });
  });

  it("that provably never left ends the operation, and its key is free (F07)", async () => {
    const { taskId, bad } = await failedTask(3);
    const key = randomUUID();
    const { id } = await begin(taskId, { targets: bad }, key);
    world.reach.platform = {
      ...world.platform,
      retryTask: () => Promise.reject(new Error("no way out")),
    };
    await world.work();
    const ended = await show(id);
    expect(ended).toMatchObject({ state: "failed", succeeded: 0, failed: 3, error: { code: "unavailable" } });
    expect(ended.results[0]).toMatchObject({ status: "failure", errorCode: "not_sent" });
    world.reach.platform = world.platform;
    expect((await retry(taskId, { targets: bad }, key)).status).toBe(202);
  });

  it("because the task is gone ends it with a result for each device (F23)", async () => {
    const { taskId, bad } = await failedTask(120);
    const { id } = await begin(taskId, { targets: bad });
    await world.platform.deleteTask(taskId, { lane: "people" });
    await world.work();
    expect(await show(id)).toMatchObject({
      state: "failed",
      failed: 120,
      error: { upstream: { status: 404 } },
    });
  });

  it("of a whole task with a lost answer is judged by the counters", async () => {
    const { taskId } = await failedTask(3);
    const { id } = await begin(taskId, {});
    world.simulator.addFault({ kind: "lose-answer", times: 1, match: retryPath });
    await world.work();
    world.pass(5_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done" });
    expect(chunks()).toEqual(["all"]);
  });
});

describe("a worker that is killed", () => {
  it("between a chunk and its answer is replaced: every device once, none without a look (F38, F42)", async () => {
    const { taskId, bad } = await failedTask(250);
    const { id } = await begin(taskId, { targets: bad });
    const old = await freezeWorker(world, "retryTask", 2);
    expect(chunks()).toEqual([100, 100]);
    expect(await world.work("new")).toBe(0);
    world.pass(15_000);
    await world.work("new");
    expect(chunks()).toEqual([100, 100, 50]);
    const done = await show(id);
    expect(done).toMatchObject({ state: "done", succeeded: 250, failed: 0 });
    // Not dead after all: what it still wants to write is refused by the fence.
    old.wake();
    await expect(old.run).rejects.toThrow("lease");
    expect(await show(id)).toEqual(done);
  });

  it("between the mark and the call sends the chunk late, once", async () => {
    const { taskId, bad } = await failedTask(130);
    const { id } = await begin(taskId, { targets: bad });
    await world.database.pool.query("UPDATE operation SET state = 'running' WHERE id = $1", [id]);
    await world.database.pool.query(
      "UPDATE operation_target SET sent_at = now() WHERE operation_id = $1 AND ord < 100",
      [id],
    );
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", succeeded: 130 });
    expect(chunks()).toEqual([100, 30]);
  });
});

it("stops between two chunks when asked to, and goes on later", async () => {
  const { taskId, bad } = await failedTask(250);
  const { id } = await begin(taskId, { targets: bad });
  const stopping = new AbortController();
  const { retryTask: real, ...rest } = world.platform;
  const platform = {
    ...rest,
    retryTask: async (...call: Parameters<typeof real>) => {
      stopping.abort();
      return real(...call);
    },
  };
  const now = world.now();
  const operation = await claimDueOperation(world.database.prisma, {
    ...{ kinds: runnableKinds, owner: "old", now, until: leaseEnd(now) },
  });
  if (!operation) throw new Error("nothing was due");
  const signals = { stopping: stopping.signal, cut: new AbortController().signal };
  await runOperation({ ...world.deps, platformFor: async () => platform }, operation, signals);
  expect(chunks()).toEqual([100]);
  await world.work("new");
  expect(chunks()).toEqual([100, 100, 50]);
  expect(await show(id)).toMatchObject({ state: "done", succeeded: 250 });
});
