import type { JsonObject } from "@/lib/contracts/json";
import type { RuleWord } from "@/lib/contracts/objection";

/** One rule of a create: a body just inside of it and one just outside. */
export interface RuleRow {
  /** Section of the sheet, field and figure; `ours` where the sheet has none. */
  sheet: string;
  connection: "v5" | "na";
  path: string;
  rule: RuleWord;
  inside: JsonObject;
  outside: JsonObject;
  /**
   * The outside body in the platform's own words, made of what our client writes for the inside one. Null: the platform
   * has no words for it.
   */
  raw: ((body: JsonObject) => JsonObject) | null;
  /** A refusal for another reason, behind this rule; without it the inside body makes a task. */
  insideMeets?: string;
  /** The platform's code for the outside body, when it is not the one for bad input. */
  refusedWith?: string;
  /** The platform takes the outside body: why we do not. */
  stricter?: string;
  /** The API refuses before it looks at fields. */
  apiNamesNoPath?: true;
  /** The inside body needs what only other tests can have: the API is asked about the outside one alone. */
  insideNotSent?: string;
}

/** In rows: the id of a file that is really stored. */
export const storedFile = "STORED-FILE";

export const text = (length: number): string => "x".repeat(length);
export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const list = { kind: "list", ids: ["a"] };
export const groups = { kind: "groups", groupIds: ["g1"] };
export const file = { kind: "file", fileId: storedFile };

/** Of the simulator's catalogue (simulator/README.md). */
export const meterFirmware = "67a01c084c3d5e6f70819301";
const meterSoftware = "67b52d194c3d5e6f70819302";
const modemPackage = "6809715d4c3d5e6f70819306";
const harbourSpace = "4e9a26d81c704f5ab3e07d92c6518fb0";

const least: Readonly<Record<string, JsonObject>> = {
  firmwareUpgrade: { document: { package_id: meterFirmware } },
  softwareUpgrade: { document: { package_id: meterSoftware } },
  moduleUpgrade: { document: { package_ids: [modemPackage] }, appId: harbourSpace },
  createCommands: { document: { paras: {} } },
  createAsyncCommands: { document: { paras: {} } },
  createMessages: { document: { message: "hello" } },
  updateDeviceShadows: { document: { shadow: [{ service_id: "meter", desired: {} }] } },
  createDevices: { targets: file },
  updateDevices: { targets: file },
  DeviceCmd: { document: { serviceId: "Meter", method: "READ", paras: {} }, timeoutMinutes: 10 },
};

/** The least a create of a type needs, changed; what is undefined is left out. */
export function create(type: string, change: Record<string, unknown> = {}): JsonObject {
  const body = { name: "Rule", type, targets: list, ...least[type], ...change };
  return JSON.parse(JSON.stringify(body));
}

/** Fields of the platform's body; what is undefined is left out. */
export function having(change: Record<string, unknown>): (body: JsonObject) => JsonObject {
  return (body) => JSON.parse(JSON.stringify({ ...body, ...change }));
}

/** Fields of `param` of the legacy body. */
export function havingParam(change: Record<string, unknown>): (body: JsonObject) => JsonObject {
  return (body) => having({ param: { ...(body.param as JsonObject), ...change } })(body);
}

type More = Partial<
  Pick<RuleRow, "insideMeets" | "refusedWith" | "stricter" | "apiNamesNoPath" | "insideNotSent">
>;

/** A rule of one of our fields on a v5 connection: `[inside, outside]`, and the outside value in the platform's words. */
export function v5Row(
  [sheet, path, rule]: readonly [sheet: string, path: string, rule: RuleWord],
  [inside, outside]: readonly [JsonObject, JsonObject],
  raw: RuleRow["raw"],
  more: More = {},
): RuleRow {
  return { sheet, path, rule, inside, outside, raw, connection: "v5", ...more };
}

export function naRow(...[words, bodies, raw, more]: Parameters<typeof v5Row>): RuleRow {
  return { ...v5Row(words, bodies, raw, more), connection: "na" };
}

/** A rule of the document of a type, which goes to the platform as it is. */
export function documentRow(
  type: string,
  [sheet, path, rule]: readonly [sheet: string, path: string, rule: RuleWord],
  [inside, outside]: readonly [unknown, unknown],
  more: More = {},
): RuleRow {
  const where = path === "" ? "document" : `document.${path}`;
  const bodies = [create(type, { document: inside }), create(type, { document: outside })] as const;
  const words = [`${sheet} (${type})`, where, rule] as const;
  return type === "DeviceCmd"
    ? naRow(words, bodies, havingParam({ command: outside }), more)
    : v5Row(words, bodies, having({ document: outside }), more);
}
