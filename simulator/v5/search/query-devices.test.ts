import { describe, expect, it } from "vitest";
import {
  GATEWAY,
  HARBOUR,
  METER,
  METER_FIRMWARE,
  meters,
  type Running,
  SENSOR,
  startSimulator,
} from "../../testing/start-simulator";
import type { TaskJson } from "../../testing/test-client";

type DeviceJson = { device_id: string; status: string; marker: string; fw_version: string; groups: string[] };
type SearchJson = { devices: DeviceJson[]; count?: number };

function search({ client }: Running, sql: string) {
  return client.post<SearchJson>("/search/query-devices", { sql });
}

/** Searches a second after the last one; throws when it is refused. */
async function find(running: Running, sql: string): Promise<SearchJson> {
  running.pass(1_000);
  const { status, body } = await search(running, sql);
  if (status !== 200) throw new Error(`${sql}: ${body.error_code} ${body.error_msg}`);
  return body;
}

async function count(running: Running, where: string): Promise<number> {
  return (await find(running, `select count(*) from device where ${where}`)).count ?? -1;
}

const ids = ({ devices }: SearchJson) => devices.map((device) => device.device_id);
const idOf = (number: number) => `${METER}_wm-${String(number).padStart(7, "0")}`;

describe("conditions", () => {
  it("compare every field", async () => {
    const running = await startSimulator();
    expect(await count(running, `product_id = '${METER}'`)).toBe(48_000);
    expect(await count(running, `product_id != '${METER}'`)).toBe(72_000);
    expect(await count(running, `app_id = '${HARBOUR}' and node_type = 'ENDPOINT'`)).toBe(15_000);
    expect(await count(running, `device_id = '${idOf(7)}'`)).toBe(1);
    expect(await count(running, "device_name = 'Water meter WM-300 0000007'")).toBe(1);
    expect(await count(running, "node_id like 'wm-000000%'")).toBe(9);
    expect(await count(running, `gateway_id = '${GATEWAY}_gw-0000002' and product_id = '${SENSOR}'`)).toBe(
      15,
    );
    expect(await count(running, "fw_version = '2.1.7' and sw_version = '1.9.2'")).toBeGreaterThan(300);
    const spares = await count(running, "status = 'INACTIVE'");
    expect(spares).toBe(500);
    expect(await count(running, "create_time < '2024-03-02T00:00:00.000Z'")).toBe(216);
    expect(await count(running, "create_time > '2024-03-02T00:00:00.000Z'")).toBe(120_000 - 217);
    expect(await count(running, "tag_key = 'site' and tag_value = 'water-old-town'")).toBe(4_000);
    expect(await count(running, "tag_value like 'water-n%'")).toBe(20_000);
    expect(await count(running, "tag_key = 'site' and tag_value = 'wm'")).toBe(0);
  });

  it("know lists, groups, AND before OR, and either case of keywords", async () => {
    const running = await startSimulator();
    const groups = await running.client.get<{ device_groups: { group_id: string }[] }>("/device-group", {
      name: "Canary",
    });
    const canary = groups.body.device_groups[0]?.group_id ?? "";
    expect(await count(running, `group_id = '${canary}'`)).toBe(50);
    expect(await count(running, `group_id != '${canary}'`)).toBe(119_950);
    const list = `('${idOf(1)}','${idOf(2)}')`;
    expect(await count(running, `device_id in ${list}`)).toBe(2);
    expect(await count(running, `group_id = '${canary}' AND device_id NOT IN ${list}`)).toBe(48);
    const mixed = `device_id = '${idOf(1)}' or device_id = '${idOf(2)}' and status = 'NOTHING'`;
    expect(await count(running, mixed)).toBe(1);
    const [found] = (await find(running, `SELECT * FROM device WHERE device_id = '${idOf(1)}'`)).devices;
    expect(found?.groups).toContain(canary);
  });
});

