import type { RuleWord } from "@/lib/contracts/objection";
import { documentRow, meterFirmware, type RuleRow, text, times } from "./rule-row";

type Case = readonly [rule: string, path: string, word: RuleWord, inside: object, outside: unknown];

/** Rows of one type; each case names its rule, where it stands, and a document on either side of it. */
function rowsOf(type: string, section: string, cases: readonly Case[]): RuleRow[] {
  return cases.map(([rule, path, word, inside, outside]) =>
    documentRow(type, [`${section} ${rule}`, path, word], [inside, outside]),
  );
}

/** A text field: not empty, so many characters, a text. */
function textCases(base: object, key: string, limit: number): Case[] {
  const having = (value: unknown) => ({ ...base, [key]: value });
  return [
    [`${key}: ${limit} characters`, key, "too_long", having(text(limit)), having(text(limit + 1))],
    [`${key}: not empty`, key, "needed", having("a"), having("")],
    [`${key}: a text`, key, "type", having("a"), having(7)],
  ];
}

function neededCases(base: object, key: string): Case[] {
  return [[`${key}: mandatory`, key, "needed", base, { ...base, [key]: undefined }]];
}

const modem = "6809715d4c3d5e6f70819306";
const software = "67b52d194c3d5e6f70819302";

function packageListCases(id: string): Case[] {
  const of = (package_ids: unknown) => ({ package_ids });
  return [
    ["package_ids: a list", "package_ids", "type", of([id]), of(id)],
    ["package_ids: not empty", "package_ids", "too_few", of([id]), of([])],
    ["package_ids: 36 characters each", "package_ids.0", "too_long", of([id]), of([text(37)])],
    ["package_ids: letters, digits and -", "package_ids.0", "pattern", of([id]), of(["a_b"])],
    ["package_ids: texts", "package_ids.0", "type", of([id]), of([7])],
    ["package_ids: no empty one", "package_ids.0", "needed", of([id]), of([""])],
  ];
}

function packageCases(id: string): Case[] {
  const of = (package_id: unknown) => ({ package_id });
  return [
    ["one of package_id and package_ids", "package_id", "needed", of(id), {}],
    [
      "package_id or package_ids, not both",
      "package_ids",
      "exclusive",
      of(id),
      { package_id: id, package_ids: [id] },
    ],
    ["package_id: not empty", "package_id", "needed", of(id), of("")],
    ["package_id: 36 characters", "package_id", "too_long", of(id), of(text(37))],
    ["package_id: letters, digits and -", "package_id", "pattern", of(id), of("a_b")],
    ["package_id: a text", "package_id", "type", of(id), of(7)],
    ...packageListCases(id),
  ];
}

const moduleCases: Case[] = [
  ["package_ids is the only form", "package_ids", "needed", { package_ids: [modem] }, { package_id: modem }],
  [
    "no package_id",
    "package_id",
    "not_for_type",
    { package_ids: [modem] },
    { package_id: modem, package_ids: [modem] },
  ],
  ...packageListCases(modem),
];

/** Parameters that are so many bytes of JSON; two for each é. */
const paras = (bytes: number) => ({ a: `é${text(bytes - '{"a":"é"}'.length - 1)}` });
const command = { paras: {} };
const commandCases: Case[] = [
  ...textCases(command, "service_id", 64),
  ...textCases(command, "command_name", 128),
  ...neededCases(command, "paras"),
  ["paras: an object", "paras", "type", { paras: { a: 1 } }, { paras: '{"a":1}' }],
  ["paras: 256 KB", "paras", "too_big", { paras: paras(262_144) }, { paras: paras(262_145) }],
];

const delayed = (expire_time: unknown) => ({ ...command, send_strategy: "delay", expire_time });
const asyncCases: Case[] = [
  ...commandCases,
  [
    "send_strategy: two",
    "send_strategy",
    "choice",
    { ...command, send_strategy: "immediately" },
    { ...command, send_strategy: "soon" },
  ],
  ["expire_time: two days", "expire_time", "range", delayed(172_800), delayed(172_801)],
  ["expire_time: not below 0", "expire_time", "range", delayed(0), delayed(-1)],
  ["expire_time: whole seconds", "expire_time", "type", delayed(1), delayed(1.5)],
  [
    "expire_time: with delay only, which is what no strategy means",
    "expire_time",
    "only_with",
    { ...command, expire_time: 5 },
    { ...command, send_strategy: "immediately", expire_time: 5 },
  ],
];

