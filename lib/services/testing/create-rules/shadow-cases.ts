import type { Case } from "./document-cases";
import { documentRow, text, times } from "./rule-row";

const services = (shadow: unknown) => ({ shadow });
const service = (change: object) => services([{ service_id: "s", desired: {}, ...change }]);
const desired = (value: unknown) => service({ desired: value });
/** A whole document of so many bytes, two of them an é. */
const shadowOf = (bytes: number) =>
  desired({ a: `é${text(bytes - JSON.stringify(desired({ a: "é" })).length - 1)}` });
const numbered = (count: number) => services(times(count, (k) => ({ service_id: `s${k}`, desired: {} })));
/** Sheet §9.5. */
export const shadowCases: Case[] = [
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
export const nulKey = documentRow(
  "updateDeviceShadows",
  ["§9.5 desired: no NUL in a key", "shadow.0.desired.a\0b", "bad_key"],
  [desired({ ab: 1 }), desired({ "a\0b": 1 })],
  { apiNamesNoPath: true },
);
