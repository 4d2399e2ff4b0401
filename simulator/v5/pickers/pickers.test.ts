import { describe, expect, it } from "vitest";
import { GATEWAY, HARBOUR, METER, SENSOR, startSimulator } from "../../testing/start-simulator";
import type { PageJson } from "../../testing/test-client";

type Devices = { devices: { device_id: string; status: string; gateway_id: string }[]; page: PageJson };
type Groups = { device_groups: { group_id: string; name: string }[]; page: PageJson };

describe("spaces", () => {
  it("lists two, one of them the default", async () => {
    const { client } = await startSimulator();
    const { body } = await client.get<{ applications: { app_id: string; default_app: boolean }[] }>("/apps");
    expect(body.applications.map((space) => space.default_app)).toEqual([true, false]);
    const others = await client.get<typeof body>("/apps", { default_app: false });
    expect(others.body.applications.map((space) => space.app_id)).toEqual([HARBOUR]);
    expect((await client.get(`/apps/${HARBOUR}`)).status).toBe(200);
    const gone = await client.get("/apps/nowhere");
    expect([gone.status, gone.body.error_code]).toEqual([403, "IOTDA.001000"]);
  });
});

describe("products", () => {
  it("lists six, newest first, and shows the model of one", async () => {
    const { client } = await startSimulator();
    const list = await client.get<{ products: { product_id: string }[]; page: PageJson }>("/products", {
      limit: 4,
    });
    expect(list.body.page).toMatchObject({ count: 6 });
    const ids = list.body.products.map((product) => product.product_id);
    expect(ids.toSorted().reverse()).toEqual(ids);
    const rest = await client.get<typeof list.body>("/products", { marker: list.body.page.marker ?? "" });
    expect(rest.body.products.map((product) => product.product_id)).toContain(METER);
    const shown = await client.get(`/products/${METER}`);
    expect(shown.body).toMatchObject({ service_capabilities: [{ service_id: "meter" }] });
    expect((await client.get(`/products/${METER}`, { app_id: HARBOUR })).status).toBe(404);
  });
});

describe("packages", () => {
  it("are eight, by type; the type is mandatory", async () => {
    const { client } = await startSimulator();
    const counts = [];
    for (const package_type of ["softwarePackage", "firmwarePackage", "modulePackage"]) {
      const { body } = await client.get<{ page: PageJson }>("/ota-upgrades/packages", { package_type });
      counts.push(body.page.count);
    }
    expect(counts).toEqual([2, 5, 1]);
    const query = { package_type: "firmwarePackage", product_id: METER };
    const { body } = await client.get<{ packages: { package_id: string }[] }>(
      "/ota-upgrades/packages",
      query,
    );
    expect(body.packages).toHaveLength(2);
    const shown = await client.get(`/ota-upgrades/packages/${body.packages[0]?.package_id}`);
    expect(shown.body).toMatchObject({
      file_location: { obs_location: { bucket_name: "sandbox-packages", sign: expect.any(String) } },
    });
    expect((await client.get("/ota-upgrades/packages")).body.error_code).toBe("IOTDA.000006");
    expect((await client.get("/ota-upgrades/packages/nowhere")).status).toBe(404);
  });
});

describe("modules", () => {
  it("are listed with the product they belong to", async () => {
    const { client } = await startSimulator();
    const count = async (query: Record<string, string>) =>
      (await client.get<{ page: PageJson }>("/ota-upgrades/modules", query)).body.page.count;
    const { body } = await client.get("/ota-upgrades/modules");
    expect(body).toMatchObject({ modules: [{ module_name: "modem", product_id: GATEWAY, app_id: HARBOUR }] });
    expect(await count({ product_id: GATEWAY, app_id: HARBOUR })).toBe(1);
    expect(await count({ product_id: METER })).toBe(0);
    expect((await client.get("/ota-upgrades/modules", { product_id: "x".repeat(37) })).status).toBe(400);
  });
});

