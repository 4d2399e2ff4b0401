import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SecretFields } from "@/lib/domain/secret-fields";
import { describeSnapshot } from "@/lib/domain/snapshot";
import { isConnectionDown } from "@/lib/store/connection-sync-store";
import { openSubtaskSecret } from "@/lib/store/subtask-secret-store";
import { followTask } from "@/lib/store/task-store";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { platformRow } from "@/lib/store/testing/test-store";
import { findUnreadOutputs } from "@/lib/store/unread-outputs";
import { runTaskSync } from "./run-task-sync";
import { platformFailure } from "./testing/fake-platform";
import {
  forgetEarlierReads,
  openSyncHouse,
  passTime,
  platformRows,
  type SyncHouse,
  stored,
  storedRows,
  storeTask,
  syncTask,
  takeTask,
  untilStored,
} from "./testing/sync-house";

let house: SyncHouse;
beforeAll(async () => {
  house = await openSyncHouse();
});
afterAll(() => house.store.close());

let taskNumber = 0;
let taskId = "";
let taskPk = 0;
beforeEach(async () => {
  const { fake } = house;
  await forgetEarlierReads(house);
  fake.onCall = () => undefined;
  fake.stuckMarker = null;
  taskId = `t${taskNumber++}`;
  fake.addTask(taskId);
  taskPk = await storeTask(house, taskId);
  fake.calls.length = 0;
});

const addRows = (n: number, facts: Parameters<typeof platformRow>[1] = {}, from = 0) =>
  house.fake.addRows(
    taskId,
    Array.from({ length: n }, (_, i) => platformRow(`d-${from + i}`, facts)),
  );
const snapshot = async () => {
  const task = await stored(house, taskId);
  return { ...describeSnapshot(task.snapshot, house.clock.now), facts: task.snapshot, task };
};
const dueIn = async () => {
  const { facts } = await snapshot();
  return facts.nextReadAt === null ? null : (facts.nextReadAt.getTime() - house.clock.now.getTime()) / 1_000;
};
const expectSameAsPlatform = async () => {
  expect(await storedRows(house, taskPk)).toEqual(platformRows(house, taskId));
};

