import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { addTask } from "@/lib/store/testing/test-store";
import { mostStreams } from "./admission";
import { type Heard, type LiveWorld, startLiveWorld } from "./testing/start-live-world";

const taskId = "t1";
let world: LiveWorld;
let one: ReturnType<LiveWorld["startConsole"]>;
let viewers: Caller[];
let taskPk: number;
let success = 0;
const watching: Heard[] = [];

beforeAll(async () => {
  world = await startLiveWorld();
  viewers = [await world.signIn("ada", "viewer"), await world.signIn("bob", "viewer")];
  taskPk = await addTask(world.store, { taskId }, world.clock.now());
  one = world.startConsole();
});
afterAll(() => world.close());
afterEach(() => {
  for (const heard of watching.splice(0)) heard.leave();
  world.clock.pass(1_000);
});

const until = (check: () => void) => vi.waitFor(check, 10_000);
/** Moves the time from one look at all streams to the next until it is so. */
const untilPassing = (check: () => void) =>
  until(() => {
    world.clock.pass(3_000);
    check();
  });
const told = (heard: Heard, count: number) =>
  until(() => expect(heard.events.length).toBeGreaterThanOrEqual(count));
const ada = () => viewers[0] as Caller;

async function watch(
  caller: Caller,
  { task = taskId as string | null, lastEventId = null as string | null, console = one } = {},
): Promise<Heard> {
  const heard = await world.watch(console.hub, { caller, task, lastEventId });
  watching.push(heard);
  await until(() => expect(console.hub.isListening()).toBe(true));
  await told(heard, 2);
  return heard;
}

async function move(): Promise<number> {
  success += 1;
  await world.store.database.prisma.task.update({ where: { id: taskPk }, data: { success } });
  return success;
}

const idOf = (heard: Heard) => heard.events.findLast(({ id }) => id !== null)?.id ?? null;
const last = ({ events }: Heard) => events[events.length - 1];
const at = (count: number) => ({ data: { task: { progress: { success: count } } } });

describe("many who watch one task", () => {
  it("cost the database what one costs", async () => {
    /** Statements from one change until all have heard of it, and those that keep it followed for half a minute. */
    async function cost(count: number): Promise<{ change: number; follow: number }> {
      const all = await Promise.all(Array.from({ length: count }, (_, n) => watch(viewers[n % 2] as Caller)));
      one.asked.mockClear();
      const now = await move();
      for (const heard of all) await until(() => expect(last(heard)).toMatchObject(at(now)));
      const change = one.asked.mock.calls.length;
      one.asked.mockClear();
      world.clock.pass(30_000);
      const follows = () =>
        one.asked.mock.calls.filter(([text]) => JSON.stringify(text).includes("followed_until = "));
      await until(() => expect(follows().length).toBeGreaterThan(0));
      await until(() => expect(world.clock.delays()).toContain(30_000));
      for (const heard of all) heard.leave();
      world.clock.pass(1_000);
      return { change, follow: follows().length };
    }
    const alone = await cost(1);
    expect(alone.change).toBeGreaterThan(0);
    expect(await cost(24)).toEqual(alone);
  });

  it("are refused beyond what a caller may hold", async () => {
    for (let count = 0; count < mostStreams.caller; count += 1)
      watching.push(await world.watch(one.hub, { caller: ada() }));
    await expect(world.watch(one.hub, { caller: ada() })).rejects.toMatchObject({
      code: "too_many_requests",
    });
    watching.push(await world.watch(one.hub, { caller: viewers[1] as Caller }));
  });
});

describe("a client that comes back (F51)", () => {
  it("hears what it missed, and what was committed late", async () => {
    const before = await watch(ada());
    const slow = await world.store.database.pool.connect();
    await slow.query("BEGIN");
    await slow.query("INSERT INTO live_event (connection_id, kind, task_id) VALUES ($1, 'subtasks', $2)", [
      world.store.connectionId,
      taskId,
    ]);
    await move();
    await told(before, 3);
    const lastEventId = idOf(before);
    before.leave();
    await slow.query("COMMIT");
    slow.release();

    const after = await watch(ada(), { lastEventId });
    await until(() => expect(after.names()).toContain("subtasks"));
    expect(after.names().slice(0, 2)).toEqual(["snapshot", "task"]);
    // Until it has heard all it goes on from where it was.
    expect(after.events.map(({ id }) => id)).toEqual(after.events.map(() => null));
  });

  it("is told to read everything anew when nobody knows where it was", async () => {
    for (const lastEventId of ["999999", "0", "yesterday"]) {
      const heard = await watch(ada(), { lastEventId });
      await told(heard, 3);
      expect(heard.names()).toEqual(["reset", "snapshot", "task"]);
    }
  });
});