describe("devices", () => {
  it("are 120,000, filtered by product, space, gateway, node and name", async () => {
    const { client } = await startSimulator();
    const count = async (query: Record<string, string | boolean>) =>
      (await client.get<Devices>("/devices", query)).body.page.count;
    expect(await count({})).toBe(120_000);
    expect(await count({ product_id: METER })).toBe(48_000);
    expect(await count({ app_id: HARBOUR })).toBe(16_000);
    expect(await count({ gateway_id: `${GATEWAY}_gw-0000007`, is_cascade_query: true })).toBe(15);
    expect(await count({ node_id: "wm-0041873" })).toBe(1);
    expect(await count({ device_name: "Water meter WM-300 0041873" })).toBe(1);
    expect(await count({ device_name: "Water meter" })).toBe(0);
    expect(await count({ start_time: "20240301T000000Z", end_time: "20240302T000000Z" })).toBe(217);
  });

  it("page by marker and offset without meeting one twice", async () => {
    const { client } = await startSimulator();
    const seen = new Set<string>();
    let marker = "f".repeat(24);
    for (let k = 0; k < 4; k++) {
      const query = { product_id: SENSOR, limit: 50, marker, offset: 100 };
      const { body } = await client.get<Devices>("/devices", query);
      for (const device of body.devices) seen.add(device.device_id);
      marker = body.page.marker ?? "";
    }
    expect(seen.size).toBe(200);
  });

  it("of a gateway include what is behind its children only in a cascade", async () => {
    const { client, simulator } = await startSimulator();
    const gateway = `${GATEWAY}_gw-0000007`;
    simulator.setDevices([{ deviceId: `${SENSOR}_deep-1`, gatewayId: `${SENSOR}_rs-0000091` }]);
    const count = async (query: Record<string, string | boolean>) =>
      (await client.get<Devices>("/devices", { gateway_id: gateway, ...query })).body.page.count;
    expect(await count({})).toBe(15);
    expect(await count({ is_cascade_query: false })).toBe(15);
    expect(await count({ is_cascade_query: true })).toBe(16);
  });

  it("carry tags: their product line, and the site they are at", async () => {
    const { client } = await startSimulator();
    const { body } = await client.get<{ tags: unknown }>(`/devices/${METER}_wm-0028001`);
    expect(body.tags).toEqual([
      { tag_key: "product_line", tag_value: "wm" },
      { tag_key: "site", tag_value: "water-old-town" },
    ]);
  });

  it("show one, with its gateway and its times", async () => {
    const { client } = await startSimulator();
    const child = await client.get(`/devices/${SENSOR}_rs-0000016`);
    expect(child.body).toMatchObject({ gateway_id: `${GATEWAY}_gw-0000002`, node_type: "ENDPOINT" });
    const direct = await client.get(`/devices/${METER}_wm-0041873`);
    expect(direct.body).toMatchObject({
      gateway_id: `${METER}_wm-0041873`,
      auth_info: { auth_type: "SECRET" },
    });
    const gone = await client.get(`/devices/${METER}_wm-0048001`);
    expect([gone.status, gone.body.error_code]).toEqual([404, "IOTDA.014000"]);
  });

  it.each([
    [{ start_time: "2024-03-01" }, "IOTDA.000009"],
    [{ start_time: "20240302T000000Z", end_time: "20240301T000000Z" }, "IOTDA.000010"],
    [{ node_id: "x".repeat(65) }, "IOTDA.000006"],
    [{ is_cascade_query: true }, "IOTDA.000006"],
    [{ limit: 51 }, "IOTDA.000017"],
    [{ app_id: "nowhere" }, "IOTDA.001000"],
  ])("refuse %j with %s", async (query, code) => {
    const { client } = await startSimulator();
    expect((await client.get("/devices", query)).body.error_code).toBe(code);
  });
});

describe("groups", () => {
  it("are forty-two; none is too large and no device is in more than ten", async () => {
    const { client } = await startSimulator();
    const first = await client.get<Groups>("/device-group", { limit: 50 });
    expect(first.body.page.count).toBe(40);
    let largest = 0;
    for (const { group_id } of first.body.device_groups) {
      const { body } = await client.get<Devices>(`/device-group/${group_id}/devices`, { limit: 1 });
      largest = Math.max(largest, body.page.count);
    }
    expect(largest).toBe(20_000);
  });

  it("list their members and know the space they are in", async () => {
    const { client } = await startSimulator();
    const { body } = await client.get<Groups>("/device-group", { name: "Canary" });
    const canary = body.device_groups[0]?.group_id;
    const members = await client.get<Devices>(`/device-group/${canary}/devices`, { limit: 50 });
    expect(members.body.devices.map((device) => device.device_id)).toContain(`${METER}_wm-0000050`);
    expect(members.body.page.count).toBe(50);
    expect((await client.get(`/device-group/${canary}`)).body).toMatchObject({
      name: "Canary",
      group_type: "STATIC",
    });
    expect((await client.get<Groups>("/device-group", { app_id: HARBOUR })).body.page.count).toBe(4);
    expect((await client.get<Groups>("/device-group", { group_type: "DYNAMIC" })).body.page.count).toBe(2);
    expect((await client.get("/device-group/nowhere")).status).toBe(404);
  });

  it("are found by when they were last changed", async () => {
    const { client } = await startSimulator();
    const count = async (last_modified_time: string) =>
      (await client.get<Groups>("/device-group", { last_modified_time })).body.page.count;
    expect(await count("20251001T000000Z")).toBe(40);
    expect(await count("20251001T000001Z")).toBe(39);
    const bad = await client.get("/device-group", { last_modified_time: "2025-10-01" });
    expect(bad.body.error_code).toBe("IOTDA.000009");
  });

  it("may be below another, and dynamic ones show their rule", async () => {
    const { client } = await startSimulator();
    const named = async (name: string) =>
      (await client.get<{ device_groups: Record<string, unknown>[] }>("/device-group", { name })).body
        .device_groups[0];
    const north = await named("Water all North");
    expect(await named("Water North Hill")).toMatchObject({ super_group_id: north?.group_id });
    const old = await named("Water on old firmware");
    expect(old).toMatchObject({ group_type: "DYNAMIC" });
    expect((await client.get(`/device-group/${old?.group_id}`)).body).toMatchObject({
      dynamic_group_rule: `product_id = '${METER}' and fw_version = '2.3.0'`,
    });
  });

  it("with a rule have the members that fit it now", async () => {
    const { client, simulator } = await startSimulator();
    const { body } = await client.get<Groups>("/device-group", { name: "Water on old firmware" });
    const members = async () =>
      (await client.get<Devices>(`/device-group/${body.device_groups[0]?.group_id}/devices`)).body;
    const before = await members();
    expect(before.page.count).toBeGreaterThan(4_000);
    simulator.setDevices([{ deviceId: before.devices[0]?.device_id ?? "", firmware: "2.4.1" }]);
    expect((await members()).page.count).toBe(before.page.count - 1);
    expect((await members()).devices[0]).toEqual(before.devices[1]);
  });
});
