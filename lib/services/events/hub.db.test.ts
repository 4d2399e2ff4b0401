import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { addTask, platformRow } from "@/lib/store/testing/test-store";
import { type Heard, type LiveWorld, startLiveWorld } from "./testing/start-live-world";

const taskId = "t1";
let world: LiveWorld;
let viewer: Caller;
let operator: Caller;
let one: ReturnType<LiveWorld["startConsole"]>;
let taskPk: number;
let success = 0;
const watching: Heard[] = [];

beforeAll(async () => {
  world = await startLiveWorld();
  viewer = await world.signIn("viewer", "viewer");
  operator = await world.signIn("operator", "operator");
  taskPk = await addTask(world.store, { taskId }, world.clock.now());
  one = world.startConsole();
});
afterAll(() => world.close());
afterEach(() => {
  for (const heard of watching.splice(0)) heard.leave();
  // So that nothing told in one test rests in the next.
  world.clock.pass(1_000);
});

const told = (heard: Heard, count: number) =>
  vi.waitFor(() => expect(heard.events.length).toBeGreaterThanOrEqual(count), 10_000);

interface Look {
  task?: string | null;
  lastEventId?: string | null;
  console?: typeof one;
}

/** A stream that has been greeted, on a console that hears the database. */
async function watch(caller: Caller, look: Look = {}): Promise<Heard> {
  const { task = taskId, lastEventId = null, console = one } = look;
  const heard = await world.watch(console.hub, { caller, task, lastEventId });
  watching.push(heard);
  await vi.waitFor(() => expect(console.hub.isListening()).toBe(true), 10_000);
  await told(heard, 2);
  return heard;
}

/** One more device has succeeded. */
async function move(): Promise<number> {
  success += 1;
  await world.store.database.prisma.task.update({ where: { id: taskPk }, data: { success } });
  return success;
}

const progress = (count: number) => ({ task: { progress: { success: count } } });
const last = ({ events }: Heard) => events[events.length - 1];

describe("a stream", () => {
  it("begins with how things are, for whoever looks, and goes on with what changes", async () => {
    const [low, high, list] = [
      await watch(viewer),
      await watch(operator),
      await watch(viewer, { task: null }),
    ];
    expect(low.names()).toEqual(["snapshot", "task"]);
    expect(list.names()).toEqual(["snapshot", "tasks"]);
    const stop = (allowed: object) => ({ task: { capabilities: { stop: allowed } } });
    expect(low.events[1]?.data).toMatchObject(stop({ allowed: false, reason: "no_permission" }));
    expect(high.events[1]?.data).toMatchObject(stop({ allowed: true }));

    const now = await move();
    for (const heard of [low, high, list]) await told(heard, 3);
    expect(last(low)).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      name: "task",
      data: progress(now),
    });
    expect(last(high)?.data).toMatchObject(stop({ allowed: true }));
    expect(last(list)).toMatchObject({
      name: "tasks",
      data: { items: [{ taskId, progress: { success: now } }] },
    });
  });

  it("tells of rows, writes and the connection what each is about", async () => {
    const [task, list] = [await watch(viewer), await watch(viewer, { task: null })];
    const { database, connectionId } = world.store;
    await inTransaction(database, (tx) =>
      saveSubtaskRows(tx, taskPk, [platformRow("d1", { status: "Success" })], world.clock.now()),
    );
    await told(task, 3);
    expect(last(task)).toMatchObject({ name: "subtasks", data: { taskId, byStatus: { Success: 1 } } });

    const { id } = await database.prisma.operation.create({
      data: {
        ...{ id: randomUUID(), connectionId, kind: "retry", state: "queued", taskId, request: {}, total: 3 },
        ...{ createdById: "p", createdByName: "P", createdByKind: "person", createdAt: world.clock.now() },
      },
    });
    const operation = { id, kind: "retry", state: "queued", taskId, total: 3, succeeded: 0, failed: 0 };
    for (const heard of [task, list]) {
      await vi.waitFor(() => expect(last(heard)).toMatchObject({ name: "operation", data: { operation } }));
    }
    world.clock.pass(1_000);

    const before = task.events.length;
    await database.prisma.connection.update({ where: { id: connectionId }, data: { readOnly: true } });
    await told(task, before + 2);
    expect(task.names().slice(before)).toEqual(["connection", "task"]);
    expect(task.events[before]?.data).toMatchObject({ archived: false, readOnly: true, down: null });
    // Of every task in the list it may have changed what can be done with it.
    await vi.waitFor(() =>
      expect(list.events).toContainEqual({ ...last(list), name: "tasks", data: { items: null } }),
    );

    world.clock.pass(1_000);
    await database.prisma.connection.update({ where: { id: connectionId }, data: { readOnly: false } });
    await told(task, before + 4);
  });

  it("tells the first change at once, and what comes within a second together", async () => {
    const heard = await watch(viewer);
    await move();
    await told(heard, 3);
    await move();
    const latest = await move();
    await vi.waitFor(() => expect(world.clock.delays()).toContain(1_000));
    expect(heard.events).toHaveLength(3);
    world.clock.pass(1_000);
    await told(heard, 4);
    expect(last(heard)?.data).toMatchObject(progress(latest));
  });

  it("says that data grew old when nothing else is heard", async () => {
    const heard = await watch(viewer);
    world.clock.pass(10_000);
    world.clock.pass(20_000);
    await vi.waitFor(() =>
      expect(last(heard)).toMatchObject({ data: { task: { snapshot: { state: "stale" } } } }),
    );
    expect(heard.names().slice(-2)).toEqual(["snapshot", "task"]);
  });

  it("is alive with a comment every 15 s", async () => {
    const heard = await watch(viewer);
    const { comments } = heard;
    world.clock.pass(15_000);
    expect(heard.comments).toBe(comments + 1);
  });
});
