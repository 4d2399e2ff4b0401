import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { CheckTargets, TargetCheck } from "@/lib/contracts/target-checks";
import { operator, productId, slug, startWorld, type World } from "../testing/start-world";
import { checkTargets } from "./check-targets";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => {
  world.simulator.reset();
  world.reach.platform = world.platform;
  world.pass(60_000);
});
afterAll(() => world.close());

const gateways = "662ce8044c3d5e6f70819205";

async function check(body: CheckTargets, caller = operator) {
  const input = { params: { connection: slug }, body: CheckTargets.parse(body) };
  return TargetCheck.parse(await checkTargets({ ctx: world.context(caller), input }));
}

it("says of each device what it is and what stands against it", async () => {
  world.simulator.setDevices([
    { deviceId: `${productId}_fine`, name: "Fine", online: true },
    { deviceId: `${productId}_frozen`, frozen: true, online: true },
    { deviceId: `${gateways}_gate`, online: true },
    { deviceId: `${gateways}_cold`, frozen: true },
    { deviceId: `${productId}_new` },
  ]);
  const neverOn = { kind: "rewrite", at: "status", value: "INACTIVE" } as const;
  world.simulator.addFault({ ...neverOn, match: { path: `${productId}_new` } });
  const ids = ["fine", "frozen", "none", "new"].map((end) => `${productId}_${end}`);
  const all = [...ids, `${gateways}_gate`, `${gateways}_cold`, ids[0] ?? ""];
  const { items, checkedAt } = await check({ ids: all, productIds: [productId] });
  expect(checkedAt).toBe(world.now().toISOString());
  expect(items.map(({ deviceId, state, problem }) => [deviceId, state, problem])).toEqual([
    [`${productId}_fine`, "found", null],
    [`${productId}_frozen`, "found", "frozen"],
    [`${productId}_none`, "missing", "unknown"],
    [`${productId}_new`, "found", "inactive"],
    [`${gateways}_gate`, "found", "other_product"],
    [`${gateways}_cold`, "found", "other_product"],
  ]);
  expect(items[0]).toEqual({
    ...{ deviceId: `${productId}_fine`, state: "found", problem: null, name: "Fine", status: "ONLINE" },
    ...{ productId, productName: "Water meter WM-300", nodeType: "GATEWAY", gatewayId: `${productId}_fine` },
  });
  const anyProduct = await check({ ids: [`${gateways}_gate`] });
  expect(anyProduct.items[0]?.problem).toBeNull();
});

it("leaves a device unread that could not be asked about, and never takes it for unknown", async () => {
  const [first = "", second = "", third = ""] = world.addDevices(3);
  world.simulator.addFault({ kind: "reset", match: { path: second } });
  const { items } = await check({ ids: [first, second, third] });
  expect(items.map(({ state, problem }) => [state, problem])).toEqual([
    ["found", null],
    ["unread", null],
    ["found", null],
  ]);
});

it("tells what it has when the time is up", async () => {
  const [first = "", second = "", third = ""] = world.addDevices(3);
  const stop = new AbortController();
  const deadline = vi.spyOn(AbortSignal, "timeout").mockReturnValue(stop.signal);
  world.simulator.addFault({ kind: "hang", match: { path: second } });
  const { platform } = world;
  const missing = new Set([first, third]);
  world.reach.platform = {
    ...platform,
    async showDevice(deviceId, options) {
      const device = await platform.showDevice(deviceId, options);
      if (missing.delete(deviceId) && missing.size === 0) stop.abort();
      return device;
    },
  };
  const { items } = await check({ ids: [first, second, third] });
  expect(items.map(({ state }) => state)).toEqual(["found", "unread", "found"]);
  expect(deadline).toHaveBeenCalledWith(20_000);
  deadline.mockRestore();
});

it.each([
  [{ kind: "reset" }, "upstream_unavailable"],
  [{ kind: "throttle" }, "upstream_throttled"],
  [{ kind: "status", status: 401, code: "IOTDA.000002" }, "upstream_auth"],
] as const)("says why nothing could be read: %o", async (fault, code) => {
  const ids = world.addDevices(6);
  world.simulator.addFault({ ...fault });
  await expect(check({ ids })).rejects.toMatchObject({ code });
});

it("asks about four devices at once at most, each once", async () => {
  const ids = world.addDevices(20);
  const { platform } = world;
  let now = 0;
  let most = 0;
  const asked: string[] = [];
  world.reach.platform = {
    ...platform,
    async showDevice(deviceId, options) {
      asked.push(deviceId);
      now += 1;
      most = Math.max(most, now);
      try {
        return await platform.showDevice(deviceId, options);
      } finally {
        now -= 1;
      }
    },
  };
  const { items } = await check({ ids });
  expect(items.map(({ deviceId }) => deviceId)).toEqual(ids);
  expect(most).toBe(4);
  expect(asked.sort()).toEqual([...ids].sort());
});

it("takes twenty devices a call, thirty calls a minute, of those who may change something", async () => {
  const ids = Array.from({ length: 21 }, (_, n) => `d${n}`);
  expect(CheckTargets.safeParse({ ids }).success).toBe(false);
  expect(CheckTargets.safeParse({ ids: ids.slice(1) }).success).toBe(true);
  expect(CheckTargets.safeParse({ ids: ["a b"] }).success).toBe(false);
  const viewer = { ...operator, id: "p2", grants: { [slug]: ["viewer" as const] } };
  await expect(check({ ids: ["a"] }, viewer)).rejects.toMatchObject({ code: "forbidden" });
  for (let n = 0; n < 30; n += 1) await check({ ids: ["a"] });
  await expect(check({ ids: ["a"] })).rejects.toMatchObject({ code: "too_many_requests" });
  world.pass(60_000);
  await check({ ids: ["a"] });
});

it("is refused on an archived connection, and allowed on one that is read only", async () => {
  const { prisma } = world.database;
  const where = { id: world.connection.id };
  await prisma.connection.update({ where, data: { readOnly: true } });
  expect((await check({ ids: ["a"] })).items).toHaveLength(1);
  await prisma.connection.update({ where, data: { readOnly: false, archivedAt: world.now() } });
  await expect(check({ ids: ["a"] })).rejects.toMatchObject({ code: "conflict", hint: "archived" });
  await prisma.connection.update({ where, data: { archivedAt: null } });
});