describe("runTaskSync", () => {
  it("reads a running task whole and is then complete, not final", async () => {
    addRows(119);
    const hidden = new SecretFields({ secret: "s3cr3t" });
    house.fake.addRows(taskId, [platformRow("new", { secrets: hidden })]);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await openSubtaskSecret(house.store.database.prisma, taskPk, "new", house.deps.sealer)).toEqual(
      hidden.reveal(),
    );
    expect(await snapshot()).toMatchObject({
      state: "fresh",
      final: false,
      subtasksComplete: true,
      subtasksRead: 120,
      subtasksTotal: 120,
    });
    expect(house.fake.calls).toHaveLength(3);
  });

  it("makes one call when nothing moved, and asks less and less", async () => {
    addRows(120);
    await syncTask(house, taskPk);
    house.fake.calls.length = 0;
    expect(await dueIn()).toBe(60);
    const waits = [];
    for (let n = 0; n < 5; n++) {
      passTime(house, 300);
      await syncTask(house, taskPk);
      waits.push(await dueIn());
    }
    expect(house.fake.calls).toHaveLength(5);
    expect(waits).toEqual([90, 135, 202.5, 300, 300].map((seconds) => expect.closeTo(seconds, 0)));
  });

  it("reads a followed task every 10 s", async () => {
    addRows(3);
    await syncTask(house, taskPk);
    await followTask(house.store.database.prisma, taskPk, house.clock.now);
    passTime(house, 10);
    await syncTask(house, taskPk);
    expect(await dueIn()).toBe(10);
    expect(await snapshot()).toMatchObject({ state: "live" });
  });

  it("reads a task that hundreds of people watch no more often than one that somebody watches", async () => {
    const { fake, store, deps } = house;
    addRows(60);
    const many = `${taskId}-many`;
    fake.addTask(many);
    const manyPk = await storeTask(house, many);
    const due = { connectionId: store.connectionId, owner: "w1", limit: 10 };
    for (let second = 0; second < 31; second++) {
      const { now } = house.clock;
      const look = (pk: number) => followTask(store.database.prisma, pk, now);
      if (second % 20 === 0) await look(taskPk);
      // Two hundred, each of whom looks again every 20 s.
      await Promise.all(Array.from({ length: 10 }, () => look(manyPk)));
      for (const lease of await takeDueTasks(store.database, { ...due, now })) {
        await runTaskSync(lease, deps, new AbortController().signal);
      }
      passTime(house, 1);
    }
    const callsOf = (id: string) =>
      fake.calls.filter((call) => "taskId" in call && call.taskId === id && !call.offset).length;
    expect([callsOf(taskId), callsOf(many)]).toEqual([4, 4]);
  });

  it("reads a watched start every 3 s and takes no rows for no answer", async () => {
    const { fake, store, clock } = house;
    fake.setTask(taskId, { status: "Initializing" });
    await followTask(store.database.prisma, taskPk, clock.now);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ state: "live", subtasksComplete: false, subtasksTotal: 0 });
    expect(await dueIn()).toBe(3);
    addRows(2);
    fake.setTask(taskId, { status: "Processing" });
    passTime(house, 3);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ subtasksComplete: true, subtasksTotal: 2 });
    expect(await dueIn()).toBe(10);
  });

  it("reads a finished task once, whole, and is then final and left alone", async () => {
    addRows(700);
    await syncTask(house, taskPk);
    for (let i = 0; i < 700; i++) {
      house.fake.setRow(taskId, `d-${i}`, {
        status: i % 7 ? "Success" : "Fail",
        output: i % 7 ? "v2" : null,
      });
    }
    house.fake.setTask(taskId, { status: "PartialSuccess" });
    passTime(house, 60);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ state: "fresh", final: true, subtasksComplete: true });
    expect(await dueIn()).toBeNull();
    expect(await takeTask(house)).toBeUndefined();
  });

  it("re-opens a finished task that moves again (F25)", async () => {
    addRows(2, { status: "Fail" });
    house.fake.setTask(taskId, { status: "Fail" });
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ final: true });
    house.fake.setRow(taskId, "d-0", { status: "Processing" });
    house.fake.setTask(taskId, { status: "Processing" });
    passTime(house, 60);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ final: false, subtasksComplete: true });
    expect(await dueIn()).toBe(60);
  });

  it("keeps old rows when a page cannot be read, says so, and completes the next time (F13)", async () => {
    addRows(400, { output: "old" });
    await syncTask(house, taskPk);
    for (let i = 0; i < 400; i++) house.fake.setRow(taskId, `d-${i}`, { status: "Success", output: "new" });
    house.fake.setTask(taskId, { status: "Success" });
    house.fake.onCall = (call) => {
      if (call.offset === 150) throw platformFailure("contract");
    };
    passTime(house, 60);
    await syncTask(house, taskPk);
    const rows = [...(await storedRows(house, taskPk)).values()];
    expect(rows.filter((row) => row.output === "old")).toHaveLength(50);
    expect(rows.filter((row) => row.output === "new")).toHaveLength(350);
    expect(await snapshot()).toMatchObject({
      state: "fresh",
      final: false,
      subtasksComplete: false,
      subtasksRead: 400,
    });
    house.fake.onCall = () => undefined;
    passTime(house, 60);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ final: true, subtasksComplete: true });
  });

  it("stores each device once when rows repeat and shift while they are read (F16)", async () => {
    addRows(1_000);
    house.fake.setTask(taskId, { status: "Initializing" });
    let added = 1_000;
    house.fake.onCall = () => {
      if (house.fake.calls.length % 4 !== 0 || added >= 1_200) return;
      addRows(40, {}, added);
      added += 40;
    };
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ subtasksComplete: false });
    house.fake.onCall = () => undefined;
    house.fake.setTask(taskId, { status: "Processing" });
    passTime(house, 60);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({
      subtasksComplete: true,
      subtasksRead: 1_200,
      subtasksTotal: 1_200,
    });
  });

  it("shows counters and rows as they are when they disagree, and reads again (F18)", async () => {
    addRows(10, { status: "Success" });
    house.fake.setTask(taskId, { status: "Success" });
    house.fake.told.set(taskId, { success: 12, total: 12 });
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({
      final: false,
      subtasksComplete: false,
      subtasksRead: 10,
      subtasksTotal: 12,
    });
    expect(await dueIn()).toBeGreaterThanOrEqual(60);
    house.fake.told.delete(taskId);
    passTime(house, 300);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ final: true, subtasksComplete: true });
  });

  it("does not read all rows with every poll because the counters never agree with them (F18)", async () => {
    const { fake, store, clock } = house;
    addRows(700, { status: "Success" });
    addRows(40, {}, 700);
    // Two that are counted and nowhere listed.
    const tell = (success: number, processing: number) =>
      fake.told.set(taskId, { total: 742, success: success + 2, processing });
    tell(700, 40);
    const poll = async (seconds: number) => {
      passTime(house, seconds);
      await followTask(store.database.prisma, taskPk, clock.now);
      fake.calls.length = 0;
      await syncTask(house, taskPk);
      expect(await snapshot()).toMatchObject({ final: false, subtasksComplete: false, subtasksTotal: 742 });
      return fake.calls.length;
    };
    const everything = 15;
    // Twice: a row may have slipped through once.
    expect([await poll(10), await poll(10)]).toEqual([everything, everything]);
    expect([await poll(10), await poll(10)]).toEqual([1, 1]);
    fake.setRow(taskId, "d-739", { status: "Success", output: "v2" });
    tell(701, 39);
    // What moved is read where it can have moved: the counters, a state of one page, and who left it.
    expect(await poll(10)).toBe(3);
    await expectSameAsPlatform();
    expect(await poll(10)).toBe(1);
    expect(await poll(300)).toBe(everything);
    for (let i = 700; i < 740; i++) fake.setRow(taskId, `d-${i}`, { status: "Success", output: "v2" });
    tell(740, 0);
    fake.setTask(taskId, { status: "Success" });
    expect(await poll(10)).toBe(everything);
    expect(await poll(1_800)).toBe(1);
    expect(await poll(1_800)).toBe(everything);
    await expectSameAsPlatform();
    fake.told.delete(taskId);
    passTime(house, 10);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ final: true, subtasksComplete: true, subtasksTotal: 740 });
  });

  it("is final with no rows at all when a task failed as a whole (F26)", async () => {
    house.fake.setTask(taskId, { status: "Fail", statusDescription: "no such group" });
    await syncTask(house, taskPk);
    const { task, ...rest } = await snapshot();
    expect(rest).toMatchObject({ final: true, subtasksComplete: true, subtasksTotal: 0 });
    expect(task.statusDescription).toBe("no such group");
  });

  it("marks a task the platform no longer has, keeps its rows and asks no more (F23)", async () => {
    addRows(60);
    await syncTask(house, taskPk);
    house.fake.tasks.delete(taskId);
    passTime(house, 60);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ state: "deleted", since: house.clock.now.toISOString() });
    expect((await storedRows(house, taskPk)).size).toBe(60);
    passTime(house, 3_600);
    expect(await syncTask(house, taskPk)).toBe(false);
  });

  it("is deleted as well when it goes in the middle of a crawl", async () => {
    addRows(600);
    house.fake.onCall = () => {
      if (house.fake.calls.length > 5) house.fake.tasks.delete(taskId);
    };
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ state: "deleted" });
  });

  it("counts failed reads, backs off, becomes unreachable, and forgets it all once a read goes well (F04)", async () => {
    addRows(3);
    await syncTask(house, taskPk);
    house.fake.onCall = () => {
      throw platformFailure("transient", 503);
    };
    const waits = [];
    for (let n = 0; n < 3; n++) {
      passTime(house, 300);
      const lease = await takeTask(house);
      if (!lease) throw new Error("not due");
      await runTaskSync(lease, house.deps, new AbortController().signal);
      waits.push(await dueIn());
    }
    expect(waits).toEqual([60, 120, 240]);
    expect(await snapshot()).toMatchObject({ state: "unreachable", reason: "upstream_unavailable" });
    expect(await isConnectionDown(house.store.database, house.store.connectionId)).toBe(true);
    expect((await storedRows(house, taskPk)).size).toBe(3);

    house.fake.onCall = () => undefined;
    await house.store.database.pool.query("UPDATE connection_sync SET failures = 1");
    passTime(house, 300);
    const lease = await takeTask(house);
    if (!lease) throw new Error("not due");
    await runTaskSync(lease, house.deps, new AbortController().signal);
    expect(await snapshot()).toMatchObject({ state: "fresh" });
    expect(await isConnectionDown(house.store.database, house.store.connectionId)).toBe(false);
  });

  it("stops every read of the connection when our credentials are refused (F20)", async () => {
    addRows(3);
    house.fake.onCall = () => {
      throw platformFailure("auth", 401);
    };
    await syncTask(house, taskPk);
    expect(await isConnectionDown(house.store.database, house.store.connectionId)).toBe(true);
    passTime(house, 3_600);
    expect(await takeTask(house)).toBeUndefined();
    const { rows } = await house.store.database.pool.query("SELECT due_at FROM connection_sync");
    expect(rows[0].due_at.getTime()).toBe(house.clock.now.getTime() - 3_600_000 + 300_000);
  });

  it("is stale, not unreachable, while the platform throttles (F01)", async () => {
    addRows(3);
    await syncTask(house, taskPk);
    house.fake.onCall = () => {
      throw platformFailure("throttled", 429);
    };
    passTime(house, 60);
    await syncTask(house, taskPk);
    expect(await snapshot()).toMatchObject({ state: "stale", reason: "throttled" });
    expect((await snapshot()).facts.failures).toBe(0);
  });

  it("gives the lease back at once when the worker stops, and keeps what was read", async () => {
    addRows(2_000);
    const stop = new AbortController();
    house.fake.onCall = () => {
      if (house.fake.calls.length > 15) stop.abort();
    };
    await syncTask(house, taskPk, stop.signal);
    const read = (await storedRows(house, taskPk)).size;
    expect(read).toBeGreaterThanOrEqual(550);
    expect(read).toBeLessThan(2_000);
    house.fake.onCall = () => undefined;
    const lease = await takeTask(house, "w2");
    expect(lease).toMatchObject({ id: taskPk, owner: "w2" });
  });

  it("writes nothing once somebody else has the lease (F42)", async () => {
    addRows(900);
    const lease = await takeTaskNow();
    house.fake.onCall = async () => {
      if (house.fake.calls.length !== 12) return;
      await untilStored(house, taskId, 550);
      passTime(house, 16);
      expect(await takeTask(house, "w2")).toMatchObject({ id: taskPk, fence: lease.fence + 1 });
    };
    await runTaskSync(lease, house.deps, new AbortController().signal);
    expect((await storedRows(house, taskPk)).size).toBe(550);
    expect(await snapshot()).toMatchObject({ subtasksComplete: false });
    const { rows } = await house.store.database.pool.query(
      "SELECT lease_owner FROM task_sync WHERE task_id = $1",
      [taskPk],
    );
    expect(rows[0].lease_owner).toBe("w2");
  });

  it("keeps the counters fresh during a long crawl", async () => {
    addRows(2_000);
    const seen: number[] = [];
    house.fake.onCall = async () => {
      passTime(house, 1);
      const calls = house.fake.calls.length;
      if (calls % 11 !== 5) return;
      await untilStored(house, taskId, Math.floor(calls / 11) * 550);
      const { facts } = await snapshot();
      seen.push(house.clock.now.getTime() - (facts.fetchedAt?.getTime() ?? 0));
    };
    await syncTask(house, taskPk);
    expect(Math.max(...seen.slice(1))).toBeLessThanOrEqual(12_000);
  });

  async function takeTaskNow() {
    await house.store.database.pool.query("UPDATE task_sync SET due_at = $1 WHERE task_id = $2", [
      house.clock.now,
      taskPk,
    ]);
    const lease = await takeTask(house);
    if (!lease) throw new Error("not due");
    return lease;
  }
});

