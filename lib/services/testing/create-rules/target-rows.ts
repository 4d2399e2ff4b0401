import { create, file, groups, having, list, type RuleRow, text, times, v5Row } from "./rule-row";

const ids = (values: unknown) => create("createCommands", { targets: { kind: "list", ids: values } });
const inGroups = (values: unknown) =>
  create("createCommands", { targets: { kind: "groups", groupIds: values } });
const ofFile = (targets: object) => create("createDevices", { targets: { kind: "file", ...targets } });
const to = (targets: unknown) => create("createCommands", { targets });
const filter = (values: unknown) => having({ targets_filter: { group_ids: values } });
const missing = undefined;
const bounded = "the sheet names no bound; ours is far beyond any use";
const uuid = "0d6b2c6e-5c8b-4990-8344-005c02316ad1";

/** Each kind of targets by itself (sheet §6.3). */
const kinds: RuleRow[] = [
  v5Row(["§6.3 targets: needed", "targets", "needed"], [to(list), to(missing)], having({ targets: missing })),
  v5Row(["§6.3 targets: a list", "targets", "type"], [to(list), to("a")], having({ targets: "a" })),
  v5Row(["ours: targets.kind", "targets.kind", "needed"], [to(list), to({ ids: ["a"] })], null),
  v5Row(["ours: targets.kind", "targets.kind", "choice"], [to(list), to({ kind: "all" })], null),
  v5Row(["ours: no other field", "targets.extra", "unknown"], [to(list), to({ ...list, extra: 1 })], null),

  v5Row(
    ["§6.3 targets: 30,000", "targets.ids", "too_many"],
    [ids(times(30_000, (k) => `d${k}`)), ids(times(30_001, (k) => `d${k}`))],
    having({ targets: times(30_001, (k) => `d${k}`) }),
  ),
  v5Row(
    ["§6.3 targets: not empty", "targets.ids", "too_few"],
    [ids(["a"]), ids([])],
    having({ targets: [] }),
  ),
  v5Row(
    ["§6.3 targets: there", "targets.ids", "needed"],
    [ids(["a"]), ids(missing)],
    having({ targets: missing }),
  ),
  v5Row(
    ["§6.3 targets: texts in a list", "targets.ids", "type"],
    [ids(["a"]), ids("a")],
    having({ targets: "a" }),
  ),
  v5Row(
    ["§6.3 targets: texts", "targets.ids.1", "type"],
    [ids(["a", "b"]), ids(["a", 7])],
    having({ targets: ["a", 7] }),
  ),
  v5Row(
    ["§6.3 targets: no empty one", "targets.ids.0", "needed"],
    [ids(["a"]), ids([""])],
    having({ targets: [""] }),
  ),
  v5Row(
    ["§6.3 targets: 128 characters each", "targets.ids.0", "too_long"],
    [ids([text(128)]), ids([text(129)])],
    having({ targets: [text(129)] }),
  ),
  v5Row(
    ["§6.3 targets: letters, digits, _ and -", "targets.ids.0", "pattern"],
    [ids(["a_B-9"]), ids(["a.b"])],
    having({ targets: ["a.b"] }),
  ),

  v5Row(
    ["§6.3 group_ids: not empty", "targets.groupIds", "too_few"],
    [inGroups(["g"]), inGroups([])],
    filter([]),
  ),
  v5Row(
    ["§6.3 group_ids: there", "targets.groupIds", "needed"],
    [inGroups(["g"]), inGroups(missing)],
    having({ targets_filter: {} }),
  ),
  v5Row(
    ["§6.3 group_ids: a list", "targets.groupIds", "type"],
    [inGroups(["g"]), inGroups("g")],
    filter("g"),
  ),
  v5Row(
    ["§6.3 group_ids: texts", "targets.groupIds.0", "type"],
    [inGroups(["g"]), inGroups([7])],
    filter([7]),
  ),
  v5Row(
    ["§6.3 group_ids: no empty one", "targets.groupIds.0", "needed"],
    [inGroups(["g"]), inGroups([""])],
    filter([""]),
  ),
  v5Row(
    ["ours: 100 groups", "targets.groupIds", "too_many"],
    [inGroups(times(100, (k) => `g${k}`)), inGroups(times(101, (k) => `g${k}`))],
    filter(times(101, (k) => `g${k}`)),
    { stricter: bounded },
  ),
  v5Row(
    ["ours: 36 characters of a group", "targets.groupIds.0", "too_long"],
    [inGroups([text(36)]), inGroups([text(37)])],
    filter([text(37)]),
    { stricter: bounded },
  ),

  v5Row(
    ["§6.3 document_source: 128 characters", "targets.fileId", "too_long"],
    [ofFile({ fileId: text(128) }), ofFile({ fileId: text(129) })],
    having({ document_source: text(129) }),
    { insideMeets: "IOTDA.014600" },
  ),
  v5Row(
    ["§7 file_id: letters, digits, _ and -", "targets.fileId", "pattern"],
    [ofFile({ fileId: "a_B-9" }), ofFile({ fileId: "a.b" })],
    having({ document_source: "a.b" }),
    { insideMeets: "IOTDA.014600" },
  ),
  v5Row(
    ["§6.3 document_source: not empty", "targets.fileId", "needed"],
    [ofFile(file), ofFile({ fileId: "" })],
    having({ document_source: "" }),
  ),
  v5Row(
    ["§6.2 createDevices: from a file", "targets.fileId", "needed"],
    [ofFile(file), ofFile({})],
    having({ document_source: missing }),
  ),
  v5Row(
    ["§6.3 document_source: a text", "targets.fileId", "type"],
    [ofFile(file), ofFile({ fileId: 7 })],
    having({ document_source: 7 }),
  ),
  v5Row(
    ["ours: a stored file or a draft", "targets.draftId", "exclusive"],
    [ofFile(file), ofFile({ ...file, draftId: uuid })],
    null,
  ),
  v5Row(
    ["ours: the id of a draft", "targets.draftId", "format"],
    [ofFile(file), ofFile({ draftId: "mine" })],
    null,
  ),
  v5Row(["ours: the id of a draft", "targets.draftId", "type"], [ofFile(file), ofFile({ draftId: 7 })], null),
];

