import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isConnectionDown } from "@/lib/store/connection-sync-store";
import { followTask } from "@/lib/store/task-store";
import { findConnectionsWithDueTasks, takeDueTasks } from "@/lib/store/task-sync-store";
import { addConnection, addTask } from "@/lib/store/testing/test-store";
import type { Fault } from "@/simulator/faults/fault";
import { type FaultyScene, openFaultyScene } from "./testing/faulty-scene";

/* Faults of security.md §5 from the platform's wire to the table: the real client, the simulator's fault injection. */

let scene: FaultyScene;
beforeAll(async () => {
  scene = await openFaultyScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.reset());

const shows = () => scene.simulator.calls().filter(({ path }) => /batchtasks\/[0-9a-f]{24}/.test(path));
const connectionState = async () => {
  const { rows } = await scene.store.database.pool.query(
    `SELECT failures, failure_reason AS reason, due_at AS "dueAt" FROM connection_sync WHERE connection_id = $1`,
    [scene.connectionId],
  );
  return { ...rows[0], dueIn: (rows[0].dueAt.getTime() - scene.clock.now) / 1_000 };
};

describe("a page nobody can read", () => {
  it.each([
    ["half a body (F11)", { kind: "truncate" }],
    ["half a body that does not say so (F11)", { kind: "truncate", contentLength: false }],
    ["HTML (F12)", { kind: "html", status: 200 }],
    ["nothing at all (F12)", { kind: "empty", status: 200 }],
    ["a row without a status (F13)", { kind: "rewrite", at: "task_details.3.status", remove: true }],
    ["a number for an id (F13)", { kind: "rewrite", at: "task_details.3.target", value: 7 }],
  ] satisfies [string, Fault][])(
    "%s: its old rows stay, the read is partial, the others come",
    async (_, fault) => {
      const taskId = await scene.stage({ count: 300, statuses: { Processing: 300 } });
      await scene.sync(taskId);
      expect(await scene.byStatus(taskId)).toEqual({ Processing: 300 });
      scene.simulator.turnSubtasks({ taskId, from: "Processing", to: "Success", count: 300 });
      scene.simulator.addFault({ ...fault, times: 1, match: { path: "offset=100" } });
      scene.pass(60);
      await scene.sync(taskId);
      expect(await scene.byStatus(taskId)).toEqual({ Processing: 50, Success: 250 });
      expect(await scene.snapshot(taskId)).toMatchObject({
        ...{ state: "fresh", final: false, subtasksComplete: false, subtasksRead: 300, failures: 0 },
      });
      expect(scene.logged).toContainEqual({ level: "warn", message: expect.stringContaining("Some pages") });
      scene.pass(60);
      await scene.sync(taskId);
      const [told, kept] = await scene.bothSides(taskId);
      expect(kept).toEqual(told);
      expect(await scene.snapshot(taskId)).toMatchObject({ final: true, subtasksComplete: true });
    },
  );

  it("a bomb is asked for again in halves: nothing of it is lost, nor stored twice (F15)", async () => {
    const taskId = await scene.stage({ count: 300, statuses: { Success: 300 } });
    const bomb = { kind: "flood", bytes: 30_000_000, gzip: true } as const;
    scene.simulator.addFault({ ...bomb, times: 1, match: { path: "offset=100" } });
    await scene.sync(taskId);
    expect(shows().filter(({ fault }) => fault === "flood")).toHaveLength(1);
    expect(shows().map(({ query }) => query.limit)).toContain("25");
    expect(await scene.snapshot(taskId)).toMatchObject({ final: true, subtasksRead: 300 });
  });

  it("an error within a success is a refusal, and no rows (F12)", async () => {
    const taskId = await scene.stage({ count: 20, statuses: { Processing: 20 } });
    await scene.sync(taskId);
    scene.simulator.addFault({ kind: "status", status: 200, code: "IOTDA.014111", times: 1 });
    scene.pass(60);
    await scene.sync(taskId);
    expect(await scene.byStatus(taskId)).toEqual({ Processing: 20 });
    expect(await scene.snapshot(taskId)).toMatchObject({
      ...{ failures: 1, failureReason: "upstream_rejected", deletedAt: null },
    });
  });
});

describe("a platform in trouble", () => {
  it("is waited for as long as it asks, by every process, and no page fails (F01)", async () => {
    const { simulator, store, openProcess } = scene;
    const tasks = [
      await scene.stage({ count: 300, statuses: { Success: 300 } }),
      await scene.stage({ count: 300, statuses: { Success: 300 } }),
    ];
    const other = openProcess(store.openAgain());
    simulator.addFault({ kind: "throttle", retryAfter: 1, times: 1, match: { path: "offset=100" } });
    const startedAt = performance.now();
    const [first = "", second = ""] = tasks;
    await scene.sync(first);
    const held = performance.now() - startedAt;
    await scene.sync(second, other);
    await other.platformFor.close();
    expect(held).toBeGreaterThanOrEqual(990);
    expect(shows().filter(({ status }) => status === 429)).toHaveLength(1);
    expect(shows()).toHaveLength(6 + 1 + 6);
    for (const taskId of tasks) {
      expect(await scene.snapshot(taskId)).toMatchObject({ final: true, throttled: false, failures: 0 });
    }
    expect(scene.logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it.each([500, 504])("is asked three times a read, then told as unreachable: %i (F04)", async (status) => {
    const { simulator, store, connectionId } = scene;
    const elsewhere = await addConnection(store.database, `well-${status}`);
    const taskId = await scene.stage({ count: 20, statuses: { Processing: 20 } });
    await scene.sync(taskId);
    simulator.clearCalls();
    simulator.addFault({ kind: "status", status });
    for (let read = 1; read <= 3; read++) {
      scene.pass(300);
      const [lease] = await takeDueTasks(store.database, {
        ...{ connectionId, owner: "w", now: new Date(scene.clock.now), limit: 1 },
      });
      expect(lease).toMatchObject({ taskId, failures: read - 1 });
      await store.database.pool.query("UPDATE task_sync SET lease_until = NULL, due_at = $1", [
        new Date(scene.clock.now),
      ]);
      await scene.sync(taskId);
      expect(shows()).toHaveLength(3 * read);
    }
    expect(await scene.snapshot(taskId)).toMatchObject({
      state: "unreachable",
      reason: "upstream_unavailable",
    });
    expect(await scene.byStatus(taskId)).toEqual({ Processing: 20 });
    expect(await isConnectionDown(store.database, connectionId)).toBe(true);
    const facts = { database: store.database, connectionId: elsewhere };
    await addTask(facts, { taskId: `well-${status}` }, new Date(scene.clock.now));
    expect(await findConnectionsWithDueTasks(store.database, new Date(scene.clock.now))).toEqual([elsewhere]);
  });

  it("that takes back our rights in the middle of a read is left alone but for a probe (F20)", async () => {
    const { simulator, store, connectionId } = scene;
    const taskId = await scene.stage({ count: 1_200, statuses: { Success: 1_200 } });
    await scene.sync(taskId, scene.deps, (platform) => ({
      ...platform,
      showTask: async (query, options) => {
        if (query.marker !== undefined) simulator.denyActions(["iotda:batchtasks:query"]);
        return platform.showTask(query, options);
      },
    }));
    expect(await scene.snapshot(taskId)).toMatchObject({
      ...{ failures: 1, failureReason: "upstream_auth", subtasksRead: 550 },
    });
    expect(await connectionState()).toMatchObject({ reason: "upstream_auth", dueIn: 300 });
    // What was under way, and not one of the pages behind it.
    expect(shows().length).toBeLessThanOrEqual(11 + scene.deps.pageConcurrency);
    simulator.clearCalls();
    scene.pass(299);
    await followTask(store.database.prisma, (await scene.find(taskId)).id, new Date(scene.clock.now));
    const now = new Date(scene.clock.now);
    expect(await takeDueTasks(store.database, { connectionId, owner: "w", now, limit: 9 })).toEqual([]);
    expect(await scene.syncList()).toBe(false);
    expect(simulator.calls()).toEqual([]);
    simulator.denyActions([]);
    scene.pass(1);
    expect(await scene.syncList()).toBe(true);
    expect(await connectionState()).toMatchObject({ failures: 0, reason: null });
    simulator.clearCalls();
    await scene.sync(taskId);
    expect(shows().length).toBeLessThan(1_200 / 50);
    expect(await scene.snapshot(taskId)).toMatchObject({ final: true, subtasksRead: 1_200 });
  });
});

describe("pages that are not what they were", () => {
  it("repeat rows of the page before: each is stored once, and the totals are the counters' (F16)", async () => {
    const taskId = await scene.stage({ count: 700, statuses: { Success: 700 } });
    scene.simulator.addFault({ kind: "shift-rows", rows: 7 });
    await scene.sync(taskId);
    const shifted = await scene.find(taskId);
    expect(shifted.snapshot.subtasksRead).toBeLessThanOrEqual(700);
    expect(shifted.progress.total).toBe(700);
    scene.simulator.clearFaults();
    scene.pass(60);
    await scene.sync(taskId);
    const [told, kept] = await scene.bothSides(taskId);
    expect(kept).toEqual(told);
    expect(await scene.snapshot(taskId)).toMatchObject({ final: true, subtasksRead: 700 });
  });

  it.each([
    ["repeat their marker", { kind: "repeat-marker" }],
    ["never end", { kind: "endless-pages" }],
  ] satisfies [string, Fault][])("%s: the read ends, partial, and says so (F17)", async (_, fault) => {
    const taskId = await scene.stage({ count: 1_300, statuses: { Processing: 1_300 } });
    scene.simulator.addFault(fault);
    // More than there are: a walk that trusts the count would end in time by itself.
    scene.simulator.addFault({ kind: "rewrite", at: "batchtask.task_progress.total", value: 1_700 });
    await scene.sync(taskId);
    expect(shows().length).toBeLessThan(2 * 34 + 22 + 11);
    expect(await scene.snapshot(taskId)).toMatchObject({ subtasksComplete: false, failures: 0 });
    expect(scene.logged).toContainEqual({ level: "error", message: expect.stringContaining("never end") });
    scene.simulator.clearFaults();
    scene.pass(60);
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({ subtasksComplete: true, subtasksRead: 1_300 });
  });

  it("count what they do not hold: both are shown, and it is read again (F18)", async () => {
    const taskId = await scene.stage({ count: 60, statuses: { Success: 60 } });
    for (const counter of ["total", "success"]) {
      scene.simulator.addFault({ kind: "rewrite", at: `batchtask.task_progress.${counter}`, value: 62 });
    }
    await scene.sync(taskId);
    const shown = await scene.snapshot(taskId);
    expect(shown).toMatchObject({
      ...{ final: false, subtasksComplete: false, subtasksRead: 60, subtasksTotal: 62 },
      nextReadAt: expect.any(String),
    });
    scene.simulator.clearFaults();
    scene.pass(300);
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({ final: true, subtasksTotal: 60 });
  });

  it("tell what nobody knows yet: it is shown as it is, counted apart, and not final (F14)", async () => {
    const taskId = await scene.stage({ count: 20, statuses: { Success: 20 } });
    for (const [at, value] of [
      ["batchtask.status", "Pausing"],
      ["batchtask.colour", { red: 1 }],
      ["task_details.0.status", "Quarantined"],
      ["task_details.0.since", "20261121T101500Z"],
    ] as const) {
      scene.simulator.addFault({ kind: "rewrite", at, value });
    }
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({
      ...{ status: "Pausing", platformStatus: "Pausing", final: false, failures: 0 },
      nextReadAt: expect.any(String),
    });
    expect(await scene.byStatus(taskId)).toEqual({ Quarantined: 1, Success: 19 });
  });
});

describe("a task that is not what it was", () => {
  it("is marked when it was deleted while its rows were read, and read no more (F23)", async () => {
    const { simulator, store, connectionId } = scene;
    const taskId = await scene.stage({ count: 1_200, statuses: { Success: 1_200 } });
    let isThere = true;
    await scene.sync(taskId, scene.deps, (platform) => ({
      ...platform,
      showTask: async (query, options) => {
        if (query.marker !== undefined && isThere) {
          isThere = false;
          simulator.removeTask(taskId);
        }
        return platform.showTask(query, options);
      },
    }));
    expect(await scene.snapshot(taskId)).toMatchObject({ state: "deleted", subtasksRead: 550, failures: 0 });
    scene.pass(3_600);
    const now = new Date(scene.clock.now);
    await followTask(store.database.prisma, (await scene.find(taskId)).id, now);
    expect(await takeDueTasks(store.database, { connectionId, owner: "w", now, limit: 9 })).toEqual([]);
  });

  it("is not deleted for missing on the list, only once its own read says so (F24)", async () => {
    const { simulator } = scene;
    const taskId = await scene.stage({ count: 3, statuses: { Success: 3 } });
    simulator.addFault({ kind: "rewrite", at: `batchtasks.[task_id=${taskId}]`, remove: true });
    expect(await scene.syncList()).toBe(true);
    expect(await scene.snapshot(taskId)).toMatchObject({ deletedAt: null });
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({ deletedAt: null, final: true });
    simulator.removeTask(taskId);
    scene.pass(300);
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({ state: "deleted" });
  });

  it("goes backwards though it was over: the list re-opens it, and what it was is kept (F25)", async () => {
    const { simulator, store } = scene;
    const taskId = await scene.stage({ count: 100, statuses: { Success: 100 }, still: false });
    await scene.sync(taskId);
    expect(await scene.snapshot(taskId)).toMatchObject({ final: true });
    scene.pass(300);
    simulator.turnSubtasks({ taskId, from: "Success", to: "Waitting", count: 30 });
    expect(await scene.syncList()).toBe(true);
    expect(await scene.snapshot(taskId)).toMatchObject({ status: "Processing", final: false });
    await scene.sync(taskId);
    expect(await scene.byStatus(taskId)).toEqual({ Success: 70, Waitting: 30 });
    const { rows } = await store.database.pool.query(
      `SELECT count(*)::int AS n FROM subtask_change h JOIN word w ON w.id = h.status
       WHERE h.task_id = $1 AND w.word = 'Success'`,
      [(await scene.find(taskId)).id],
    );
    expect(rows).toEqual([{ n: 30 }]);
  });
});
