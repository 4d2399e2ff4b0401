import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  CompareGroups,
  DeviceGroupList,
  GroupMemberList,
  GroupOverlap,
  ListDeviceGroupsQuery,
  ListGroupMembersQuery,
} from "@/lib/contracts/fleet-pickers";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { compareGroups } from "./compare-groups";
import { listDeviceGroups } from "./list-device-groups";
import { listGroupMembers } from "./list-group-members";

/* Forty-two groups of the demo fleet, two of them dynamic (simulator/README.md). */

let world: World;
const ids = new Map<string, string>();
beforeAll(async () => {
  world = await startWorld({ fleet: "demo" });
  for (const group of (await list({ limit: 200 })).items) ids.set(group.name, group.groupId);
});
afterEach(() => {
  world.simulator.reset();
  world.reach.platform = world.platform;
  world.pass(60_000);
});
afterAll(() => world.close());

const idOf = (name: string) => ids.get(name) ?? "";

async function list(query: Record<string, string | number> = {}) {
  const input = { params: { connection: slug }, query: ListDeviceGroupsQuery.parse(query) };
  return DeviceGroupList.parse(await listDeviceGroups({ ctx: world.context(), input }));
}
async function members(groupId: string, query: Record<string, string | number> = {}) {
  const input = { params: { connection: slug, groupId }, query: ListGroupMembersQuery.parse(query) };
  return GroupMemberList.parse(await listGroupMembers({ ctx: world.context(), input }));
}
async function compare(...groupIds: string[]) {
  const input = { params: { connection: slug }, body: CompareGroups.parse({ groupIds }) };
  return GroupOverlap.parse(await compareGroups({ ctx: world.context(), input }));
}

describe("listDeviceGroups", () => {
  it("lists every group once with its parent and type, whatever the size of a page", async () => {
    const whole = await list({ limit: 200 });
    expect(whole.total).toBe(whole.items.length);
    expect(ids.size).toBe(whole.items.length);
    const rows = [];
    let page = await list({ limit: 13 });
    for (;;) {
      rows.push(...page.items);
      if (page.nextCursor === null) break;
      page = await list({ limit: 13, cursor: page.nextCursor });
    }
    expect(rows).toEqual(whole.items);
    const named = (name: string) => whole.items.find((group) => group.name === name);
    expect(named("Water North Hill")).toMatchObject({ parentId: idOf("Water all North"), type: "STATIC" });
    expect(named("Water all North")).toMatchObject({ parentId: null });
    expect(named("Gateways online")).toMatchObject({ type: "DYNAMIC" });
  });

  it("narrows by space and by a part of a text", async () => {
    const names = async (query: Record<string, string>) => (await list(query)).items.map(({ name }) => name);
    const appId = "4e9a26d81c704f5ab3e07d92c6518fb0";
    expect(await names({ q: "pUMPs " })).toEqual(["Pumps Sewers", "Pumps Boosters", "Pumps Intake"]);
    expect(await names({ q: idOf("Canary") })).toEqual(["Canary"]);
    expect(await names({ appId, q: "room" })).toEqual(["Room sensors B", "Room sensors A"]);
    expect(await list({ q: "nowhere" })).toEqual({ items: [], total: null, nextCursor: null });
  });
});

describe("listGroupMembers", () => {
  it("counts with one row, and lists every member once", async () => {
    expect(await members(idOf("Water North Hill"), { limit: 1 })).toMatchObject({
      ...{ total: 4_000, items: [{ nodeId: expect.any(String) }] },
    });
    const all = await members(idOf("Warehouse spares"), { limit: 200 });
    expect(all).toMatchObject({ total: 500 });
    const seen = new Set<string>();
    let page = all;
    for (;;) {
      for (const { deviceId } of page.items) seen.add(deviceId);
      if (page.nextCursor === null) break;
      page = await members(idOf("Warehouse spares"), { limit: 200, cursor: page.nextCursor });
    }
    expect(seen.size).toBe(500);
  });

  it("says when there is no such group, and takes no cursor of another", async () => {
    await expect(members("gone")).rejects.toMatchObject({ code: "not_found" });
    const { nextCursor } = await members(idOf("Canary"), { limit: 1 });
    await expect(members(idOf("Pilot ring"), { limit: 1, cursor: nextCursor ?? "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("says when the platform does not answer", async () => {
    world.simulator.addFault({ kind: "reset", match: { path: "/device-group" } });
    await expect(members(idOf("Canary"))).rejects.toMatchObject({ code: "upstream_unavailable" });
    await expect(list()).rejects.toMatchObject({ code: "upstream_unavailable" });
  });
});

describe("compareGroups", () => {
  it("counts devices in several small groups once", async () => {
    // Every 91st meter is in the pilot ring, the first fifty are the canaries: only the first is in both.
    expect(await compare(idOf("Canary"), idOf("Pilot ring"), idOf("Warehouse spares"))).toEqual({
      ...{ total: 1_050, distinct: 1_049, reason: null, readAt: world.now().toISOString() },
      pairs: [{ groupIds: [idOf("Canary"), idOf("Pilot ring")], shared: 1 }],
    });
  });

  it("tells only the sizes of large ones, and reads no more of them than their first page", async () => {
    const before = world.simulator.calls().length;
    expect(await compare(idOf("Canary"), idOf("Water North Hill"))).toMatchObject({
      ...{ total: 4_050, distinct: null, reason: "too_many", pairs: [] },
    });
    expect(world.simulator.calls().length - before).toBe(2);
  });

  it("ends where a platform's pages never do", async () => {
    world.simulator.addFault({ kind: "endless-pages", match: { path: "/device-group" } });
    expect(await compare(idOf("Canary"), idOf("Pilot ring"))).toMatchObject({ distinct: 549 });
    expect(world.simulator.calls().length).toBeLessThanOrEqual(80);
  });

  it("names each group once, and only some", () => {
    for (const groupIds of [["a"], ["a", "a"], Array.from({ length: 21 }, (_, n) => `g${n}`)]) {
      expect(CompareGroups.safeParse({ groupIds }).success).toBe(false);
    }
  });

  it("says when one is not there, and how often is often enough", async () => {
    const gone = compare(idOf("Canary"), "gone");
    await expect(gone).rejects.toMatchObject({ code: "not_found" });
    for (let n = 1; n < 10; n += 1) await compare(idOf("Canary"), idOf("Building gateways"));
    await expect(compare(idOf("Canary"), idOf("Building gateways"))).rejects.toMatchObject({
      ...{ code: "too_many_requests", retryAfterSeconds: 60 },
    });
  });

  it("is for those who may see the connection", async () => {
    const ctx = world.context({ ...operator, grants: {} });
    const input = { params: { connection: slug }, body: { groupIds: ["a", "b"] } };
    await expect(compareGroups({ ctx, input })).rejects.toMatchObject({ code: "not_found" });
  });
});