const said = {
  list: { targets: ["a"], targets_filter: missing, document_source: missing },
  groups: { targets: missing, targets_filter: { group_ids: ["g1"] }, document_source: missing },
  file: { targets: missing, targets_filter: missing, document_source: "x" },
} as const;
const each = { list, groups, file } as const;
type Kind = keyof typeof each;

/** What a type takes, and what it does not (sheet §6.2). */
function sourcesOf(types: readonly string[], takes: readonly Kind[]): RuleRow[] {
  const others = (Object.keys(each) as Kind[]).filter((kind) => !takes.includes(kind));
  return types.flatMap((type) =>
    takes.flatMap((inside) => {
      const of = (targets: object) => create(type, { targets });
      const row = (kind: string, outside: object, raw: RuleRow["raw"]) =>
        v5Row(
          [`§6.2 ${type}: takes a ${inside}, no ${kind}`, "targets.kind", "choice"],
          [of(each[inside]), of(outside)],
          raw,
        );
      if (others.length === 0) return [row("broadcast", { kind: "broadcast" }, null)];
      return others.map((kind) => row(kind, each[kind], having(said[kind])));
    }),
  );
}

const upgrades = ["firmwareUpgrade", "softwareUpgrade", "moduleUpgrade"];
const commands = ["createCommands", "createAsyncCommands", "createMessages", "updateDeviceShadows"];
const devices = ["deleteDevices", "freezeDevices", "unfreezeDevices"];
const records = ["createDevices", "updateDevices"];

/** Whether a type takes a document (sheet §6.2). */
const documents: RuleRow[] = [
  ...[...upgrades, ...commands].map((type) =>
    v5Row(
      [`§6.2 ${type}: needs a document`, "document", "needed"],
      [create(type), create(type, { document: missing })],
      having({ document: missing }),
    ),
  ),
  ...[...devices, ...records].map((type) =>
    v5Row(
      [`§9.6, §9.7 ${type}: takes no document`, "document", "not_for_type"],
      [create(type), create(type, { document: { a: 1 } })],
      having({ document: { a: 1 } }),
    ),
  ),
  v5Row(
    ["§9 document: an object", "document", "type"],
    [create("createCommands"), create("createCommands", { document: "{}" })],
    having({ document: "{}" }),
  ),
];

export const targetRows: RuleRow[] = [
  ...kinds,
  ...sourcesOf([...upgrades, ...commands], ["list", "groups"]),
  ...sourcesOf(devices, ["list", "groups", "file"]),
  ...sourcesOf(records, ["file"]),
  ...documents,
];
