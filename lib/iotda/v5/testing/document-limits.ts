import type { JsonObject } from "@/lib/contracts/json";
import { type Attempt, byPlatform, create, type LimitCase, meterFirmware, text } from "./limit-case";

const invalid = byPlatform("IOTDA.000006");
const kilobyte = 1_024;

/** A limit of one kind of document, which the platform alone checks on this way. */
const rule =
  (type: string) =>
  (limit: string, inside: JsonObject, outside: JsonObject): LimitCase => ({
    limit: `${limit} (${type})`,
    inside: create(type, { document: inside }),
    outside: create(type, { document: outside }),
    refusal: invalid,
  });
const upgrade = rule("firmwareUpgrade");
const modules = rule("moduleUpgrade");
const command = rule("createCommands");
const asyncCommand = rule("createAsyncCommands");
const message = rule("createMessages");
const shadow = rule("updateDeviceShadows");

/** Parameters that are `size` bytes as JSON. */
const paras = (size: number) => ({ paras: { a: text(size - '{"a":""}'.length) } });
const properties = (changes: JsonObject): JsonObject => ({ message: "hello", properties: changes });
const userProperties = (count: number) =>
  properties({
    user_properties: Array.from({ length: count }, (_, k) => ({ prop_key: `k${k}`, prop_value: "v" })),
  });
const services = (count: number): JsonObject => ({
  shadow: Array.from({ length: count }, (_, k) => ({ service_id: `s${k}`, desired: {} })),
});
const desired = (value: JsonObject): JsonObject => ({ shadow: [{ service_id: "meter", desired: value }] });
/** A whole shadow document of `size` bytes. */
const shadowOf = (size: number) => desired({ a: text(size - JSON.stringify(desired({ a: "" })).length) });

const unknownPackage = (id: string): Attempt => create("firmwareUpgrade", { document: { package_id: id } });

