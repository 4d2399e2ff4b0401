import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { isMissing } from "@/lib/iotda/errors";
import { listActivity } from "../activity/list-activity";
import { showOperation } from "../operations/show-operation";
import { takeBackOperation } from "../operations/take-back-operation";
import type { DeleteAnswer } from "../operations/write-answer";
import { freezeWorker } from "../testing/freeze-worker";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { createTask } from "./create-task";
import { deleteTask } from "./delete-task";
import { showTask } from "./show-task";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

/** An upgrade of one device that fails, over unless asked otherwise, read into the store. */
async function oldTask({ over = true, reason }: { over?: boolean; reason?: string } = {}) {
  const upgrade = firmwareUpgrade(world.addDevices(1, { fails: true }));
  const input = createInput(reason === undefined ? upgrade : { ...upgrade, reason });
  const { taskId } = Task.parse((await createTask({ ctx: world.context(), input })).body);
  if (over) pass(3_600_000);
  await world.sync(taskId);
  world.simulator.clearCalls();
  return taskId;
}
function pass(milliseconds: number) {
  world.simulator.advanceClock(milliseconds);
  world.pass(milliseconds);
}
const remove = (taskId: string, holdSeconds?: number, caller = operator, reason?: string) =>
  deleteTask({
    ctx: world.context(caller),
    input: { params: { connection: slug, taskId }, query: { holdSeconds, reason } },
  });
const operationIn = (answer: DeleteAnswer) => Operation.parse("body" in answer ? answer.body : undefined);
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
const open = (taskId: string) =>
  showTask({ ctx: world.context(), input: { params: { connection: slug, taskId }, query: {} } });
const isOnPlatform = (taskId: string) =>
  world.platform.showTask({ taskId, limit: 1 }, { lane: "people" }).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
/** The kind of each write, and its reason where that is told. */
const reasonsInActivity = async (taskId: string) => {
  const input = { params: { connection: slug, taskId }, query: { limit: 50 } };
  const { items } = await listActivity({ ctx: world.context(), input });
  return items.flatMap((item) =>
    item.kind === "operation" ? [[item.operation.kind, item.operation.reason].filter(Boolean)] : [],
  );
};
const deletes = () => world.simulator.calls().filter((call) => call.method === "DELETE").length;
const trail = async (taskId: string) => {
  const lines = await world.database.prisma.audit.findMany({
    where: { subject: taskId, action: { startsWith: "task.delete" } },
    orderBy: { seq: "asc" },
  });
  return lines.map(({ action, result, reason }) => [action, result, reason]);
};

