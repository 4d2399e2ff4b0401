import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noProgress } from "@/lib/domain/progress";
import { findListSnapshot } from "@/lib/store/connection-sync-store";
import { pageSubtasks } from "@/lib/store/subtask-store";
import { summariseSubtasks } from "@/lib/store/subtask-summary";
import { followTask } from "@/lib/store/task-store";
import { platformRow } from "@/lib/store/testing/test-store";
import type { FakeLegacyPlatform } from "./testing/fake-legacy-platform";
import { platformFailure } from "./testing/fake-platform";
import {
  openLegacyHouse,
  passTime,
  type SyncHouse,
  stored,
  storeTask,
  syncList,
  syncTask,
  takeTask,
} from "./testing/sync-house";

let house: SyncHouse<FakeLegacyPlatform>;
beforeEach(async () => {
  house = await openLegacyHouse();
});
afterEach(() => house.store.close());

const command = (n: number, status = "Processing") =>
  platformRow(`d-${n}`, { commandId: `c-${String(n).padStart(6, "0")}`, status });
const addTask = async (taskId: string, rows: number, status = "Processing") => {
  house.fake.addTask(taskId, { type: "DeviceCmd", status: "Processing" });
  house.fake.addRows(
    taskId,
    Array.from({ length: rows }, (_, n) => command(n, status)),
  );
  return storeTask(house, taskId);
};
const calls = () => house.fake.calls.map(({ call }) => call);
const read = async (pk: number) => {
  house.fake.calls.length = 0;
  await syncTask(house, pk);
  return calls();
};
const byStatus = async (pk: number) => (await summariseSubtasks(house.store.database, pk)).byStatus;

describe("a legacy task", () => {
  it("is read with one call for itself and one a page, and asked once more when that took several", async () => {
    const pk = await addTask("t", 600);
    expect(await read(pk)).toEqual(["task", "rows", "rows", "rows", "task"]);
    expect(await stored(house, "t")).toMatchObject({
      progress: { ...noProgress, total: 600, processing: 600 },
      snapshot: { subtasksComplete: true, final: false, subtasksRead: 600 },
    });
    expect(await read(await addTask("small", 250))).toEqual(["task", "rows"]);
  });

  it("tells waiting from processing by its rows, and keeps that while the counters stand still", async () => {
    const pk = await addTask("t", 10, "Waitting");
    house.fake.setCommand("t", "c-000003", { status: "Processing" });
    await read(pk);
    expect((await stored(house, "t")).progress).toEqual({
      ...noProgress,
      total: 10,
      waiting: 9,
      processing: 1,
    });
    expect(await read(pk)).toEqual(["task", "rows"]);
    expect(await stored(house, "t")).toMatchObject({
      progress: { waiting: 9, processing: 1 },
      snapshot: { subtasksComplete: true },
    });
  });

  it("notices that commands were sent though no counter moved", async () => {
    const pk = await addTask("t", 10, "Waitting");
    await read(pk);
    house.fake.setCommand("t", "c-000004", { status: "Processing" });
    await read(pk);
    expect(await byStatus(pk)).toEqual({ Waitting: 9, Processing: 1 });
    expect((await stored(house, "t")).progress).toMatchObject({ waiting: 9, processing: 1 });
  });

  it("asks a large one for the number of waiting ones, and reads on only when that moved", async () => {
    const pk = await addTask("t", 1_000, "Waitting");
    await read(pk);
    expect(await read(pk)).toEqual(["task", "rows", "rows"]);
    expect(house.fake.calls.at(-1)).toMatchObject({ status: "Waitting", limit: 1 });
    house.fake.setCommand("t", "c-000700", { status: "Processing" });
    await read(pk);
    expect(await byStatus(pk)).toEqual({ Waitting: 999, Processing: 1 });
    expect(await stored(house, "t")).toMatchObject({
      progress: { waiting: 999, processing: 1 },
      snapshot: { subtasksComplete: true },
    });
  });

  it("is final once it is over and was read whole, and is then left alone", async () => {
    const pk = await addTask("t", 300);
    await read(pk);
    for (let n = 0; n < 300; n++) {
      const id = `c-${String(n).padStart(6, "0")}`;
      house.fake.setCommand("t", id, n < 290 ? { status: "Success" } : { status: "Timeout" });
    }
    house.fake.setTask("t", { status: "Timeout" });
    passTime(house, 300);
    await read(pk);
    expect(await stored(house, "t")).toMatchObject({
      status: "Timeout",
      progress: { ...noProgress, total: 300, success: 290, timeout: 10 },
      snapshot: { final: true, subtasksComplete: true, nextReadAt: null },
    });
    passTime(house, 3_600);
    expect(await takeTask(house)).toBeUndefined();
  });

  it("is final though its counters leave some out, whose rows say how they ended", async () => {
    house.fake.addTask("t", { type: "DeviceCmd", status: "Timeout" });
    house.fake.addRows("t", [command(1, "Success"), command(2, "Timeout"), command(3, "Timeout")]);
    // One of the two has expired before it was sent, and is in no counter but the total (sheet §13.5).
    house.fake.told.set("t", { timeout: 1, processing: 1 });
    const pk = await storeTask(house, "t");
    await read(pk);
    expect(await stored(house, "t")).toMatchObject({
      progress: { total: 3, success: 1, timeout: 1, waiting: 0, processing: 0 },
      snapshot: { final: true },
    });
    expect(await byStatus(pk)).toEqual({ Success: 1, Timeout: 2 });
  });

  it("is not complete when a page shifted and a row slipped through, and is after the next read", async () => {
    const pk = await addTask("t", 1_000);
    let moved = false;
    house.fake.onCall = ({ call, offset }) => {
      if (call !== "rows" || offset !== 500 || moved) return;
      moved = true;
      const rows = house.fake.tasks.get("t")?.rows ?? [];
      rows.push(...rows.splice(0, 1));
    };
    await read(pk);
    expect(moved).toBe(true);
    expect((await stored(house, "t")).snapshot).toMatchObject({ subtasksComplete: false, subtasksRead: 999 });
    passTime(house, 60);
    await read(pk);
    expect((await stored(house, "t")).snapshot).toMatchObject({
      subtasksComplete: true,
      subtasksRead: 1_000,
    });
  });

  it("keeps the commands of one device apart, read after read", async () => {
    house.fake.addTask("t", { type: "DeviceCmd", status: "Processing" });
    const twice = (commandId: string) => platformRow("valve", { commandId });
    house.fake.addRows("t", [twice("c-9"), twice("c-1")]);
    const pk = await storeTask(house, "t");
    await read(pk);
    house.fake.setCommand("t", "c-1", { status: "Success" });
    house.fake.tasks.get("t")?.rows.reverse();
    passTime(house, 60);
    await read(pk);
    const { rows } = await pageSubtasks(house.store.database, pk, { limit: 10 });
    expect(rows.map(({ commandId, status, attempt }) => [commandId, status, attempt])).toEqual([
      ["c-9", "Processing", 1],
      ["c-1", "Success", 1],
    ]);
    expect((await stored(house, "t")).snapshot).toMatchObject({ subtasksComplete: true, subtasksTotal: 2 });
  });

  it("reads what left a state while a large task is walked by states", async () => {
    const pk = await addTask("t", 2_000);
    await read(pk);
    for (const n of [3, 900, 1_500]) {
      house.fake.setCommand("t", `c-${String(n).padStart(6, "0")}`, {
        status: n === 900 ? "Fail" : "Success",
      });
    }
    passTime(house, 60);
    await read(pk);
    expect(house.fake.calls.some((call) => "status" in call && call.status === "Processing")).toBe(true);
    expect(await byStatus(pk)).toEqual({ Processing: 1_997, Success: 2, Fail: 1 });
    expect((await stored(house, "t")).snapshot).toMatchObject({ subtasksComplete: true });
  });

  it("is polled like any other: every 10 s while watched, less and less while nothing moves", async () => {
    const pk = await addTask("t", 1);
    const dueIn = async () => {
      const { snapshot } = await stored(house, "t");
      return ((snapshot.nextReadAt?.getTime() ?? 0) - house.clock.now.getTime()) / 1_000;
    };
    await read(pk);
    expect(await dueIn()).toBe(60);
    await read(pk);
    expect(await dueIn()).toBe(90);
    await followTask(house.store.database.prisma, pk, house.clock.now);
    await read(pk);
    expect(await dueIn()).toBe(10);
  });

  it("asks for a task of another application there", async () => {
    house.fake.addTask("t", { type: "DeviceCmd", appId: "other" });
    await read(await storeTask(house, "t"));
    expect(house.fake.calls[0]).toMatchObject({ call: "task", taskId: "t" });
    const shown = house.fake.calls.find(({ call }) => call === "rows");
    expect(shown).toMatchObject({ appId: "other" });
  });
});

