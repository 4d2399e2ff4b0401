import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SubtaskHistory } from "@/lib/contracts/subtask-history";
import { SubtaskList, SubtaskSummary } from "@/lib/contracts/subtasks";
import { Task, TaskList } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { listSubtasks } from "../subtasks/list-subtasks";
import { showSubtaskHistory } from "../subtasks/show-subtask-history";
import { summariseSubtasks } from "../subtasks/summarise-subtasks";
import { operator, packageId, slug, startWorld, type World } from "../testing/start-world";
import { listTasks } from "./list-tasks";
import { showTask } from "./show-task";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
/** A task made by somebody else: the store does not know it. */
async function foreignTask(devices = 2, fails = false, name = "foreign") {
  const ids = world.addDevices(devices, { fails });
  const policy = { scheduleTime: null, retryCount: null, retryIntervalMinutes: null };
  const { taskId } = await world.platform.createTask(
    {
      ...{ name, type: "firmwareUpgrade", appId: null, mode: null, extInfo: null, needConfirm: null },
      ...{ targets: { kind: "list", ids }, document: { package_id: packageId }, policy, legacy: null },
    },
    { lane: "people" },
  );
  world.simulator.clearCalls();
  return taskId;
}
const show = (taskId: string, query: { fresh?: "1" } = {}, caller = operator) =>
  showTask({ ctx: world.context(caller), input: { params: { connection: slug, taskId }, query } });
const reads = () => world.simulator.calls().filter((call) => call.method === "GET").length;
const syncOf = () => world.database.prisma.taskSync.findFirstOrThrow();

describe("a task's address", () => {
  it("reads a task we do not hold from the platform once, and keeps it", async () => {
    const taskId = await foreignTask();
    const [task, twin] = await Promise.all([show(taskId), show(taskId)]);
    expect(Task.parse(task)).toMatchObject({ taskId, name: "foreign", createdBy: null });
    // By the time the second answer is made the first person may follow the task already: then it is live.
    expect({ ...twin, snapshot: twin.snapshot.fetchedAt }).toEqual({
      ...task,
      snapshot: task.snapshot.fetchedAt,
    });
    expect(reads()).toBe(1);
    await show(taskId);
    expect(reads()).toBe(1);
  });

  it("shows the first rows of a task nobody knew with that one call, while the others are still to be read", async () => {
    const taskId = await foreignTask(120);
    world.simulator.advanceClock(60_000);
    const input = { params: { connection: slug, taskId }, query: { limit: 50 } };
    const { items, snapshot } = await listSubtasks({ ctx: world.context(operator), input });
    expect(reads()).toBe(1);
    expect(new Set(items.map(({ target }) => target)).size).toBe(50);
    expect(snapshot).toMatchObject({ subtasksComplete: false, subtasksRead: 50, subtasksTotal: 120 });
    await world.database.prisma.task.updateMany({ where: { taskId }, data: { fetchedAt: new Date(0) } });
    await show(taskId, { fresh: "1" });
    expect((await show(taskId)).snapshot).toMatchObject({ subtasksRead: 50 });
  });

  it("is unknown only when the platform says so", async () => {
    const taskId = "0123456789abcdef01234567";
    expect(await failure(show(taskId))).toMatchObject({ code: "not_found" });
    world.simulator.addFault({ kind: "reset" });
    expect(await failure(show(taskId))).toMatchObject({ code: "upstream_unavailable" });
  });

  it("is unknown as well when the platform takes no such id at all; it is asked once", async () => {
    world.simulator.clearCalls();
    for (const taskId of ["new", "6B025F833B7E4C5F531F0C01", "a".repeat(64)]) {
      expect(await failure(show(taskId))).toMatchObject({ code: "not_found" });
    }
    expect(reads()).toBe(3);
    world.simulator.addFault({ kind: "status", status: 403, code: "IOTDA.424242" });
    expect(await failure(show("new"))).toMatchObject({ code: "upstream_rejected" });
  });

  it("is not there for somebody who may not see the connection", async () => {
    const taskId = await foreignTask();
    expect(await failure(show(taskId, {}, { ...operator, grants: {} }))).toMatchObject({ code: "not_found" });
    expect(reads()).toBe(0);
  });

  it("keeps working, read only, after its connection was archived", async () => {
    const taskId = await foreignTask();
    await show(taskId);
    const { id } = world.connection;
    await world.database.prisma.connection.update({ where: { id }, data: { archivedAt: world.now() } });
    try {
      const task = await show(taskId, { fresh: "1" });
      expect(task.capabilities.retry).toEqual({ allowed: false, reason: "archived" });
      expect(reads()).toBe(1);
      expect(await failure(show("0123456789abcdef01234567"))).toMatchObject({ code: "not_found" });
    } finally {
      await world.database.prisma.connection.update({ where: { id }, data: { archivedAt: null } });
    }
  });

  it("opened is followed", async () => {
    await show(await foreignTask());
    const { followedUntil } = await syncOf();
    expect(followedUntil?.getTime()).toBe(world.now().getTime() + 60_000);
  });

  it("tells a viewer what they may not do", async () => {
    const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
    const { capabilities } = await show(await foreignTask(), {}, viewer);
    expect(capabilities.retry).toEqual({ allowed: false, reason: "no_permission" });
  });
});