describe("a large running task", () => {
  const total = 1_500;
  beforeEach(async () => {
    addRows(total, { status: "Success", output: "v2" });
    for (let i = 0; i < 60; i++)
      house.fake.setRow(taskId, `d-${i * 3}`, { status: "Processing", output: null });
    for (let i = 0; i < 10; i++)
      house.fake.setRow(taskId, `d-${1_000 + i}`, { status: "Fail", output: null });
    await syncTask(house, taskPk);
    house.fake.calls.length = 0;
    passTime(house, 60);
  });

  it("is read only where subtasks can move", async () => {
    house.fake.setRow(taskId, "d-0", { status: "Fail", errorCode: "IOTDA.014016" });
    house.fake.setRow(taskId, "d-1000", { status: "Waitting" });
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ subtasksComplete: true });
    expect(house.fake.calls.length).toBeLessThan(8);
  });

  it("asks one by one for the few that succeeded", async () => {
    for (let i = 0; i < 5; i++)
      house.fake.setRow(taskId, `d-${i * 3}`, { status: "Success", output: `out-${i}` });
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ subtasksComplete: true });
    expect(house.fake.calls.length).toBeLessThan(12);
  });

  it("reads the successes when many succeeded", async () => {
    for (let i = 0; i < 55; i++)
      house.fake.setRow(taskId, `d-${i * 3}`, { status: "Success", output: `out-${i}` });
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ subtasksComplete: true });
  });

  describe("of which many succeeded, too many to ask for each", () => {
    beforeEach(() => {
      house.deps.smallTask = 100;
      for (let i = 0; i < 25; i++)
        house.fake.setRow(taskId, `d-${i * 3}`, { status: "Success", output: `out-${i}` });
    });
    afterEach(() => {
      house.deps.smallTask = undefined;
    });
    const unread = async () => (await findUnreadOutputs(house.store.database, taskPk, 100)).length;
    const poll = async () => {
      house.fake.calls.length = 0;
      await syncTask(house, taskPk);
      passTime(house, 10);
      return house.fake.calls.length;
    };
    const states = (rows: Map<string, { status: string }>) =>
      [...rows].map(([target, { status }]) => `${target} ${status}`).toSorted();

    it("takes them for succeeded when the counters leave nothing else, and reads their outputs little by little", async () => {
      // The counters and two states of a page each; then ten outputs, and ten more with every call for the counters.
      expect(await poll()).toBe(1 + 2 + 10);
      expect(states(await storedRows(house, taskPk))).toEqual(states(platformRows(house, taskId)));
      expect(await unread()).toBe(15);
      expect(await snapshot()).toMatchObject({ subtasksComplete: false });
      expect([await poll(), await unread()]).toEqual([1 + 10, 5]);
      expect([await poll(), await unread()]).toEqual([1 + 5, 0]);
      expect(await snapshot()).toMatchObject({ subtasksComplete: true });
      await expectSameAsPlatform();
      expect(await poll()).toBe(1);
    });

    it("reads the other states again when they have moved meanwhile", async () => {
      await poll();
      house.fake.setRow(taskId, "d-1001", { status: "Processing" });
      expect(await poll()).toBe(1 + 2 + 10);
      expect(states(await storedRows(house, taskPk))).toEqual(states(platformRows(house, taskId)));
      expect(await snapshot()).toMatchObject({ subtasksComplete: false });
    });

    it("guesses nothing when one of them may be something else", async () => {
      house.fake.setRow(taskId, "d-0", { status: "Removed" });
      await syncTask(house, taskPk);
      await expectSameAsPlatform();
      expect(await unread()).toBe(0);
    });

    it("guesses nothing while the counters move", async () => {
      house.fake.onCall = ({ status }) => {
        if (status === "Fail") house.fake.setRow(taskId, "d-90", { status: "Success", output: "late" });
      };
      await syncTask(house, taskPk);
      house.fake.onCall = () => undefined;
      expect(await unread()).toBe(0);
      passTime(house, 60);
      await syncTask(house, taskPk);
      expect(states(await storedRows(house, taskPk))).toEqual(states(platformRows(house, taskId)));
    });

    it("reads what is left when the task has come to its end", async () => {
      await poll();
      house.fake.setTask(taskId, { status: "Success" });
      await poll();
      await expectSameAsPlatform();
      expect(await snapshot()).toMatchObject({ final: true });
    });
  });

  it("reads everything when the rows still are not what the counters count", async () => {
    // A success that the platform takes back is in no state that is read.
    house.fake.setRow(taskId, "d-1", { status: "Stopped" });
    house.fake.setRow(taskId, "d-2", { status: "Removed" });
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ subtasksComplete: true });
  });

  it("ends up as the platform has it, however it moves between and during the reads", async () => {
    let seed = 11;
    const draw = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % n;
    };
    const next: Record<string, string[]> = {
      Waitting: ["Processing"],
      Processing: ["Success", "Fail", "FailWaitRetry"],
      FailWaitRetry: ["Processing"],
      Fail: ["Processing", "Waitting"],
    };
    const churn = (moves: number) => {
      for (let n = 0; n < moves; n++) {
        const target = `d-${draw(total)}`;
        const row = house.fake.rowsOf(taskId).get(target);
        const words = next[row?.status ?? ""];
        const status = words?.[draw(words.length)];
        if (status)
          house.fake.setRow(taskId, target, { status, output: status === "Success" ? `o${n}` : null });
      }
    };
    house.fake.onCall = () => churn(3);
    for (let round = 0; round < 6; round++) {
      churn(200);
      await syncTask(house, taskPk);
      passTime(house, 60);
    }
    house.fake.onCall = () => undefined;
    await syncTask(house, taskPk);
    passTime(house, 60);
    await syncTask(house, taskPk);
    const { subtasksComplete } = await snapshot();
    expect(subtasksComplete).toBe(true);
    await expectSameAsPlatform();
    house.fake.setTask(taskId, { status: "PartialSuccess" });
    passTime(house, 60);
    await syncTask(house, taskPk);
    await expectSameAsPlatform();
    expect(await snapshot()).toMatchObject({ final: true });
  });
});
