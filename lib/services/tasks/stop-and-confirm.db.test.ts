import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Operation, type Selection } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { insertSelection } from "@/lib/store/selection-store";
import { showOperation } from "../operations/show-operation";
import { freezeWorker } from "../testing/freeze-worker";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { confirmTask } from "./confirm-task";
import { createTask } from "./create-task";
import { showTask } from "./show-task";
import { stopTask } from "./stop-task";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

type Kind = "stop" | "confirm";
const verbs = { stop: stopTask, confirm: confirmTask };
const calls = { stop: "stopTask", confirm: "confirmTask" } as const;

/** An upgrade whose devices wait for the consent, read into the store: either act takes any of them. */
async function waitingTask(count: number) {
  const ids = world.addDevices(count);
  const input = createInput(firmwareUpgrade(ids, { needConfirm: true }));
  const { taskId } = Task.parse((await createTask({ ctx: world.context(), input })).body);
  pass(60_000);
  await world.sync(taskId);
  world.simulator.clearCalls();
  return { taskId, ids };
}
function pass(milliseconds: number) {
  world.simulator.advanceClock(milliseconds);
  world.pass(milliseconds);
}
const act = (kind: Kind, taskId: string, body: Selection, key: string = randomUUID(), caller = operator) =>
  verbs[kind]({
    ctx: world.context(caller),
    input: { params: { connection: slug, taskId }, body, idempotencyKey: key },
  });
const begin = async (kind: Kind, taskId: string, body: Selection) =>
  Operation.parse((await act(kind, taskId, body)).body).id;
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const show = (operationId: string, page = 1) =>
  showOperation({
    ctx: world.context(),
    input: { params: { connection: slug, operationId }, query: { limit: 200, page } },
  });
const open = (taskId: string) =>
  showTask({ ctx: world.context(), input: { params: { connection: slug, taskId }, query: {} } });
/** How many devices each write that reached the platform named. */
const chunks = () =>
  world.simulator
    .calls()
    .filter((call) => call.method === "POST")
    .map((call) => (call.body as { targets?: string[] } | undefined)?.targets?.length ?? "all");
const lost = (kind: Kind) =>
  ({ kind: "lose-answer", times: 1, match: { method: "POST", path: `/${kind}` } }) as const;
/** The next such call goes nowhere: the platform never hears of it, and we never hear from it. */
function dropNext(kind: Kind) {
  const name = calls[kind];
  const match = { method: "POST", path: `/${kind}` };
  world.reach.platform = {
    ...world.platform,
    [name]: (...[task, targets, options]: Parameters<World["platform"]["stopTask"]>) => {
      world.reach.platform = world.platform;
      world.simulator.addFault({ kind: "hang", times: 1, match });
      return world.platform[name](task, targets, { ...options, signal: AbortSignal.timeout(200) });
    },
  };
}