describe("the rows", () => {
  it("go by marker, and past offset 500 by the last marker", async () => {
    const running = await startSimulator();
    const all = `select * from device where product_id = '${METER}'`;
    const first = await find(running, `${all} order by marker desc limit 2`);
    expect(ids(first)).toEqual([idOf(48_000), idOf(47_999)]);
    const next = `${all} and marker < '${first.devices[1]?.marker}' order by marker desc limit 500,50`;
    expect(ids(await find(running, next))[0]).toBe(idOf(47_498));
    expect(ids(await find(running, `${all} order by marker limit 1`))).toEqual([idOf(1)]);
    expect(ids(await find(running, `${all} order by marker asc`))).toHaveLength(10);
  });

  it("come in no order unless one is asked for, and never twice", async () => {
    const running = await startSimulator();
    const sql = `select device_id from device where product_id = '${METER}' limit 50`;
    const [first, second] = [ids(await find(running, sql)), ids(await find(running, sql))];
    expect(first).not.toEqual(second);
    expect(new Set(first).size).toBe(50);
    const few = await find(running, "select * from device where node_id like 'wm-000000%' limit 50");
    expect(ids(few).toSorted()).toEqual(meters(9));
  });

  it("hold a list's row with groups, modules and marker, or the fields asked for", async () => {
    const running = await startSimulator();
    const gateway = `${GATEWAY}_gw-0000001`;
    const full = await find(running, `select * from device where device_id = '${gateway}'`);
    expect(full.devices[0]).toMatchObject({
      app_name: "harbour-buildings",
      tags: { product_line: "gw", site: "building-gateways" },
      modules: [{ module_name: "modem", module_version: "3.1.0" }],
      marker: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    expect(full.count).toBeUndefined();
    const some = await find(
      running,
      `select device_id, status, tag_key from device where device_id = '${gateway}'`,
    );
    expect(Object.keys(some.devices[0] ?? {}).toSorted()).toEqual(["device_id", "status", "tags"]);
  });

  it("follow what tasks do to the fleet", async () => {
    const running = await startSimulator();
    running.simulator.setDevices([{ deviceId: idOf(1), outcome: "success" }]);
    const where = `device_id = '${idOf(1)}' and fw_version = '2.4.1'`;
    expect(await count(running, where)).toBe(0);
    const document = { package_id: METER_FIRMWARE };
    const order = { task_name: "t", task_type: "firmwareUpgrade", targets: [idOf(1)], document };
    await running.client.post<TaskJson>("/batchtasks", order);
    running.pass(60_000);
    expect(await count(running, where)).toBe(1);
    const removal = { task_name: "t", task_type: "deleteDevices", targets: [idOf(1)] };
    await running.client.post<TaskJson>("/batchtasks", removal);
    running.pass(60_000);
    expect(await count(running, where)).toBe(0);
  });
});

describe("limits of the search", () => {
  it("let one call through a second", async () => {
    const running = await startSimulator();
    const sql = "select count(*) from device";
    expect((await search(running, sql)).status).toBe(200);
    running.pass(999);
    const soon = await search(running, sql);
    expect([soon.status, soon.body.error_code]).toEqual([429, "APIGW.0308"]);
    running.pass(1);
    expect((await search(running, sql)).status).toBe(200);
    running.simulator.setMode(["throttle"]);
    const strictly = await search(running, sql);
    expect([strictly.status, strictly.body.error_code]).toEqual([403, "IOTDA.021101"]);
  });

  const padded = (length: number) => "select * from device where status = 'ONLINE'".padEnd(length);
  const conditions = (n: number) => Array.from({ length: n }, (_, k) => `node_id != 'a${k}'`).join(" and ");
  const inside: [string, string][] = [
    ["400 characters", padded(400)],
    ["five conditions", `select * from device where ${conditions(5)}`],
    ["four characters before %", "select * from device where node_id like 'wm-0%'"],
    ["offset 500 and 50 rows", "select * from device limit 500,50"],
    ["a quote within a value", "select * from device where device_name = 'it''s'"],
    ["no condition", "select * from device"],
  ];
  it.each(inside)("take %s", async (_, sql) => {
    expect((await search(await startSimulator({ fleet: "empty" }), sql)).status).toBe(200);
  });

  const outside: [string, string, string?][] = [
    ["401 characters", padded(401)],
    ["six conditions", `select * from device where ${conditions(6)}`],
    ["six conditions with or", `select * from device where ${conditions(3)} or ${conditions(3)}`],
    ["three characters before %", "select * from device where node_id like 'wm-%'"],
    ["a pattern that is no prefix", "select * from device where node_id like '%0001'"],
    ["a pattern without %", "select * from device where node_id like 'wm-0001'"],
    ["like on an id", "select * from device where device_id like 'abcd%'"],
    ["in on a tag", "select * from device where tag_key in ('a')"],
    ["> on a status", "select * from device where status > 'A'"],
    ["offset 501", "select * from device limit 501,50"],
    ["51 rows", "select * from device limit 51", "IOTDA.000017"],
    ["no rows", "select * from device limit 0", "IOTDA.000017"],
    ["nesting", "select * from device where (status = 'ONLINE')"],
    ["an empty value", "select * from device where device_name = ''"],
    ["null", "select * from device where device_name = null"],
    ["a value without quotes", "select * from device where status = ONLINE"],
    ["another field", "select * from device where description = 'a'"],
    ["another field to select", "select secret from device"],
    ["another table", "select * from product"],
    ["another order", "select * from device order by device_id"],
    ["words after the end", "select * from device limit 1 offset 2"],
    ["a bad sign", "select * from device where status ~ 'A'"],
    ["a time in another form", "select * from device where create_time > '20240301T000000Z'", "IOTDA.000009"],
    ["a marker in another form", "select * from device where marker < 'last'", "IOTDA.000018"],
    ["another statement", "delete from device"],
    ["nothing", ""],
  ];
  it.each(outside)("refuse %s", async (_, sql, code = "IOTDA.000006") => {
    const { status, body } = await search(await startSimulator({ fleet: "empty" }), sql);
    expect([status, body.error_code]).toEqual([400, code]);
  });
});
