import { describe, expect, it } from "vitest";
import type { ModeName } from "../../modes";
import { METER_FIRMWARE, METER_SOFTWARE, MODEM, meters, startSimulator } from "../../testing/start-simulator";

const text = (length: number) => "x".repeat(length);
const times = <T>(count: number, make: (k: number) => T) => Array.from({ length: count }, (_, k) => make(k));
const task = (task_type: string, document: object) => ({
  task_name: "t",
  task_type,
  targets: meters(1),
  document,
});

const command = (more: object) => task("createCommands", { paras: {}, ...more });
const later = (more: object) => task("createAsyncCommands", { paras: {}, ...more });
const message = (more: object) => task("createMessages", { message: "hi", ...more });
const shadow = (services: object[]) => task("updateDeviceShadows", { shadow: services });
/** Parameters that are exactly so many bytes of JSON. */
const paras = (bytes: number) => ({ a: text(bytes - '{"a":""}'.length) });
const shadowOf = (bytes: number) => {
  const empty = JSON.stringify({ shadow: [{ service_id: "s", desired: { a: "" } }] });
  return shadow([{ service_id: "s", desired: { a: text(bytes - empty.length) } }]);
};
const property = (k: number) => ({ prop_key: `k${k}`, prop_value: "v" });

/** Sheet §9: what is just inside a limit, and what is just outside. */
const LIMITS: [limit: string, inside: object, outside: object][] = [
  [
    "36 characters of package id",
    task("firmwareUpgrade", { package_ids: [METER_FIRMWARE] }),
    task("firmwareUpgrade", { package_ids: [text(37)] }),
  ],
  [
    "one of two package keys",
    task("softwareUpgrade", { package_id: METER_SOFTWARE }),
    task("softwareUpgrade", {}),
  ],
  ["64 characters of service id", command({ service_id: text(64) }), command({ service_id: text(65) })],
  [
    "128 characters of command name",
    command({ command_name: text(128) }),
    command({ command_name: text(129) }),
  ],
  ["256 KB of paras", command({ paras: paras(262_144) }), command({ paras: paras(262_145) })],
  ["paras as an object", command({ paras: { a: 1 } }), command({ paras: '{"a":1}' })],
  ["two days of expire time", later({ expire_time: 172_800 }), later({ expire_time: 172_801 })],
  [
    "expire time with delay",
    later({ send_strategy: "delay", expire_time: 5 }),
    later({ send_strategy: "immediately", expire_time: 5 }),
  ],
  ["two send strategies", later({ send_strategy: "immediately" }), later({ send_strategy: "soon" })],
  ["a message of text or object", message({ message: { a: 1 } }), message({ message: 5 })],
  ["100 characters of message id", message({ message_id: text(100) }), message({ message_id: text(101) })],
  ["the characters of a message id", message({ message_id: "a-B_1" }), message({ message_id: "a.b" })],
  ["128 characters of name", message({ name: text(128) }), message({ name: text(129) })],
  ["two encodings", message({ encoding: "base64" }), message({ encoding: "hex" })],
  [
    "a format with encoding none",
    message({ encoding: "none", payload_format: "raw" }),
    message({ encoding: "base64", payload_format: "raw" }),
  ],
  [
    "128 bytes of full topic",
    message({ topic_full_name: text(128) }),
    message({ topic_full_name: `${text(126)}éx` }),
  ],
  ["one of two topics", message({ topic: "a" }), message({ topic: "a", topic_full_name: "b" })],
  [
    "128 characters of correlation data",
    message({ properties: { correlation_data: text(128) } }),
    message({ properties: { correlation_data: text(129) } }),
  ],
  [
    "128 characters of response topic",
    message({ properties: { response_topic: text(128) } }),
    message({ properties: { response_topic: text(129) } }),
  ],
  [
    "20 user properties",
    message({ properties: { user_properties: times(20, property) } }),
    message({ properties: { user_properties: times(21, property) } }),
  ],
  ["1,440 minutes to live", message({ ttl: 1_440 }), message({ ttl: 1_445 })],
  ["five-minute steps", message({ ttl: 5 }), message({ ttl: 4 })],
  ["10 KB of shadow", shadowOf(10_240), shadowOf(10_241)],
  [
    "five shadow services",
    shadow(times(5, (k) => ({ service_id: `s${k}`, desired: {} }))),
    shadow(times(6, (k) => ({ service_id: `s${k}`, desired: {} }))),
  ],
  [
    "one level of keys in a shadow",
    shadow([{ service_id: "s", desired: { a: [1, "b"], b: null } }]),
    shadow([{ service_id: "s", desired: { a: { b: 1 } } }]),
  ],
  [
    "one level in the lists of a shadow too",
    shadow([{ service_id: "s", desired: { a: [[1]] } }]),
    shadow([{ service_id: "s", desired: { a: [{ b: 1 }] } }]),
  ],
  [
    "10 KB of shadow, keys nobody knows included",
    task("updateDeviceShadows", { shadow: [{ service_id: "s", desired: {} }], note: text(10_000) }),
    task("updateDeviceShadows", { shadow: [{ service_id: "s", desired: {} }], note: text(10_240) }),
  ],
  [
    "the keys of a shadow",
    shadow([{ service_id: "s", desired: { a_b: 1 } }]),
    shadow([{ service_id: "s", desired: { a$b: 1 } }]),
  ],
  [
    "a shadow version from 0",
    shadow([{ service_id: "s", desired: {}, version: 0 }]),
    shadow([{ service_id: "s", desired: {}, version: -1 }]),
  ],
];

