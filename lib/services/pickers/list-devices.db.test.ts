import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeviceList, ListDevicesQuery } from "@/lib/contracts/fleet-pickers";
import { productId, slug, startWorld, type World } from "../testing/start-world";
import { listDevices } from "./list-devices";

/* The demo fleet: 120,000 devices; `wm-0000001` is the first water meter (simulator/README.md). */

const harbour = "4e9a26d81c704f5ab3e07d92c6518fb0";
const sensor = "663ffa154c3d5e6f70819206";
const meter = (number: number) => `${productId}_wm-${String(number).padStart(7, "0")}`;

let world: World;
beforeAll(async () => {
  world = await startWorld({ fleet: "demo" });
});
/** The search of the platform takes one call a second: here every call comes a second after the one before. */
beforeEach(() => {
  const { platform, simulator } = world;
  world.reach.platform = {
    ...platform,
    searchDevices(sql, options) {
      simulator.advanceClock(1_000);
      return platform.searchDevices(sql, options);
    },
  };
});
afterEach(() => world.simulator.reset());
afterAll(() => world.close());

type Query = Record<string, string | number>;
const list = async (query: Query = {}) =>
  DeviceList.parse(
    await listDevices({
      ctx: world.context(),
      input: { params: { connection: slug }, query: ListDevicesQuery.parse(query) },
    }),
  );

async function walk(query: Query): Promise<string[]> {
  const ids: string[] = [];
  let page = await list(query);
  for (;;) {
    ids.push(...page.items.map(({ deviceId }) => deviceId));
    if (page.nextCursor === null) return ids;
    page = await list({ ...query, cursor: page.nextCursor });
  }
}

async function findGroup(name: string): Promise<string> {
  const [group] = (await world.platform.listGroups({ name, limit: 1 }, { lane: "people" })).rows;
  return group?.groupId ?? "";
}

describe("without a text", () => {
  it("lists devices with their status, by space and product, and counts them", async () => {
    const all = await list({ limit: 3 });
    expect(all.total).toBe(120_000);
    expect(all.items).toHaveLength(3);
    expect(all.items[0]).toMatchObject({ productId: sensor, status: expect.any(String), appId: harbour });
    const meters = await list({ productId, limit: 120 });
    expect(meters.total).toBe(48_000);
    expect(new Set(meters.items.map((row) => row.deviceId)).size).toBe(120);
    expect(meters.items.every((row) => row.productId === productId)).toBe(true);
    expect(await list({ productId, appId: harbour })).toEqual({ items: [], total: 0, nextCursor: null });
  });

  it("goes on where a page ended", async () => {
    const [first, second] = [await list({ productId, limit: 7 }), await list({ productId, limit: 14 })];
    const rest = await list({ productId, limit: 7, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items]).toEqual(second.items);
    await expect(list({ productId: sensor, limit: 7, cursor: first.nextCursor ?? "" })).rejects.toMatchObject(
      {
        code: "invalid_input",
      },
    );
  });
});

