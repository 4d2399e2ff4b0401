import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Freeze, FrozenSubtaskList, FrozenTask, ListFrozenSubtasksQuery } from "@/lib/contracts/frozen";
import { Task } from "@/lib/contracts/tasks";
import { dropChunk, markDropped } from "@/lib/store/drop-rows";
import { summariseSubtasks } from "../subtasks/summarise-subtasks";
import { createTask } from "../tasks/create-task";
import { showTask } from "../tasks/show-task";
import { otherOperator, viewer } from "../testing/draft-calls";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { freezeTask } from "./freeze-task";
import { listFrozenSubtasks } from "./list-frozen-subtasks";
import { showFrozenTask } from "./show-frozen";

let world: World;
let taskId: string;
let taskPk: number;
let ids: string[];
beforeAll(async () => {
  world = await startWorld();
  ids = [...world.addDevices(3), ...world.addDevices(2, { fails: true })];
  taskId = Task.parse(
    (await createTask({ ctx: world.context(), input: createInput(firmwareUpgrade(ids)) })).body,
  ).taskId;
  world.simulator.advanceClock(20_000);
  world.pass(20_000);
  taskPk = (await world.sync(taskId)).id;
});
afterAll(() => world.close());

const params = () => ({ connection: slug, taskId });
const freeze = async (caller = viewer) =>
  Freeze.parse(await freezeTask({ ctx: world.context(caller), input: { params: params() } }));
const show = async (key: string, of = params()) =>
  FrozenTask.parse(await showFrozenTask({ ctx: world.context(viewer), input: { params: { ...of, key } } }));
const rows = async (key: string, query: Record<string, unknown> = {}) =>
  FrozenSubtaskList.parse(
    await listFrozenSubtasks({
      ctx: world.context(viewer),
      input: { params: { ...params(), key }, query: ListFrozenSubtasksQuery.parse(query) },
    }),
  );
const live = async () => ({
  task: Task.parse(await showTask({ ctx: world.context(viewer), input: { params: params(), query: {} } })),
  summary: await summariseSubtasks({ ctx: world.context(viewer), input: { params: params() } }),
});
const frozen = { allowed: false, reason: "frozen" };
const off = { retry: frozen, stop: frozen, confirm: frozen, delete: frozen, rerun: frozen };

describe("a frozen view", () => {
  it("is what was shown then, while the task goes on, fails, loses its rows and is deleted", async () => {
    const early = await freeze();
    expect(early).toMatchObject({ at: world.now().toISOString(), rows: 5 });
    world.simulator.advanceClock(3_600_000);
    world.pass(600_000);
    await world.sync(taskId);
    // Looking at it makes it followed, which is part of what is shown.
    await live();
    const then = await live();
    expect(then.task.progress).toMatchObject({ success: 3, fail: 2 });
    const late = await freeze();

    await world.database.pool.query("UPDATE task SET final = true WHERE id = $1", [taskPk]);
    await markDropped(world.database, taskPk, world.now());
    while (await dropChunk(world.database, taskPk));
    await world.database.pool.query(
      "UPDATE task SET deleted_at = now(), success = 0, fail = 0, status = 'Removed' WHERE id = $1",
      [taskPk],
    );
    // The platform is not asked for any of this.
    world.reach.platform = new Proxy(world.platform, {
      get: () => () => Promise.reject(new Error("nobody may call")),
    });

    const shown = await show(late.key);
    expect(shown).toEqual({
      ...late,
      ...{ task: { ...then.task, capabilities: off }, summary: then.summary },
      madeBy: { id: viewer.id, name: viewer.name },
    });
    expect((await show(early.key)).task.progress).toMatchObject({ success: 0, fail: 0 });
    const all = await rows(late.key);
    // First seen first: the platform lists the newest record first.
    const seen = [...ids].reverse();
    expect(all.items.map(({ target }) => target)).toEqual(seen);
    expect((await rows(early.key)).items.map(({ target }) => target)).toEqual(seen);
    expect((await rows(early.key, { status: ["Fail"] })).page.total).toBe(0);

    const failed = {
      cause: expect.any(String),
      errorCode: null,
      errorMessage: "Task Conflict",
      status: "Fail",
    };
    expect((await rows(late.key, { status: ["Fail"], limit: 1 })).items).toEqual([
      { ...failed, ord: 0, target: ids[4] },
    ]);
    const cause = [shown.summary.byError[0]?.cause];
    const page = await rows(late.key, { cause, limit: 1, page: 2 });
    expect(page).toMatchObject({
      items: [{ target: ids[3] }],
      page: { total: 2, pages: 2, nextCursor: null },
    });
    expect((await rows(late.key, { q: ids[1] })).items.map(({ target }) => target)).toEqual([ids[1]]);
    expect((await rows(late.key, { status: ["Unheard"] })).items).toEqual([]);
    const first = await rows(late.key, { limit: 2 });
    const second = await rows(late.key, { limit: 2, cursor: first.page.nextCursor });
    expect(second).toMatchObject({ items: all.items.slice(2, 4), page: { total: 5, page: 2 } });
    expect((await rows(late.key, { limit: 2, page: 2 })).items).toEqual(second.items);
  });

  it("is found at its own task only, on the trail, and made so often an hour", async () => {
    world.reach.platform = world.platform;
    const { key } = await freeze(otherOperator);
    const missing = { code: "not_found" };
    await expect(show(key, { connection: slug, taskId: "65a1" })).rejects.toMatchObject(missing);
    await expect(show("0192f1a0-0000-4000-8000-000000000004")).rejects.toMatchObject(missing);
    const trail = await world.database.prisma.audit.findMany({ where: { reason: key } });
    expect(trail).toMatchObject([
      { action: "task.freeze", subject: taskId, targetCount: 0, actorId: otherOperator.id, result: "ok" },
    ]);
    for (let made = 0; made < 20; made += 1) await freeze(operator);
    await expect(freeze(operator)).rejects.toMatchObject({ code: "too_many_requests" });
    world.pass(3_600_000);
    await freeze(operator);
  });
});