describe("fresh=1", () => {
  it("asks the platform first, once in two seconds for everybody", async () => {
    const taskId = await foreignTask();
    await show(taskId);
    world.simulator.advanceClock(120_000);
    world.pass(2_000);
    const answers = await Promise.all([1, 2, 3].map(() => show(taskId, { fresh: "1" })));
    expect(answers.map((task) => task.status)).toEqual(["Success", "Success", "Success"]);
    await show(taskId, { fresh: "1" });
    expect(reads()).toBe(2);
  });

  it("on a failing platform answers what we hold, and says so", async () => {
    const taskId = await foreignTask();
    await show(taskId);
    world.pass(2_000);
    world.simulator.addFault({ kind: "status", status: 503 });
    const task = await show(taskId, { fresh: "1" });
    expect(task).toMatchObject({
      taskId,
      snapshot: { state: "unreachable", reason: "upstream_unavailable" },
    });
    expect(task.capabilities.stop).toEqual({ allowed: false, reason: "unreachable" });
    world.simulator.clearFaults();
    world.pass(2_000);
    expect((await show(taskId, { fresh: "1" })).snapshot.state).toBe("live");
  });

  it("answered again makes the connection's own reads due: nobody waits for the next probe (F20)", async () => {
    const taskId = await foreignTask();
    await show(taskId);
    const { connectionSync, taskSync } = world.database.prisma;
    const later = new Date(world.now().getTime() + 300_000);
    const trouble = { failures: 3, failingSince: world.now(), failureReason: "upstream_auth", dueAt: later };
    const connectionId = world.connection.id;
    const of = { where: { connectionId } };
    await connectionSync.upsert({ ...of, create: { connectionId, ...trouble }, update: trouble });
    await taskSync.updateMany({ data: trouble });
    try {
      expect((await show(taskId)).snapshot.state).toBe("unreachable");
      world.pass(2_000);
      expect((await show(taskId, { fresh: "1" })).snapshot.state).toBe("live");
      expect(await connectionSync.findUniqueOrThrow(of)).toMatchObject({ failures: 0, dueAt: world.now() });
      expect((await syncOf()).dueAt).toEqual(world.now());
    } finally {
      await connectionSync.delete(of);
    }
  });

  it("marks a task the platform has lost, and keeps it (F23)", async () => {
    const taskId = await foreignTask();
    await show(taskId);
    world.simulator.advanceClock(3_600_000);
    await world.platform.deleteTask(taskId, { lane: "people" });
    world.pass(2_000);
    const task = await show(taskId, { fresh: "1" });
    expect(task.snapshot.state).toBe("deleted");
    expect(task.capabilities.retry).toEqual({ allowed: false, reason: "deleted" });
    expect((await show(taskId)).name).toBe("foreign");
  });
});