describe("with a text", () => {
  it("finds a device by its whole id, in its own space and product only", async () => {
    expect(await walk({ q: meter(7) })).toEqual([meter(7)]);
    expect(await walk({ q: meter(7), productId })).toEqual([meter(7)]);
    expect(await walk({ q: meter(7), productId: sensor })).toEqual([]);
    expect(await walk({ q: meter(7), appId: harbour })).toEqual([]);
    expect(world.simulator.calls().some(({ path }) => path.includes("/search/"))).toBe(false);
  });

  it("finds devices by the beginning of name or node id, each once, to the last", async () => {
    const searches = () => world.simulator.calls().filter(({ path }) => path.includes("/search/")).length;
    expect(await walk({ q: "wm-0000019" })).toEqual([meter(19)]);
    expect(searches()).toBe(1);
    expect(await walk({ q: "wm-000001", limit: 4 })).toEqual(
      [19, 18, 17, 16, 15, 14, 13, 12, 11, 10].map((number) => meter(number)),
    );
    world.simulator.setDevices([
      { deviceId: "named_1", productId, name: "Valve 9" },
      { deviceId: "Valve_2", productId, name: "Valve 9" },
      { deviceId: `${productId}_Valve-3`, productId },
    ]);
    for (const limit of [1, 50]) {
      expect((await walk({ q: "Valve", limit })).sort()).toEqual([
        `${productId}_Valve-3`,
        "Valve_2",
        "named_1",
      ]);
      expect(await walk({ q: "Valve_2", limit })).toEqual(["Valve_2"]);
      expect(await walk({ q: "Valve", productId: sensor, limit })).toEqual([]);
      expect(await walk({ q: "Valve", productId, appId: harbour, limit })).toEqual([]);
      expect(await walk({ q: "V".repeat(128), productId, limit })).toEqual([]);
    }
  });

  it("falls back to whole names and node ids where there is no search, and for short texts", async () => {
    world.simulator.setDevices([
      { deviceId: "first", productId, name: "Yard" },
      { deviceId: `${productId}_Yard` },
      { deviceId: `${sensor}_Yard`, name: "Yard" },
      { deviceId: "short", productId, name: "Y" },
    ]);
    world.simulator.addFault({
      ...{ kind: "status", status: 403, code: "IOTDA.000004", message: "not in this edition" },
      match: { path: "/search/query-devices" },
    });
    for (const limit of [1, 2, 50]) {
      expect((await walk({ q: "Yard", limit })).sort()).toEqual([
        `${productId}_Yard`,
        `${sensor}_Yard`,
        "first",
      ]);
    }
    const asked = () => world.simulator.calls().filter(({ path }) => path.includes("/search/")).length;
    const before = asked();
    expect(await walk({ q: "Y" })).toEqual(["short"]);
    expect(await walk({ q: "Yard' or '1" })).toEqual([]);
    expect(await walk({ q: "'".repeat(128) })).toEqual([]);
    expect(asked()).toBe(before);
  });
});

describe("of a group", () => {
  it("lists the members, and looks for a part of their texts", async () => {
    const groupId = await findGroup("Canary");
    const { items, total } = await list({ groupId, limit: 200 });
    expect(total).toBe(50);
    expect(items.map(({ deviceId }) => deviceId)).toContain(meter(1));
    expect(items[0]).toMatchObject({ status: null, productId });
    expect(await walk({ groupId, q: "00004", limit: 3 })).toEqual(
      [49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 4].map((number) => meter(number)),
    );
    expect(await list({ groupId, productId: sensor })).toEqual({ items: [], total: null, nextCursor: null });
  });

  it("ends a page early rather than walk a large group for one rare text, and goes on behind it", async () => {
    const groupId = await findGroup("Water North Hill");
    const first = await list({ groupId, q: "0000001" });
    expect(first.items).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    expect(await walk({ groupId, q: "0000001" })).toEqual([meter(1)]);
  });

  it("says when there is no such group", async () => {
    await expect(list({ groupId: "gone" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("when the platform fails", () => {
  it("says so, on the first call and in the middle of the stages", async () => {
    world.simulator.addFault({ kind: "reset", match: { path: "/devices?" } });
    await expect(list()).rejects.toMatchObject({ code: "upstream_unavailable" });
    world.simulator.clearFaults();
    world.simulator.addFault({ kind: "throttle", match: { path: "/search/query-devices" } });
    await expect(list({ q: "wm-0000" })).rejects.toMatchObject({ code: "upstream_throttled" });
  });

  it("does not call an archived connection", async () => {
    const { prisma } = world.database;
    const where = { id: world.connection.id };
    await prisma.connection.update({ where, data: { archivedAt: world.now() } });
    await expect(list()).rejects.toMatchObject({ code: "conflict", hint: "archived" });
    await prisma.connection.update({ where, data: { archivedAt: null } });
  });
});