describe("documents", () => {
  it.each(LIMITS)("keep to %s", async (_, inside, outside) => {
    const { client } = await startSimulator({ fleet: "empty" });
    expect((await client.post("/batchtasks", inside)).status).toBe(201);
    const refused = await client.post("/batchtasks", outside);
    expect([refused.status, refused.body.error_code]).toEqual([400, "IOTDA.000006"]);
  });
});

describe("a server on the stricter side of sheet §15", () => {
  const module = {
    ...task("moduleUpgrade", { package_ids: [MODEM] }),
    app_id: "4e9a26d81c704f5ab3e07d92c6518fb0",
  };
  const upgrade = task("firmwareUpgrade", { package_id: METER_FIRMWARE });
  const cases: [ModeName, taken: object, refused: object][] = [
    ["taskNames", upgrade, { ...upgrade, task_name: "升级" }],
    ["moduleUpgrade", upgrade, module],
    ["packageIds", upgrade, task("firmwareUpgrade", { package_ids: [METER_FIRMWARE] })],
    ["asyncParas", later({ paras: paras(32_768) }), later({ paras: paras(32_769) })],
    ["targetHyphen", { ...upgrade, targets: ["a_b"] }, upgrade],
    ["updateDevices", upgrade, { task_name: "t", task_type: "updateDevices", document_source: "x" }],
  ];
  it.each(cases)("refuses by %s what others take", async (mode, taken, refused) => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    const before = await client.post("/batchtasks", refused);
    expect(before.body.error_code).not.toBe("IOTDA.000006");
    simulator.setMode([mode]);
    expect((await client.post("/batchtasks", taken)).status).toBe(201);
    const strictly = await client.post("/batchtasks", refused);
    expect([strictly.status, strictly.body.error_code]).toEqual([400, "IOTDA.000006"]);
  });
});

it("changeGateway is listed, always empty, and never created", async () => {
  const { client } = await startSimulator({ fleet: "empty" });
  const created = await client.post("/batchtasks", {
    task_name: "t",
    task_type: "changeGateway",
    document_source: "x",
  });
  expect([created.status, created.body.error_code]).toEqual([400, "IOTDA.000006"]);
  const listed = await client.get("/batchtasks", { task_type: "changeGateway" });
  expect(listed.body).toEqual({ batchtasks: [], page: { count: 0 } });
});