describe("a client that does not read", () => {
  it("is told only the latest when it does again, and is cut when it does not", async () => {
    const heard = await watch(ada());
    const other = await watch(viewers[1] as Caller);
    heard.stall(true);
    await move();
    await told(heard, 3);
    for (let count = 0; count < 2; count += 1) {
      world.clock.pass(1_000);
      const now = await move();
      await until(() => expect(last(other)).toMatchObject(at(now)));
    }
    expect(heard.events).toHaveLength(3);
    heard.stall(false);
    expect(heard.events).toHaveLength(4);
    expect(last(heard)).toMatchObject(at(success));

    heard.stall(true);
    world.clock.pass(1_000);
    const now = await move();
    await until(() => expect(last(other)).toMatchObject(at(now)));
    await untilPassing(() => expect(heard.over).toBe(true));
    expect(other.over).toBe(false);
  });
});

describe("whoever may no longer watch (F50)", () => {
  it("is told no more within three seconds; a smaller role sees less", async () => {
    const { prisma } = world.store.database;
    const leaver = await world.signIn("eve", "operator");
    const [gone, stays] = [await watch(leaver), await watch(ada())];
    await prisma.roleGrant.updateMany({ where: { userId: "eve" }, data: { role: "viewer" } });
    const stop = { reason: "no_permission" };
    await untilPassing(() =>
      expect(last(gone)).toMatchObject({ data: { task: { capabilities: { stop } } } }),
    );
    await until(() => expect(world.clock.delays()).toContain(3_000));

    await prisma.roleGrant.deleteMany({ where: { userId: "eve" } });
    world.clock.pass(3_000);
    await until(() => expect(gone.over).toBe(true));
    expect(stays.over).toBe(false);
  });

  it.each([
    ["signed out", () => world.store.database.prisma.session.deleteMany({ where: { userId: "bob" } })],
    [
      "was disabled",
      () =>
        world.store.database.prisma.user.updateMany({
          where: { id: "ada" },
          data: { disabledAt: new Date() },
        }),
    ],
  ])("%s: the stream ends", async (_, act) => {
    const streams = [await watch(ada()), await watch(viewers[1] as Caller)];
    await act();
    await untilPassing(() => expect(streams.some(({ over }) => over)).toBe(true));
  });
});

describe("a console that cannot listen", () => {
  it("tells its clients all the same, and to read anew what was too much", async () => {
    const deaf = world.startConsole("postgres://nobody@127.0.0.1:9/nothing");
    const heard = await world.watch(deaf.hub, { caller: await world.signIn("dan", "viewer"), task: taskId });
    watching.push(heard);
    await told(heard, 2);
    await world.store.database.pool.query(
      "INSERT INTO live_event (connection_id, kind, task_id) SELECT $1, 'subtasks', $2 FROM generate_series(1, 5001)",
      [world.store.connectionId, taskId],
    );
    await untilPassing(() => expect(heard.names()).toContain("reset"));
    await until(() => expect(heard.names().slice(-2)).toEqual(["snapshot", "task"]));
    const now = await move();
    await untilPassing(() => expect(last(heard)).toMatchObject(at(now)));
    expect(deaf.hub.isListening()).toBe(false);
  });
});

describe("two consoles (F41)", () => {
  it("tell their own clients of the same change", async () => {
    const two = world.startConsole();
    const caller = await world.signIn("carl", "viewer");
    const both = [await watch(caller), await watch(caller, { console: two })];
    const now = await move();
    for (const heard of both) await until(() => expect(last(heard)).toMatchObject(at(now)));
    one.hub.endStreams();
    expect(both.map(({ over }) => over)).toEqual([true, false]);
    await expect(world.watch(one.hub, { caller })).rejects.toMatchObject({ code: "unavailable" });
  });
});