describe.each(["stop", "confirm"] as const)("a %s", (kind) => {
  it("of 250 devices is three calls, each answer stored; a worker killed half-way is replaced (F38, F39)", async () => {
    const { taskId, ids } = await waitingTask(250);
    const { status, body } = await act(kind, taskId, { targets: [...ids.slice(1), ids[1] ?? "", "nobody"] });
    expect({ status, ...body }).toMatchObject({ status: 202, kind, state: "queued", total: 250, taskId });
    const old = await freezeWorker(world, calls[kind], 2);
    expect(chunks()).toEqual([100, 100]);
    pass(15_000);
    await world.work("new");
    expect(chunks()).toEqual([100, 100, 50]);
    const done = await show(body.id);
    expect(done).toMatchObject({ state: "done", total: 250, succeeded: 249, failed: 1 });
    const results = [...done.results, ...(await show(body.id, 2)).results];
    expect(results.map(({ target }) => target)).toEqual([...ids.slice(1), "nobody"]);
    expect(results.at(-1)).toMatchObject({ status: "failure", errorCode: "IOTDA.014219" });
    old.wake();
    await expect(old.run).rejects.toThrow("lease");
    const trail = await world.database.prisma.audit.findMany({
      where: { operationId: body.id },
      orderBy: { seq: "asc" },
    });
    // The second chunk's line is lost with its worker; what came of it was read.
    expect(trail.map(({ action, result, targetCount }) => [action, result, targetCount])).toEqual([
      [`task.${kind}`, "intent", 250],
      [`task.${kind}.chunk`, "ok", 100],
      [`task.${kind}.chunk`, "ok", 50],
      [`task.${kind}`, "ok", null],
    ]);
  });

  it("with a lost answer is looked at: only what is untouched is sent again (F06)", async () => {
    const { taskId, ids } = await waitingTask(120);
    const arrived = await begin(kind, taskId, { targets: ids.slice(0, 60) });
    world.simulator.addFault(lost(kind));
    await world.work();
    expect((await show(arrived)).state).toBe("unknown");
    pass(5_000);
    await world.work();
    expect(await show(arrived)).toMatchObject({ state: "done", succeeded: 60, failed: 0 });
    expect(chunks()).toEqual([60]);

    const dropped = await begin(kind, taskId, { targets: ids.slice(60) });
    dropNext(kind);
    await world.work();
    pass(5_000);
    await world.work();
    expect(await show(dropped)).toMatchObject({ state: "done", succeeded: 60, failed: 0 });
    expect(chunks().filter((size) => size === 60).length).toBeGreaterThan(1);
  });

  it("of everything is one call; with a lost answer the task tells whether it arrived (F06)", async () => {
    const { taskId } = await waitingTask(3);
    const id = await begin(kind, taskId, {});
    dropNext(kind);
    await world.work();
    expect((await show(id)).state).toBe("unknown");
    world.simulator.clearCalls();
    world.simulator.addFault(lost(kind));
    pass(5_000);
    await world.work();
    expect((await show(id)).state).toBe("unknown");
    pass(5_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", total: null, results: [] });
    expect(chunks()).toEqual(["all"]);
    pass(60_000);
    const { status } = await world.sync(taskId);
    expect(status).toBe(kind === "stop" ? "Stopped" : "Success");
  });

  it("is sent again five times while throttled, then fails and says so; what was not sent can be (F03)", async () => {
    const { taskId, ids } = await waitingTask(2);
    const throttled = (times: number) =>
      ({ kind: "status", status: 429, code: "APIGW.0308", times, match: { path: `/${kind}` } }) as const;
    const id = await begin(kind, taskId, { targets: ids });
    world.simulator.addFault(throttled(6));
    await world.work();
    const ended = await show(id);
    expect(ended).toMatchObject({ state: "failed", failed: 2, error: { code: "upstream_throttled" } });
    expect(ended.results[0]).toMatchObject({ errorCode: "not_sent" });
    const again = await begin(kind, taskId, { targets: ids });
    world.simulator.addFault(throttled(5));
    await world.work();
    expect(await show(again)).toMatchObject({ state: "done", succeeded: 2 });
  });

  it("ends when the task is gone, with a result for each device; the task is marked (F23)", async () => {
    const { taskId, ids } = await waitingTask(150);
    const id = await begin(kind, taskId, { targets: ids });
    world.simulator.addFault({
      ...{ kind: "status", status: 404, code: "IOTDA.014200", times: 1 },
      match: { path: `/${kind}` },
    });
    await world.work();
    expect(await show(id)).toMatchObject({
      state: "failed",
      failed: 150,
      error: { upstream: { status: 404 } },
    });
    const shown = await open(taskId);
    expect(shown.snapshot.state).toBe("deleted");
    expect(shown.capabilities[kind]).toEqual({ allowed: false, reason: "deleted" });
    expect(await failure(act(kind, taskId, {}))).toMatchObject({ code: "conflict", hint: "deleted" });
  });

  it("asked for twice is one operation, with another body a conflict (F45, F46)", async () => {
    const { taskId, ids } = await waitingTask(2);
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => act(kind, taskId, { targets: ids }, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await failure(act(kind, taskId, {}, key))).toMatchObject({ hint: "idempotency_key_reused" });
    await world.work();
    expect(chunks()).toEqual([2]);
  });

  it("is allowed in a frame, not to viewers, and not once the task is over", async () => {
    const { taskId, ids } = await waitingTask(1);
    const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
    expect(await failure(act(kind, taskId, {}, "k", viewer))).toMatchObject({ code: "forbidden" });
    const framed = { ...operator, surface: "embed" as const };
    expect((await act(kind, taskId, { targets: ids }, "k", framed)).status).toBe(202);
    const plain = createInput(firmwareUpgrade(world.addDevices(1)));
    const other = Task.parse((await createTask({ ctx: world.context(), input: plain })).body).taskId;
    const consent = await failure(confirmTask(input(other)));
    expect(consent).toMatchObject({ code: "conflict", hint: "type_without_confirm" });
    pass(3_600_000);
    await world.sync(other);
    expect(await failure(stopTask(input(other)))).toMatchObject({ hint: "already_finished" });
  });
});

const input = (taskId: string) => ({
  ctx: world.context(),
  input: { params: { connection: slug, taskId }, body: {}, idempotencyKey: randomUUID() },
});

it("both count as acts on tasks: sixty a minute, refused ones aside (S4.9)", async () => {
  const { taskId, ids } = await waitingTask(2);
  const spent = { failures: 58, windowStart: world.now() };
  await world.database.prisma.signInThrottle.create({ data: { key: "act:task:p1", ...spent } });
  expect((await act("confirm", taskId, { targets: ids })).status).toBe(202);
  const filter = { status: ["Waitting"] };
  expect(await failure(act("stop", taskId, { filter, expectedCount: 9 }))).toMatchObject({
    code: "conflict",
  });
  expect((await act("stop", taskId, { targets: ids })).status).toBe(202);
  expect(await failure(act("stop", taskId, { targets: ids }))).toMatchObject({ code: "too_many_requests" });
  pass(60_000);
  expect((await act("stop", taskId, { targets: ids })).status).toBe(202);
});

it("a wave takes the first so many of what matches, and says when the set is another one now", async () => {
  const { taskId, ids } = await waitingTask(10);
  const filter = { status: ["Waitting"] };
  const wave = await begin("confirm", taskId, { filter, first: 3, expectedCount: 3 });
  await world.work();
  const first = (await show(wave)).results.map(({ target }) => target);
  expect(first).toHaveLength(3);
  await world.sync(taskId);
  const rest = ids.filter((id) => !first.includes(id));
  const next = await begin("confirm", taskId, { filter, first: 3, except: rest.slice(0, 1) });
  await world.work();
  const second = (await show(next)).results.map(({ target }) => target);
  expect(second).toHaveLength(3);
  expect([...first, rest[0]].filter((id) => second.includes(id ?? ""))).toEqual([]);
  await world.sync(taskId);
  const late = await failure(act("confirm", taskId, { filter, first: 7, expectedCount: 7 }));
  expect(late).toMatchObject({ hint: "count_changed", difference: { expected: 7, found: 4 } });
});

it("takes the rows of a stored selection, and of those only what last changed before a moment", async () => {
  const { taskId } = await waitingTask(6);
  const { id: taskPk } = await world.sync(taskId);
  const createdBy = { id: "p1", name: "Ada" };
  const chosen = await inTransaction(world.database, (tx) =>
    insertSelection(tx, {
      ...{ taskPk, kind: "list", ords: [1, 3, 4], notFound: [], request: null, createdBy, now: world.now() },
    }),
  );
  const rows = await world.database.prisma.subtask.findMany({
    where: { taskId: taskPk, ord: { in: [1, 3, 4] } },
  });
  const selection = chosen.id;
  const id = await begin("stop", taskId, { filter: { selection }, expectedCount: 3 });
  await world.work();
  const { results } = await show(id);
  expect(results.map(({ target }) => target).sort()).toEqual(rows.map(({ target }) => target).sort());
  const changedBefore = world.now().toISOString();
  pass(1_000);
  await world.sync(taskId);
  const old = await failure(
    act("stop", taskId, { filter: { selection, changedBefore }, allowPartial: true }),
  );
  expect(old).toMatchObject({ code: "invalid_input" });
  const after = new Date(world.now().getTime() + 1).toISOString();
  expect((await act("stop", taskId, { filter: { selection, changedBefore: after } })).status).toBe(202);
  const foreign = await waitingTask(6);
  expect(await failure(act("stop", foreign.taskId, { filter: { selection } }))).toMatchObject({
    code: "invalid_input",
  });
});