const hello = { message: "hello" };
const properties = (value: unknown) => ({ ...hello, properties: value });
const userProperties = (value: unknown) => properties({ user_properties: value });
const property = { prop_key: "k", prop_value: "v" };

function propertyCases(): Case[] {
  const upTo128 = (key: string): Case[] => [
    [
      `${key}: 128 characters`,
      `properties.${key}`,
      "too_long",
      properties({ [key]: text(128) }),
      properties({ [key]: text(129) }),
    ],
    [`${key}: a text`, `properties.${key}`, "type", properties({ [key]: "" }), properties({ [key]: 7 })],
  ];
  const list = "properties.user_properties";
  return [
    ["properties: an object", "properties", "type", properties({}), properties("a")],
    ...upTo128("correlation_data"),
    ...upTo128("response_topic"),
    ["user_properties: a list", list, "type", userProperties([]), userProperties("a")],
    [
      "user_properties: 20",
      list,
      "too_many",
      userProperties(times(20, () => property)),
      userProperties(times(21, () => property)),
    ],
    ["user_properties: objects", `${list}.0`, "type", userProperties([property]), userProperties(["k"])],
    ...(["prop_key", "prop_value"] as const).flatMap((key): Case[] => [
      [
        `${key}: mandatory`,
        `${list}.0.${key}`,
        "needed",
        userProperties([property]),
        userProperties([{ ...property, [key]: undefined }]),
      ],
      [
        `${key}: a text`,
        `${list}.0.${key}`,
        "type",
        userProperties([property]),
        userProperties([{ ...property, [key]: 7 }]),
      ],
    ]),
  ];
}

const ttl = (value: unknown) => ({ ...hello, ttl: value });
const full = (topic: unknown) => ({ ...hello, topic_full_name: topic });
const messageCases: Case[] = [
  ...neededCases(hello, "message"),
  ["message: a text or an object", "message", "type", { message: { a: 1 } }, { message: [1] }],
  ["message: no number", "message", "type", { message: "" }, { message: 5 }],
  ...textCases(hello, "message_id", 100),
  [
    "message_id: letters, digits, _ and -",
    "message_id",
    "pattern",
    { ...hello, message_id: "a_B-9" },
    { ...hello, message_id: "a.b" },
  ],
  ...textCases(hello, "name", 128),
  ["encoding: two", "encoding", "choice", { ...hello, encoding: "base64" }, { ...hello, encoding: "hex" }],
  [
    "payload_format: two",
    "payload_format",
    "choice",
    { ...hello, payload_format: "standard" },
    { ...hello, payload_format: "text" },
  ],
  [
    "payload_format: only with encoding none",
    "payload_format",
    "only_with",
    { ...hello, payload_format: "raw", encoding: "none" },
    { ...hello, payload_format: "raw", encoding: "base64" },
  ],
  ["topic: not empty", "topic", "needed", { ...hello, topic: "a" }, { ...hello, topic: "" }],
  ["topic: a text", "topic", "type", { ...hello, topic: "a" }, { ...hello, topic: 7 }],
  ["topic_full_name: not empty", "topic_full_name", "needed", full("a"), full("")],
  ["topic_full_name: a text", "topic_full_name", "type", full("a"), full(7)],
  ["topic_full_name: 128 bytes", "topic_full_name", "too_big", full(`${text(126)}é`), full(`${text(127)}é`)],
  [
    "topic or topic_full_name, not both",
    "topic_full_name",
    "exclusive",
    { ...hello, topic: "a" },
    { ...full("b"), topic: "a" },
  ],
  ...propertyCases(),
  ["ttl: 1440 minutes", "ttl", "range", ttl(1440), ttl(1445)],
  ["ttl: not below 0", "ttl", "range", ttl(0), ttl(-5)],
  ["ttl: in steps of 5", "ttl", "multiple_of", ttl(5), ttl(7)],
  ["ttl: whole minutes", "ttl", "type", ttl(5), ttl("5")],
];