describe("lists", () => {
  const tasks = (query: Record<string, unknown> = {}) =>
    listTasks({
      ctx: world.context(),
      input: { params: { connection: slug }, query: { limit: 2, ...query } },
    });
  const subtasks = (taskId: string, query: Record<string, unknown> = {}) =>
    listSubtasks({
      ctx: world.context(),
      input: { params: { connection: slug, taskId }, query: { limit: 2, ...query } },
    });

  it("of tasks go from page to page by cursor, each once, newest first", async () => {
    const made: string[] = [];
    for (let k = 0; k < 5; k += 1) {
      made.unshift(await foreignTask(1, false, `t${k}`));
      await show(made[0] ?? "");
      world.simulator.advanceClock(1_000);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 1; page <= 3; page += 1) {
      const list = TaskList.parse(await tasks({ cursor }));
      expect(list.page).toMatchObject({ total: 5, page, pages: 3 });
      seen.push(...list.items.map((task) => task.taskId));
      cursor = list.page.nextCursor ?? undefined;
    }
    expect(seen).toEqual(made);
    expect(cursor).toBeUndefined();
    expect((await tasks({ page: 2 })).items.map(({ taskId }) => taskId)).toEqual(made.slice(2, 4));
    expect(await tasks({ page: 9 })).toMatchObject({ items: [], page: { total: 5, page: 9 } });
    expect((await tasks({ q: "T3" })).items.map(({ name }) => name)).toEqual(["t3"]);
  });

  it("say how old they are, and which types nobody has read yet", async () => {
    const { snapshot } = await tasks();
    expect(snapshot).toMatchObject({ fetchedAt: null, state: "stale" });
    expect(snapshot.missingTypes).toContain("firmwareUpgrade");
  });

  it("nobody watched until now are not late by the measure of what is watched", async () => {
    const connectionId = world.connection.id;
    const fetchedAt = new Date(world.now().getTime() - 200_000);
    await world.database.prisma.connectionSync.create({
      data: { connectionId, fetchedAt, dueAt: fetchedAt },
    });
    try {
      expect((await tasks()).snapshot.state).toBe("fresh");
      expect((await tasks()).snapshot.state).toBe("stale");
    } finally {
      await world.database.prisma.connectionSync.delete({ where: { connectionId } });
    }
  });

  it("refuse a forged cursor that no row could have", async () => {
    const taskId = await foreignTask(3);
    world.simulator.advanceClock(30_000);
    await world.sync(taskId);
    await show(await foreignTask(1, false, "second"));
    const forge = (cursor: string | null, p: unknown) => {
      const place = JSON.parse(Buffer.from(cursor?.slice(3) ?? "", "base64url").toString());
      return `v1.${Buffer.from(JSON.stringify({ ...place, p })).toString("base64url")}`;
    };
    const rows = (await subtasks(taskId)).page.nextCursor;
    const list = (await tasks({ limit: 1 })).page.nextCursor;
    const at = world.now().toISOString();
    const abuse = [
      ...[2_147_483_647, 9_007_199_254_740_991].map((p) => subtasks(taskId, { cursor: forge(rows, p) })),
      tasks({ limit: 1, cursor: forge(list, { at, id: 4_000_000_000 }) }),
      tasks({ limit: 1, cursor: forge(list, { at: "0000-01-01T00:00:00Z", id: 1 }) }),
    ];
    const errors = await Promise.all(abuse.map(failure));
    expect(errors.map(({ code }) => code)).toEqual(abuse.map(() => "invalid_input"));
  });

  it("refuse a cursor of another query, another task or nobody", async () => {
    const one = await foreignTask(3);
    const two = await foreignTask(3);
    world.simulator.advanceClock(30_000);
    await world.sync(one);
    await world.sync(two);
    const { page } = await subtasks(one);
    const cursor = page.nextCursor ?? "";
    expect((await subtasks(one, { cursor })).items).toHaveLength(1);
    const abuse = [
      subtasks(two, { cursor }),
      subtasks(one, { cursor, status: ["Fail"] }),
      subtasks(one, { cursor: `${cursor}x` }),
      subtasks(one, { cursor: randomUUID() }),
      subtasks(one, { cursor, page: 2 }),
      tasks({ cursor }),
    ];
    const errors = await Promise.all(abuse.map(failure));
    expect(errors.map(({ code }) => code)).toEqual(abuse.map(() => "invalid_input"));
  });

  it("of subtasks count and advise", async () => {
    const taskId = await foreignTask(3, true);
    world.simulator.advanceClock(7_200_000);
    world.pass(7_200_000);
    await world.sync(taskId);
    const list = SubtaskList.parse(await subtasks(taskId, { status: ["Fail"] }));
    expect(list.page.total).toBe(3);
    const summary = SubtaskSummary.parse(
      await summariseSubtasks({ ctx: world.context(), input: { params: { connection: slug, taskId } } }),
    );
    expect(summary.byStatus).toEqual({ Fail: 3 });
    expect(summary.byError).toMatchObject([
      { count: 3, message: "Task Conflict", advice: { verdict: "check_first", key: "task-conflict" } },
    ]);
    expect(summary.snapshot.subtasksComplete).toBe(true);
  });

  it("of a subtask's history tell what it was, of an unknown one nothing", async () => {
    const taskId = await foreignTask(1, true);
    for (const milliseconds of [30_000, 7_200_000]) {
      world.simulator.advanceClock(milliseconds);
      world.pass(milliseconds);
      await world.sync(taskId);
    }
    const [row] = (await subtasks(taskId)).items;
    const history = (target: string, caller = operator) =>
      showSubtaskHistory({
        ctx: world.context(caller),
        input: { params: { connection: slug, taskId, target }, query: {} },
      });
    const told = SubtaskHistory.parse(await history(row?.target ?? ""));
    expect(row?.status).toBe("Fail");
    expect(told.items).toMatchObject([{ status: "Processing", attempt: 1, until: row?.changedAt }]);
    expect(await failure(history("nobody"))).toMatchObject({ code: "not_found" });
    expect(await failure(history("nobody", { ...operator, grants: {} }))).toMatchObject({
      code: "not_found",
      message: "There is no such connection.",
    });
  });
});
