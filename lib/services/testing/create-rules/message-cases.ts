import { type Case, neededCases, textCases } from "./document-cases";
import { text, times } from "./rule-row";

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
/** Sheet §9.4. */
export const messageCases: Case[] = [
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