describe("the list of a legacy connection", () => {
  const list = async () => {
    const { store, clock } = house;
    const facts = await findListSnapshot(store.database.prisma, store.connectionId, clock.now);
    if (!facts) throw new Error("no list");
    return { ...facts, dueIn: ((facts.nextReadAt?.getTime() ?? 0) - clock.now.getTime()) / 1_000 };
  };

  it("is no list to read: nothing is asked, nothing is missing, nothing fails", async () => {
    await addTask("t", 1);
    expect(await syncList(house)).toBe(true);
    expect(calls()).toEqual([]);
    expect(await list()).toMatchObject({
      missingTypes: [],
      failures: 0,
      dueIn: 300,
      fetchedAt: house.clock.now,
    });
    expect((await stored(house, "t")).snapshot.deletedAt).toBeNull();
  });

  it("asks for one task whether a connection that was down is well again", async () => {
    const pk = await addTask("t", 1);
    const over = await addTask("over", 1);
    house.fake.setTask("over", { status: "Success" });
    house.fake.setCommand("over", "c-000000", { status: "Success" });
    await read(over);
    house.fake.onCall = () => {
      throw platformFailure("auth", 403);
    };
    await read(pk);
    expect(await list()).toMatchObject({ failureReason: "upstream_auth", dueIn: 300 });
    expect(await takeTask(house)).toBeUndefined();

    house.fake.calls.length = 0;
    passTime(house, 300);
    await syncList(house);
    expect(house.fake.calls).toEqual([expect.objectContaining({ call: "task", taskId: "t" })]);
    expect(await list()).toMatchObject({ failureReason: "upstream_auth", dueIn: 300 });

    house.fake.onCall = () => undefined;
    passTime(house, 300);
    await syncList(house);
    expect(await list()).toMatchObject({ failures: 0, failureReason: null });
    expect(await takeTask(house)).toMatchObject({ taskId: "t" });
  });

  it("is well again when the platform says that it has no such task", async () => {
    const pk = await addTask("t", 1);
    house.fake.onCall = () => {
      throw platformFailure("auth", 403);
    };
    await read(pk);
    house.fake.onCall = () => undefined;
    house.fake.tasks.delete("t");
    passTime(house, 300);
    await syncList(house);
    expect(await list()).toMatchObject({ failures: 0, failureReason: null });
  });
});
