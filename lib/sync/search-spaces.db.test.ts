import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/store/db";
import { countUnfinishedBySpace } from "@/lib/store/task-space-store";
import { markTaskDeleted } from "@/lib/store/task-store";
import { listedTypes } from "./listed-types";
import { platformFailure } from "./testing/fake-platform";
import { openSyncHouse, passTime, type SyncHouse, stored, syncList } from "./testing/sync-house";

let house: SyncHouse;
beforeEach(async () => {
  house = await openSyncHouse();
  house.fake.spaces = ["north", "south"];
});
afterEach(() => house.store.close());

let second = 0;
const addTask = (taskId: string, space: string | null, facts: { type?: string; status?: string } = {}) => {
  const createdAt = new Date(Date.UTC(2026, 9, 1, 0, 0, second++)).toISOString();
  house.fake.addTask(taskId, { type: "firmwareUpgrade", status: "Processing", createdAt, ...facts });
  if (space) house.fake.spaceOf.set(taskId, space);
};
/** The narrowed calls of one list run. */
const search = async () => {
  house.fake.calls.length = 0;
  await syncList(house);
  return house.fake.calls.flatMap((call) =>
    call.call === "list" && call.appId !== undefined ? [`${call.type}/${call.appId}`] : [],
  );
};
const spaceOf = async (taskId: string) => (await stored(house, taskId)).appId;

describe("the search for resource spaces", () => {
  it("finds the space of tasks made elsewhere, and asks nothing once all are known", async () => {
    addTask("a", "north");
    addTask("b", "south");
    addTask("c", "south", { type: "createCommands", status: "Success" });
    expect(await search()).toEqual([
      ...["firmwareUpgrade/north", "firmwareUpgrade/south"],
      ...["createCommands/north", "createCommands/south"],
    ]);
    expect([await spaceOf("a"), await spaceOf("b"), await spaceOf("c")]).toEqual(["north", "south", "south"]);
    passTime(house, 300);
    expect(await search()).toEqual([]);
  });

  it("stops at the space that has them all", async () => {
    addTask("a", "north");
    expect(await search()).toEqual(["firmwareUpgrade/north"]);
  });

  it("goes back as far as the oldest one it wants, over several pages", async () => {
    addTask("oldest", "south");
    for (let n = 0; n < 120; n++) addTask(`t-${n}`, "south");
    expect(await search()).toEqual([
      "firmwareUpgrade/north",
      ...Array.from({ length: 3 }, () => "firmwareUpgrade/south"),
    ]);
    expect(await spaceOf("oldest")).toBe("south");
  });

  it("leaves what is in no space unknown, and looks again after an hour while it still runs", async () => {
    addTask("a", null);
    addTask("done", null, { status: "Success" });
    expect(await search()).toHaveLength(2);
    expect(await spaceOf("a")).toBeNull();
    passTime(house, 300);
    expect(await search()).toEqual([]);
    addTask("new", "north");
    passTime(house, 300);
    expect(await search()).toEqual(["firmwareUpgrade/north"]);
    passTime(house, 3_600);
    house.fake.spaceOf.set("a", "south");
    expect(await search()).toHaveLength(2);
    expect([await spaceOf("a"), await spaceOf("done")]).toEqual(["south", null]);
  });

  it("never takes more calls than types times spaces: what is older stays unknown", async () => {
    house.fake.spaces = ["north"];
    addTask("oldest", "north");
    for (let n = 0; n < 60 * listedTypes.length; n++) addTask(`t-${n}`, "north");
    expect(await search()).toHaveLength(listedTypes.length);
    expect(await spaceOf("oldest")).toBeNull();
    expect(await spaceOf("t-700")).toBe("north");
    passTime(house, 600);
    expect(await search()).toEqual([]);
  });

  it("passes a space it may not list, and is no failure of the list", async () => {
    addTask("a", "south");
    house.fake.onCall = (call) => {
      if (call.call === "list" && call.appId === "north") throw platformFailure("rejected", 403);
    };
    expect(await search()).toHaveLength(2);
    expect(await spaceOf("a")).toBe("south");
  });

  it("is cut short by any other trouble, which the list does not suffer from", async () => {
    addTask("a", "south");
    house.fake.onCall = (call) => {
      if (call.call === "list" && call.appId !== undefined) throw platformFailure("throttled", 429);
    };
    expect(await search()).toHaveLength(1);
    const { fetchedAt, failures } = await house.store.database.prisma.connectionSync.findUniqueOrThrow({
      where: { connectionId: house.store.connectionId },
    });
    expect({ fetchedAt, failures }).toEqual({ fetchedAt: house.clock.now, failures: 0 });
    house.fake.onCall = () => undefined;
    passTime(house, 600);
    await search();
    expect(await spaceOf("a")).toBe("south");
  });
});

describe("countUnfinishedBySpace", () => {
  const count = async () => {
    const { prisma } = house.store.database;
    const { bySpace, unknown } = await countUnfinishedBySpace(prisma, house.store.connectionId);
    return { ...Object.fromEntries(bySpace), unknown };
  };

  it("counts what still takes a place in its space, and what may", async () => {
    expect(await count()).toEqual({ unknown: 0 });
    for (const [n, status] of ["Initializing", "Waitting", "Stopping", "Pondering"].entries()) {
      addTask(`n-${n}`, "north", { status });
    }
    for (const status of ["Success", "PartialSuccess", "Fail", "Stopped", "Timeout"]) {
      addTask(`over-${status}`, "north", { status });
    }
    addTask("s", "south");
    addTask("gone", "south");
    addTask("nowhere", null);
    await search();
    const { id } = await stored(house, "gone");
    await inTransaction(house.store.database, (tx) => markTaskDeleted(tx, id, house.clock.now));
    expect(await count()).toEqual({ north: 4, south: 1, unknown: 1 });
  });
});