/** Limits of documents (sheet §9). */
export const documentLimits: LimitCase[] = [
  upgrade(
    "§9.1 package_id or package_ids, not both",
    { package_ids: [meterFirmware] },
    {
      package_id: meterFirmware,
      package_ids: [meterFirmware],
    },
  ),
  upgrade("§9.1 package_id or package_ids, not none", { package_id: meterFirmware }, {}),
  {
    limit: "§9.1 package_id: a package of the type of the task (firmwareUpgrade)",
    inside: create("firmwareUpgrade"),
    outside: create("firmwareUpgrade", { document: { package_id: "67b52d194c3d5e6f70819302" } }),
    refusal: invalid,
  },
  {
    limit: "§9.1 package_id: 36 characters (firmwareUpgrade)",
    inside: create("firmwareUpgrade"),
    outside: unknownPackage(text(37)),
    refusal: invalid,
  },
  modules(
    "§9.1 package_ids is the only form",
    { package_ids: ["6809715d4c3d5e6f70819306"] },
    { package_id: "6809715d4c3d5e6f70819306" },
  ),
  ...[command, asyncCommand].flatMap((of) => [
    of(
      "§9.2 service_id: 64 characters",
      { service_id: text(64), paras: {} },
      {
        service_id: text(65),
        paras: {},
      },
    ),
    of(
      "§9.2 command_name: 128 characters",
      { command_name: text(128), paras: {} },
      {
        command_name: text(129),
        paras: {},
      },
    ),
    of("§9.2 paras: 256 KB", paras(256 * kilobyte), paras(256 * kilobyte + 1)),
    of("§9.2 paras: mandatory, an object", { paras: {} }, { service_id: "meter" }),
    of("§9.2 paras: not a text", { paras: {} }, { paras: "{}" }),
  ]),
  asyncCommand(
    "§9.3 expire_time: 172,800 seconds",
    { paras: {}, send_strategy: "delay", expire_time: 172_800 },
    { paras: {}, send_strategy: "delay", expire_time: 172_801 },
  ),
  asyncCommand(
    "§9.3 expire_time: only with delay",
    { paras: {}, send_strategy: "delay", expire_time: 60 },
    { paras: {}, send_strategy: "immediately", expire_time: 60 },
  ),
  asyncCommand(
    "§9.3 send_strategy: immediately or delay",
    { paras: {}, send_strategy: "immediately" },
    { paras: {}, send_strategy: "later" },
  ),
  message("§9.4 message: mandatory", { message: { op: "x" } }, { name: "calibration" }),
  message("§9.4 message: a text or an object", { message: "x" }, { message: 7 }),
  message(
    "§9.4 message_id: 100 characters",
    { message: "x", message_id: text(100) },
    {
      message: "x",
      message_id: text(101),
    },
  ),
  message(
    "§9.4 message_id: letters, digits, _ and -",
    { message: "x", message_id: "a_B-9" },
    {
      message: "x",
      message_id: "a.b",
    },
  ),
  message(
    "§9.4 name: 128 characters",
    { message: "x", name: text(128) },
    {
      message: "x",
      name: text(129),
    },
  ),
  message(
    "§9.4 encoding: none or base64",
    { message: "x", encoding: "base64" },
    {
      message: "x",
      encoding: "hex",
    },
  ),
  message(
    "§9.4 payload_format: standard or raw",
    { message: "x", payload_format: "raw" },
    {
      message: "x",
      payload_format: "xml",
    },
  ),
  message(
    "§9.4 payload_format: only with encoding none",
    { message: "x", encoding: "none", payload_format: "raw" },
    { message: "x", encoding: "base64", payload_format: "raw" },
  ),
  message(
    "§9.4 topic or topic_full_name, not both",
    { message: "x", topic: "calib" },
    {
      message: "x",
      topic: "calib",
      topic_full_name: "calib",
    },
  ),
  message(
    "§9.4 topic_full_name: 128 bytes",
    { message: "x", topic_full_name: text(128) },
    {
      message: "x",
      topic_full_name: `${text(127)}é`,
    },
  ),
  message(
    "§9.4 correlation_data: 128 characters",
    properties({ correlation_data: text(128) }),
    properties({ correlation_data: text(129) }),
  ),
  message(
    "§9.4 response_topic: 128 characters",
    properties({ response_topic: text(128) }),
    properties({ response_topic: text(129) }),
  ),
  message("§9.4 user_properties: 20", userProperties(20), userProperties(21)),
  message("§9.4 ttl: 1440 minutes", { message: "x", ttl: 1440 }, { message: "x", ttl: 1445 }),
  message("§9.4 ttl: at least 0", { message: "x", ttl: 0 }, { message: "x", ttl: -5 }),
  message("§9.4 ttl: a multiple of 5", { message: "x", ttl: 5 }, { message: "x", ttl: 7 }),
  shadow("§9.5 services: 5", services(5), services(6)),
  shadow("§9.5 services: each once", services(2), {
    shadow: [
      { service_id: "s", desired: {} },
      { service_id: "s", desired: {} },
    ],
  }),
  shadow("§9.5 service_id: mandatory", services(1), { shadow: [{ desired: {} }] }),
  shadow("§9.5 desired: mandatory", desired({}), { shadow: [{ service_id: "meter" }] }),
  shadow("§9.5 keys: without . $ and NUL", desired({ max_rpm: 1 }), desired({ "max.rpm": 1 })),
  shadow("§9.5 whole content: 10 KB", shadowOf(10 * kilobyte), shadowOf(10 * kilobyte + 1)),
  shadow(
    "§9.5 version: from 0",
    { shadow: [{ service_id: "s", desired: {}, version: 0 }] },
    { shadow: [{ service_id: "s", desired: {}, version: -1 }] },
  ),
  {
    limit: "signing §2 body: 12 MB (createMessages)",
    inside: create("createMessages", { document: { message: text(11.9 * kilobyte * kilobyte) } }),
    outside: create("createMessages", { document: { message: text(12 * kilobyte * kilobyte) } }),
    refusal: byPlatform("APIGW.0201", 413),
  },
];