const services = (shadow: unknown) => ({ shadow });
const service = (change: object) => services([{ service_id: "s", desired: {}, ...change }]);
const desired = (value: unknown) => service({ desired: value });
/** A whole document of so many bytes, two of them an é. */
const shadowOf = (bytes: number) =>
  desired({ a: `é${text(bytes - JSON.stringify(desired({ a: "é" })).length - 1)}` });
const numbered = (count: number) => services(times(count, (k) => ({ service_id: `s${k}`, desired: {} })));
const shadowCases: Case[] = [
  ["shadow: mandatory", "shadow", "needed", service({}), {}],
  ["shadow: a list", "shadow", "type", service({}), services({})],
  ["shadow: not empty", "shadow", "too_few", service({}), services([])],
  ["shadow: 5 services", "shadow", "too_many", numbered(5), numbered(6)],
  ["shadow: 10 KB", "shadow", "too_big", shadowOf(10_240), shadowOf(10_241)],
  ["shadow: objects", "shadow.0", "type", service({}), services(["s"])],
  ["service_id: mandatory", "shadow.0.service_id", "needed", service({}), service({ service_id: undefined })],
  ["service_id: not empty", "shadow.0.service_id", "needed", service({}), service({ service_id: "" })],
  ["service_id: a text", "shadow.0.service_id", "type", service({}), service({ service_id: 7 })],
  [
    "service_id: 64 characters",
    "shadow.0.service_id",
    "too_long",
    service({ service_id: text(64) }),
    service({ service_id: text(65) }),
  ],
  [
    "service_id: each once",
    "shadow.1.service_id",
    "duplicate",
    numbered(2),
    services([
      { service_id: "s", desired: {} },
      { service_id: "s", desired: { a: 1 } },
    ]),
  ],
  ["desired: mandatory", "shadow.0.desired", "needed", desired({}), desired(undefined)],
  ["desired: an object", "shadow.0.desired", "type", desired({ a: 1 }), desired([1])],
  [
    "desired: no dot in a key",
    "shadow.0.desired.a.b",
    "bad_key",
    desired({ a_b: null }),
    desired({ "a.b": 1 }),
  ],
  ["desired: no $ in a key", "shadow.0.desired.a$b", "bad_key", desired({ "a-b": 1 }), desired({ a$b: 1 })],
  ["desired: one level", "shadow.0.desired.a", "nested", desired({ a: [1, "b"] }), desired({ a: { b: 1 } })],
  [
    "desired: one level in lists too",
    "shadow.0.desired.a",
    "nested",
    desired({ a: [[1]] }),
    desired({ a: [{ b: 1 }] }),
  ],
  ["version: from 0", "shadow.0.version", "range", service({ version: 0 }), service({ version: -1 })],
  ["version: a whole number", "shadow.0.version", "type", service({ version: 1 }), service({ version: "1" })],
];

/** NUL is in no text the API takes (PostgreSQL has none), so that it says no before it looks at fields. */
const nulKey = documentRow(
  "updateDeviceShadows",
  ["§9.5 desired: no NUL in a key", "shadow.0.desired.a\0b", "bad_key"],
  [desired({ ab: 1 }), desired({ "a\0b": 1 })],
  { apiNamesNoPath: true },
);

const legacyCommand = { serviceId: "s", method: "m" };
const legacyCases: Case[] = [
  ...neededCases(legacyCommand, "serviceId"),
  ...textCases(legacyCommand, "serviceId", 64),
  ...neededCases(legacyCommand, "method"),
  ...textCases(legacyCommand, "method", 128),
  ["paras: an object", "paras", "type", { ...legacyCommand, paras: {} }, { ...legacyCommand, paras: [1] }],
];

/** Every document (sheet §9, §13.4). */
export const documentRows: RuleRow[] = [
  ...rowsOf("firmwareUpgrade", "§9.1", packageCases(meterFirmware)),
  ...rowsOf("softwareUpgrade", "§9.1", packageCases(software)),
  ...rowsOf("moduleUpgrade", "§9.1", moduleCases),
  ...rowsOf("createCommands", "§9.2", commandCases),
  ...rowsOf("createAsyncCommands", "§9.3", asyncCases),
  ...rowsOf("createMessages", "§9.4", messageCases),
  ...rowsOf("updateDeviceShadows", "§9.5", shadowCases),
  nulKey,
  ...rowsOf("DeviceCmd", "§13.4", legacyCases),
];