describe("a delete", () => {
  it("takes the record off the platform; the snapshot stays, marked, and its actions are off", async () => {
    const taskId = await oldTask();
    expect(await remove(taskId)).toEqual({ status: 204 });
    expect(await isOnPlatform(taskId)).toBe(false);
    const { snapshot, progress, capabilities } = await open(taskId);
    expect({ state: snapshot.state, fail: progress.fail }).toEqual({ state: "deleted", fail: 1 });
    expect(capabilities.delete).toEqual({ allowed: false, reason: "deleted" });
    expect(capabilities.rerun).toEqual({ allowed: true });
    expect(await failure(remove(taskId))).toMatchObject({ code: "conflict", hint: "deleted" });
    expect(deletes()).toBe(1);
    expect(await trail(taskId)).toEqual([
      ["task.delete", "intent", null],
      ["task.delete", "ok", null],
    ]);
  });

  it("of a task that went before the call came is what was wanted (F23)", async () => {
    const taskId = await oldTask();
    await world.platform.deleteTask(taskId, { lane: "people" });
    expect(await remove(taskId)).toEqual({ status: 204 });
    expect((await open(taskId)).snapshot.state).toBe("deleted");
    expect((await trail(taskId)).at(-1)).toEqual([
      ...["task.delete", "ok"],
      "the platform had no such task any more",
    ]);
    expect(await failure(remove("0123456789abcdef01234567"))).toMatchObject({ code: "not_found" });
  });

  it("is refused before any call: too early, by whom it may not, in a frame, without a fresh proof", async () => {
    const running = await oldTask({ over: false });
    expect(await failure(remove(running))).toMatchObject({ code: "conflict", hint: "not_finished" });
    const taskId = await oldTask();
    const framed = { ...operator, surface: "embed" as const };
    const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
    const stale = { ...operator, provedAt: new Date(world.now().getTime() - 11 * 60_000) };
    const script = { ...operator, kind: "token" as const, surface: "api" as const, provedAt: null };
    for (const caller of [framed, viewer, { ...script, scopes: ["read" as const, "write" as const] }]) {
      expect(await failure(remove(taskId, undefined, caller))).toMatchObject({ code: "forbidden" });
    }
    expect(await failure(remove(taskId, undefined, stale))).toMatchObject({ stepUp: "password" });
    const shown = await showTask({
      ctx: world.context(framed),
      input: { params: { connection: slug, taskId }, query: {} },
    });
    expect(shown.capabilities.delete).toEqual({ allowed: false, reason: "outside_frames" });
    expect(deletes()).toBe(0);
    const able = { ...script, scopes: ["read" as const, "irreversible" as const] };
    expect(await remove(taskId, undefined, able)).toEqual({ status: 204 });
  });

  it("that is held is one however often it is asked for, can be taken back, and else is sent (F45)", async () => {
    const taskId = await oldTask();
    const answers = await Promise.all([remove(taskId, 10), remove(taskId, 10)]);
    const [first, second] = answers.map(operationIn);
    expect(first).toMatchObject({ kind: "delete", state: "held", taskId, mayTakeBack: true });
    expect(second?.id).toBe(first?.id);
    const params = { connection: slug, operationId: first?.id ?? "" };
    const back = await takeBackOperation({ ctx: world.context(), input: { params } });
    expect(back).toMatchObject({ state: "cancelled", takenBack: { by: "Ada" } });
    pass(10_000);
    expect(await world.work()).toBe(0);

    const { id } = operationIn(await remove(taskId, 10));
    pass(10_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", taskId });
    expect([deletes(), await isOnPlatform(taskId)]).toEqual([1, false]);
  });

  it("keeps why: on the operation, in the activity and on the trail; the first one's where it is asked for again", async () => {
    // Why it was created is for the trail alone.
    const taskId = await oldTask({ reason: "CHG-1" });
    const { id, reason } = operationIn(await remove(taskId, 10, operator, "ticket 4711"));
    expect(reason).toBe("ticket 4711");
    expect(operationIn(await remove(taskId, 10, operator, "because"))).toMatchObject({ id, reason });
    pass(10_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done", reason });
    expect(await reasonsInActivity(taskId)).toEqual([["delete", reason], ["create"]]);
    expect(await trail(taskId)).toEqual([
      ["task.delete", "intent", "ticket 4711"],
      ["task.delete", "ok", null],
    ]);
  });

  it("the platform refuses is a problem, and leaves the task as it was", async () => {
    const taskId = await oldTask();
    world.simulator.addFault({
      ...{ kind: "status", status: 400, code: "IOTDA.014221", times: 1 },
      match: { method: "DELETE" },
    });
    expect(await failure(remove(taskId))).toMatchObject({ code: "upstream_rejected" });
    expect((await open(taskId)).snapshot.state).not.toBe("deleted");
    expect(await remove(taskId)).toEqual({ status: 204 });
  });
});

describe("a delete without an answer", () => {
  it("that arrived is found out by a look, and not sent again (F06)", async () => {
    const taskId = await oldTask();
    world.simulator.addFault({ kind: "lose-answer", times: 1, match: { method: "DELETE" } });
    const { id, state } = operationIn(await remove(taskId));
    expect(state).toBe("unknown");
    pass(5_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "done" });
    expect((await open(taskId)).snapshot.state).toBe("deleted");
    expect(deletes()).toBe(1);
  });

  it("that did not arrive fails after 20 s, and is not sent again by itself (F06)", async () => {
    const taskId = await oldTask();
    world.reach.platform = {
      ...world.platform,
      deleteTask: (task, options) => {
        world.simulator.addFault({ kind: "hang", times: 1, match: { method: "DELETE" } });
        return world.platform.deleteTask(task, { ...options, signal: AbortSignal.timeout(200) });
      },
    };
    const { id } = operationIn(await remove(taskId));
    world.reach.platform = world.platform;
    world.simulator.clearCalls();
    pass(5_000);
    await world.work();
    expect((await show(id)).state).toBe("unknown");
    expect(operationIn(await remove(taskId)).id).toBe(id);
    pass(15_000);
    await world.work();
    expect(await show(id)).toMatchObject({ state: "failed", error: { code: "upstream_unavailable" } });
    expect([deletes(), await isOnPlatform(taskId)]).toEqual([0, true]);
    expect(await remove(taskId)).toEqual({ status: 204 });
  });

  it("because its worker was killed is found out by another one (F39)", async () => {
    const taskId = await oldTask();
    const { id } = operationIn(await remove(taskId, 10));
    pass(10_000);
    const old = await freezeWorker(world, "deleteTask", 1);
    pass(15_000);
    await world.work("new");
    expect((await show(id)).state).toBe("unknown");
    pass(5_000);
    await world.work("new");
    expect(await show(id)).toMatchObject({ state: "done" });
    expect(deletes()).toBe(1);
    old.wake();
    await expect(old.run).rejects.toThrow("lease");
  });
});
