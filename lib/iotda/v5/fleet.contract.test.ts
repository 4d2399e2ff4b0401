import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PlatformPage } from "@/lib/domain/platform-task";
import type { PageQuery } from "../call-options";
import { meter, meterFirmware, meterProduct, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";

/* Everything there is to choose from, against the simulator's demo fleet (sheet §11; simulator/README.md). */

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const riverton = "b7d1c0f4a95e4c3e8f20d6137a4be915";
const harbour = "4e9a26d81c704f5ab3e07d92c6518fb0";
const sensor = "663ffa154c3d5e6f70819206";
const gateway = "662ce8044c3d5e6f70819205_gw-0000001";

async function walk<Row>(
  limit: number,
  read: (page: PageQuery) => Promise<PlatformPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let marker: string | null = null;
  do {
    const page: PlatformPage<Row> = await read({ limit, ...(marker === null ? {} : { marker }) });
    rows.push(...page.rows);
    marker = page.marker;
  } while (marker !== null);
  return rows;
}

const lists: Record<string, (page: PageQuery) => Promise<PlatformPage<object>>> = {
  ListProducts: (page) => scene.platform.listProducts(page, people),
  ListDevices: (page) => scene.platform.listDevices({ gatewayId: gateway, ...page }, people),
  ListDeviceGroups: (page) => scene.platform.listGroups(page, people),
  ShowDevicesInGroup: async (page) => {
    const [canary] = (await scene.platform.listGroups({ name: "Canary", limit: 1 }, people)).rows;
    return scene.platform.listGroupDevices(canary?.groupId ?? "", page, people);
  },
  ListOtaPackages: (page) => scene.platform.listPackages({ type: "firmwarePackage", ...page }, people),
  ListOtaModules: (page) => scene.platform.listModules(page, people),
};

describe("every list", () => {
  it.each(Object.entries(lists))("%s is paged by limit, marker and offset", async (_name, read) => {
    const { rows: all, total } = await read({ limit: 50 });
    expect(all.length).toBe(Math.min(total, 50));
    expect(await walk(7, read)).toHaveLength(total);
    expect((await walk(7, read)).slice(0, 50)).toEqual(all);
    expect((await read({ limit: 50, offset: 1 })).rows.slice(0, all.length - 1)).toEqual(all.slice(1));
    expect((await read({ limit: 1 })).rows).toEqual(all.slice(0, 1));
    expect(await read({ limit: 50, offset: 500 })).toMatchObject({ rows: [], total });
  });
});

describe("resource spaces", () => {
  it("are listed, by default or not, and shown", async () => {
    const { platform } = scene;
    const ids = async (filter?: { isDefault: boolean }) =>
      (await platform.listApps(people, filter)).map(({ appId }) => appId);
    expect(await ids()).toEqual([riverton, harbour]);
    expect(await ids({ isDefault: true })).toEqual([riverton]);
    expect(await ids({ isDefault: false })).toEqual([harbour]);
    expect(await platform.showApp(harbour, people)).toEqual({
      appId: harbour,
      name: "harbour-buildings",
      default: false,
    });
  });
});

describe("products", () => {
  it("are listed page by page, by space and by name", async () => {
    const { platform } = scene;
    const all = await walk(2, (page) => platform.listProducts(page, people));
    expect(new Set(all.map(({ productId }) => productId)).size).toBe(6);
    const ours = await platform.listProducts({ appId: harbour, limit: 50 }, people);
    expect(ours.rows.map(({ appId }) => appId)).toEqual([harbour, harbour]);
    const named = await platform.listProducts({ name: all[0]?.name, limit: 50 }, people);
    expect(named.rows).toEqual([all[0]]);
    const skipped = await platform.listProducts({ limit: 50, offset: 4 }, people);
    expect(skipped.rows).toEqual(all.slice(4));
  });

  it("are shown with services, commands and properties", async () => {
    const product = await scene.platform.showProduct(meterProduct, riverton, people);
    expect(product).toMatchObject({ productId: meterProduct, protocol: "MQTT", appId: riverton });
    const [service] = product.services ?? [];
    expect(service).toMatchObject({
      serviceId: "meter",
      properties: expect.arrayContaining([expect.objectContaining({ property_name: expect.any(String) })]),
      commands: expect.arrayContaining([expect.objectContaining({ command_name: expect.any(String) })]),
    });
    await expect(scene.platform.showProduct(meterProduct, harbour, people)).rejects.toMatchObject({
      upstream: { status: 404 },
    });
  });
});

describe("devices", () => {
  const ids = async (query: object) =>
    (await scene.platform.listDevices({ limit: 50, ...query }, people)).rows.map(({ deviceId }) => deviceId);

  it("are found by space, product, gateway, node, name and time of registration", async () => {
    const { platform } = scene;
    const device = await platform.showDevice(meter(7), people);
    expect(device).toMatchObject({ deviceId: meter(7), productId: meterProduct, appId: riverton });
    expect(await ids({ nodeId: device.nodeId })).toEqual([meter(7)]);
    expect(await ids({ name: device.name })).toContain(meter(7));
    expect(await ids({ gatewayId: gateway, productId: sensor, appId: harbour })).toHaveLength(15);
    expect(await ids({ gatewayId: gateway, appId: riverton })).toEqual([]);
    const made = device.createdAt ?? "";
    const second = new Date(Date.parse(made) + 1_000).toISOString();
    const minute = new Date(Date.parse(made) - 60_000).toISOString();
    expect(await ids({ nodeId: device.nodeId, registeredFrom: made, registeredTo: second })).toEqual([
      meter(7),
    ]);
    expect(await ids({ nodeId: device.nodeId, registeredFrom: minute, registeredTo: made })).toHaveLength(1);
    expect(await ids({ nodeId: device.nodeId, registeredFrom: second })).toEqual([]);
  });

  it("behind a gateway are found with and without those further behind", async () => {
    const direct = await ids({ gatewayId: gateway, isCascade: false });
    expect(direct).toHaveLength(15);
    const further = `${sensor}_further`;
    scene.simulator.setDevices([{ deviceId: further, productId: sensor, gatewayId: direct[0] }]);
    expect(await ids({ gatewayId: gateway })).toEqual(direct);
    expect((await ids({ gatewayId: gateway, isCascade: true })).sort()).toEqual([...direct, further].sort());
  });

  it("are paged by marker without loss", async () => {
    const rows = await walk(7, (page) => scene.platform.listDevices({ gatewayId: gateway, ...page }, people));
    expect(new Set(rows.map(({ deviceId }) => deviceId)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(15);
  });
});

describe("search", () => {
  it("counts, and finds devices with groups, tags and a marker to go on from", async () => {
    const { platform } = scene;
    const where = `product_id = '${sensor}' and node_id like 'rs-00000%'`;
    const counted = await platform.searchDevices(`select count(*) from device where ${where}`, people);
    expect(counted).toEqual({ devices: [], count: 99 });
    scene.pass(1_000);
    const first = await platform.searchDevices(
      `select * from device where ${where} order by marker desc limit 50`,
      people,
    );
    expect(first.devices).toHaveLength(50);
    const last = first.devices.at(-1);
    expect(last?.marker).toMatch(/^[0-9a-f]{24}$/);
    scene.pass(1_000);
    const rest = await platform.searchDevices(
      `select * from device where ${where} and marker < '${last?.marker}' order by marker desc limit 50`,
      people,
    );
    expect(rest.devices).toHaveLength(49);
    const all = [...first.devices, ...rest.devices];
    expect(new Set(all.map(({ deviceId }) => deviceId)).size).toBe(99);
    expect(all[0]).toMatchObject({ productId: sensor, tags: expect.any(Array), modules: expect.any(Array) });
    expect(all.some(({ groupIds }) => groupIds.length > 0)).toBe(true);
  });

  it("is one call a second for the account: the second waits", async () => {
    const { platform } = scene;
    scene.pass(1_000);
    await platform.searchDevices("select count(*) from device", people);
    const before = scene.now().getTime();
    await platform.searchDevices("select count(*) from device", people);
    expect(scene.now().getTime() - before).toBeGreaterThanOrEqual(1_000);
    expect(scene.simulator.calls().filter(({ status }) => status !== 200)).toHaveLength(1);
  });

  it("takes field names: what was not asked for is not said", async () => {
    scene.pass(1_000);
    const { devices } = await scene.platform.searchDevices("select device_id from device limit 1", people);
    expect(devices).toMatchObject([{ deviceId: expect.any(String), status: null, tags: [], groupIds: [] }]);
  });
});

describe("groups", () => {
  it("are listed, by space, name and type, and shown", async () => {
    const { platform } = scene;
    const all = await walk(20, (page) => platform.listGroups(page, people));
    expect(all.length).toBeGreaterThanOrEqual(39);
    const canary = all.find(({ name }) => name === "Canary");
    expect(await platform.listGroups({ name: "Canary", limit: 50 }, people)).toMatchObject({
      rows: [{ groupId: canary?.groupId }],
      total: 1,
    });
    const away = await platform.listGroups({ appId: harbour, limit: 50 }, people);
    expect(away.total).toBeLessThan(all.length);
    const dynamic = await platform.listGroups({ type: "DYNAMIC", limit: 50 }, people);
    expect(dynamic.rows.every(({ type }) => type === "DYNAMIC")).toBe(true);
    expect(await platform.showGroup(canary?.groupId ?? "", people)).toMatchObject({
      name: "Canary",
      type: "STATIC",
    });
  });

  it("are walked member by member", async () => {
    const { platform } = scene;
    const [canary] = (await platform.listGroups({ name: "Canary", limit: 1 }, people)).rows;
    const members = await walk(20, (page) => platform.listGroupDevices(canary?.groupId ?? "", page, people));
    expect(members).toHaveLength(50);
    expect(members[0]).toMatchObject({ productId: meterProduct, status: null });
  });
});

describe("packages and modules", () => {
  it("are filtered by product and version, and shown with their place", async () => {
    const { platform } = scene;
    const page = (query: object) =>
      platform.listPackages({ type: "firmwarePackage", limit: 50, ...query }, people);
    const [first] = (await page({ productId: meterProduct, version: "2.4.1" })).rows;
    expect(first).toMatchObject({ packageId: meterFirmware, version: "2.4.1" });
    expect((await page({ productId: meterProduct })).total).toBe(2);
    expect((await page({ version: "9.9.9" })).rows).toEqual([]);
    expect((await page({ appId: harbour })).total).toBe(1);
    expect(await platform.showPackage(meterFirmware, people)).toMatchObject({
      ...first,
      appId: riverton,
      location: { object: expect.stringContaining("2.4.1"), bucket: expect.any(String) },
    });
  });

  it("modules are listed by space and product", async () => {
    const { platform } = scene;
    const all = await platform.listModules({ limit: 50 }, people);
    expect(all.rows).toMatchObject([{ name: "modem", productId: "662ce8044c3d5e6f70819205" }]);
    expect((await platform.listModules({ appId: riverton, limit: 50 }, people)).total).toBe(0);
    expect((await platform.listModules({ productId: meterProduct, limit: 50 }, people)).total).toBe(0);
  });
});
