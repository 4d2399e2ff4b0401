import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { createTask } from "../tasks/create-task";
import { keepDraft, keepWorkbookDraft, renameFrom } from "../testing/keep-draft";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { settleOperation } from "./settle-operation";
import { showOperation } from "./show-operation";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const colleague = { ...operator, id: "p2", name: "Bob" };
const create = (body: CreateTask, key: string = randomUUID()) =>
  createTask({ ctx: world.context(), input: createInput(body, key) });
const settle = (operationId: string, taskId: string | null, caller = colleague) =>
  settleOperation({
    ctx: world.context(caller),
    input: { params: { connection: slug, operationId }, body: { taskId } },
  });
const show = (operationId: string) =>
  showOperation({
    ctx: world.context(),
    input: { params: { connection: slug, operationId }, query: { limit: 50 } },
  });
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const spoil = (kind: "lose-answer" | "reset", times = 1) =>
  world.simulator.addFault({ kind, times, match: { method: "POST", path: "/batchtasks" } });
const onPlatform = () => world.simulator.state().tasks.total;
const decisions = (operationId: string) =>
  world.database.prisma.audit.findMany({
    where: { operationId, action: "task.create.settle" },
    orderBy: { seq: "asc" },
  });

/** Two creates of one name from two workbooks, both without an answer; one of them made a task. */
async function loseTwo() {
  const [first, second] = [await keepWorkbookDraft(world), await keepWorkbookDraft(world)];
  spoil("lose-answer");
  const made = Operation.parse((await create(renameFrom(first.draftId))).body);
  spoil("reset");
  const key = randomUUID();
  const unmade = Operation.parse((await create(renameFrom(second.draftId), key)).body);
  world.pass(5_000);
  await world.work();
  const { candidates = [] } = Operation.parse(await show(made.id));
  const [task] = candidates;
  if (!task) throw new Error("nothing to choose from");
  return { made: made.id, unmade: unmade.id, draftId: second.draftId, key, candidates, taskId: task.taskId };
}

describe("a create whose answer was lost, left to a person", () => {
  it("shows what can be it, and is settled by choosing: the task is its creator's, the choice the chooser's", async () => {
    const { made, unmade, draftId, key, candidates, taskId } = await loseTwo();
    expect(candidates).toEqual([
      { taskId, name: "rename_meters", createdAt: world.now().toISOString().replace("05.000Z", "00.000Z") },
    ]);
    const done = Operation.parse(await settle(made, taskId));
    expect(done).toMatchObject({ state: "done", taskId });
    expect(done.error).toBeUndefined();
    expect(await decisions(made)).toMatchObject([
      { actorId: "p2", actorName: "Bob", subject: taskId, result: "ok", reason: "this task was made" },
    ]);
    const task = await world.database.prisma.task.findFirstOrThrow({ where: { taskId } });
    expect(task).toMatchObject({ createdById: "p1", fileName: "meters.xlsx" });

    // What one has, the other cannot have.
    expect(await failure(settle(unmade, taskId))).toMatchObject({ code: "conflict", hint: "task_differs" });
    const failed = Operation.parse(await settle(unmade, null));
    expect(failed).toMatchObject({ state: "failed", error: { code: "upstream_unavailable" } });
    expect(failed.error?.detail).toMatch(/Bob has looked: no task was made/);
    expect(await decisions(unmade)).toMatchObject([{ actorId: "p2", reason: "no task was made" }]);
    await world.work();
    expect(await world.platform.listFiles({ lane: "people" })).toHaveLength(1);
    expect(onPlatform()).toBe(1);
    expect((await create(renameFrom(draftId), key)).status).toBe(201);
    expect(onPlatform()).toBe(2);
  });

  it("is not settled with a task that differs, or one that is not there; it stays as it was", async () => {
    const other = Task.parse((await create(firmwareUpgrade(world.addDevices(1)))).body);
    const { made } = await loseTwo();
    expect(await failure(settle(made, other.taskId))).toMatchObject({ hint: "task_differs" });
    expect(await failure(settle(made, "0123456789abcdef01234567"))).toMatchObject({ code: "not_found" });
    const row = await world.database.prisma.operation.findUniqueOrThrow({ where: { id: made } });
    expect(row).toMatchObject({ state: "unknown", dueAt: null, leaseOwner: null, leaseUntil: null });
    expect(await decisions(made)).toEqual([]);
  });

  it("is nobody's to settle while Muster looks, nor once it is settled, nor without the permission", async () => {
    spoil("lose-answer");
    const { draftId } = await keepDraft(world);
    const body = firmwareUpgrade(world.addDevices(1), { draftId });
    const lost = Operation.parse((await create(body)).body);
    expect(await failure(settle(lost.id, null))).toMatchObject({ code: "conflict", hint: "still_looking" });
    world.pass(5_000);
    await world.work();
    expect(await failure(settle(lost.id, null))).toMatchObject({ hint: "nothing_to_settle" });
    const viewer = { ...colleague, grants: { [slug]: ["viewer" as const] } };
    expect(await failure(settle(lost.id, null, viewer))).toMatchObject({ code: "forbidden" });
    expect(await failure(settle(randomUUID(), null))).toMatchObject({ code: "not_found" });
  });

  it("is settled once when two decide at once", async () => {
    const { made, taskId } = await loseTwo();
    const outcomes = await Promise.allSettled([
      settle(made, taskId),
      settle(made, null),
      settle(made, taskId),
    ]);
    const won = outcomes.filter(({ status }) => status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(await decisions(made)).toHaveLength(1);
  });
});
