import { type Case, neededCases, rowsOf, textCases } from "./document-cases";
import { messageCases } from "./message-cases";
import { meterFirmware, type RuleRow, text } from "./rule-row";
import { nulKey, shadowCases } from "./shadow-cases";

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
