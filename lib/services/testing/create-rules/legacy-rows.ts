import { create, having, havingParam, naRow, type RuleRow, text, times } from "./rule-row";

const order = (change: Record<string, unknown> = {}) => create("DeviceCmd", change);
const missing = undefined;
const ignored = "a field the platform does not know it ignores without a word";
const bounded = "the sheet names no bound; ours is far beyond any use";
const ids128 = "no device has such an id (§6.3)";
/** What a legacy platform says when what was named does not exist: the rule was kept. */
const nowhere = { insideMeets: "101001" };

type Words = readonly [rule: string, path: string, word: RuleRow["rule"]];

/** A field of the task; `word` is the platform's name of it. */
function field(
  [rule, path, word]: Words,
  name: string,
  [inside, outside]: readonly [unknown, unknown],
  more?: Parameters<typeof naRow>[3],
): RuleRow {
  const [own = ""] = path.split(".");
  const bodies = [order({ [own]: inside }), order({ [own]: outside })] as const;
  return naRow([`§13.4 ${name}: ${rule}`, path, word], bodies, having({ [name]: outside }), more);
}

const tag = { name: "site", value: "north" };
const inTags = (tags: readonly { name?: unknown; value?: unknown }[]) =>
  having({ tags: tags.map(({ name, value }) => ({ tagName: name, tagValue: value })) });
const tags = (
  rule: string,
  path: string,
  word: RuleRow["rule"],
  outside: object[],
  more = {},
  inside: object[] = [tag],
) =>
  naRow(
    [`§13.4 tags: ${rule}`, path, word],
    [order({ tags: inside }), order({ tags: outside })],
    inTags(outside),
    more,
  );

const numbered = (count: number) => times(count, (k) => ({ name: `t${k}`, value: "v" }));

const tagRows: RuleRow[] = [
  field(["a list", "tags", "type"], "tags", [[], "a"]),
  field(["objects", "tags.0", "type"], "tags", [[tag], ["a"]]),
  tags("50 (ours)", "tags", "too_many", numbered(51), { stricter: bounded }, numbered(50)),
  tags("each once", "tags.1.value", "duplicate", [tag, tag], { refusedWith: "105201" }, [
    tag,
    { ...tag, value: "south" },
  ]),
  naRow(
    ["§13.4 tags: no other field", "tags.0.extra", "unknown"],
    [order({ tags: [tag] }), order({ tags: [{ ...tag, extra: 1 }] })],
    having({ tags: [{ tagName: "site", tagValue: "north", extra: 1 }] }),
    { stricter: ignored },
  ),
  ...(
    [
      ["name", 128],
      ["value", 1024],
    ] as const
  ).flatMap(([key, limit]) => [
    tags(`${key} mandatory`, `tags.0.${key}`, "needed", [{ ...tag, [key]: missing }]),
    tags(`${key} not empty`, `tags.0.${key}`, "needed", [{ ...tag, [key]: "" }]),
    tags(`${key} a text`, `tags.0.${key}`, "type", [{ ...tag, [key]: 7 }]),
    tags(
      `${key} ${limit} characters`,
      `tags.0.${key}`,
      "too_long",
      [{ ...tag, [key]: text(limit + 1) }],
      {},
      [{ ...tag, [key]: text(limit) }],
    ),
  ]),
];

const fields: RuleRow[] = [
  field(["256 characters", "name", "too_long"], "taskName", [text(256), text(257)]),
  field(["any text", "name", "needed"], "taskName", ["close, all of them", ""]),
  field(["64 characters", "appId", "too_long"], "appId", [text(64), text(65)], { insideMeets: "100203" }),
  naRow(
    ["§13.4 taskType: DeviceCmd", "type", "not_for_connection"],
    [order(), order({ type: "firmwareUpgrade", document: { package_id: "p" } })],
    having({ taskType: "firmwareUpgrade" }),
  ),
  naRow(
    ["§13.4 command: mandatory", "document", "needed"],
    [order(), order({ document: missing })],
    havingParam({ command: missing }),
  ),
  field(["mandatory", "timeoutMinutes", "needed"], "timeout", [10, missing]),
  field(["at least 10", "timeoutMinutes", "range"], "timeout", [10, 9]),
  field(["at most 2880", "timeoutMinutes", "range"], "timeout", [2880, 2881]),
  field(["whole minutes", "timeoutMinutes", "type"], "timeout", [10, 10.5]),
  field(["ignored", "policy", "not_for_type"], "task_policy", [missing, {}], { stricter: ignored }),
  field(["ignored", "mode", "not_for_type"], "task_mode", [missing, "GATEWAY"], { stricter: ignored }),
  field(["ignored", "extInfo", "not_for_type"], "task_ext_info", [missing, {}], { stricter: ignored }),
  field(["ignored", "needConfirm", "not_for_type"], "need_confirm", [missing, true], { stricter: ignored }),
  ...tagRows,
];

/** A field of `param` under the same name. */
function sending(
  [rule, path, word]: Words,
  [inside, outside]: readonly [unknown, unknown],
  more = {},
): RuleRow {
  const bodies = [order({ [path]: inside }), order({ [path]: outside })] as const;
  return naRow([`§13.4 ${path}: ${rule}`, path, word], bodies, havingParam({ [path]: outside }), more);
}

const address = "https://example.com/";
const sendingRows: RuleRow[] = [
  sending(["an address", "callbackUrl", "format"], [address, "nowhere"]),
  sending(["of the web", "callbackUrl", "format"], [address, "ftp://example.com/"]),
  sending(["a text", "callbackUrl", "type"], [address, 7]),
  sending(
    ["1024 characters (ours)", "callbackUrl", "too_long"],
    [address + text(1024 - address.length), address + text(1025 - address.length)],
    {
      stricter: bounded,
    },
  ),
  sending(["at least 0", "maxRetransmit", "range"], [0, -1]),
  sending(["at most 3", "maxRetransmit", "range"], [3, 4]),
  sending(["a whole number", "maxRetransmit", "type"], [1, "1"]),
  sending(["not empty", "groupTag", "needed"], ["a", ""], { insideMeets: "105202" }),
  sending(["a text", "groupTag", "type"], ["a", 7], { insideMeets: "105202" }),
  sending(["256 characters (ours)", "groupTag", "too_long"], [text(256), text(257)], {
    ...{ insideMeets: "105202", refusedWith: "105202", stricter: bounded },
  }),
];

/** A field of one kind of targets; `raw` is what `param` says of the outside one. */
function target(
  [rule, path, word]: Words,
  [inside, outside]: readonly [object, object],
  raw: Record<string, unknown> | null,
  more = {},
): RuleRow {
  const bodies = [order({ targets: inside }), order({ targets: outside })] as const;
  return naRow([`§13.4 ${rule}`, `targets.${path}`, word], bodies, raw && havingParam(raw), more);
}

const model = {
  kind: "deviceType",
  deviceType: "WaterMeter",
  manufacturerId: "Muster Works",
  model: "WM-300",
};
const area = { kind: "area", deviceLocation: "Old Town" };
const names = (values: unknown) => ({ kind: "groupNames", names: values });
const ids = (values: unknown) => ({ kind: "list", ids: values });

/** A word of one kind of targets: mandatory, a text, not empty. */
function wordRows(base: Record<string, unknown>, key: string, more = {}): RuleRow[] {
  const pair = (inside: unknown, outside: unknown) =>
    [
      { ...base, [key]: inside },
      { ...base, [key]: outside },
    ] as const;
  return [
    target([`${key}: mandatory`, key, "needed"], pair(base[key], missing), { [key]: missing }, more),
    target([`${key}: not empty`, key, "needed"], pair(base[key], ""), { [key]: "" }, more),
    target([`${key}: a text`, key, "type"], pair(base[key], 7), { [key]: 7 }, more),
    target(
      [`${key}: 256 characters (ours)`, key, "too_long"],
      pair(text(256), text(257)),
      { [key]: text(257) },
      {
        ...{ ...nowhere, refusedWith: "101001", stricter: bounded },
      },
    ),
  ];
}

const devices = (count: number) => times(count, (k) => `d${k}`);
const targets: RuleRow[] = [
  target(
    ["deviceList: 30,000 (ours)", "ids", "too_many"],
    [ids(devices(30_000)), ids(devices(30_001))],
    { deviceList: devices(30_001) },
    { stricter: bounded },
  ),
  target(["deviceList: not empty", "ids", "too_few"], [ids(["a"]), ids([])], { deviceList: [] }),
  target(["deviceList: texts", "ids.0", "type"], [ids(["a"]), ids([7])], { deviceList: [7] }),
  target(
    ["deviceList: 128 characters (ours)", "ids.0", "too_long"],
    [ids([text(128)]), ids([text(129)])],
    { deviceList: [text(129)] },
    { stricter: ids128 },
  ),
  target(
    ["deviceList: letters, digits, _ and - (ours)", "ids.0", "pattern"],
    [ids(["a_B-9"]), ids(["a.b"])],
    { deviceList: ["a.b"] },
    { stricter: ids128 },
  ),
  ...wordRows(model, "deviceType"),
  ...wordRows(model, "manufacturerId"),
  ...wordRows(model, "model"),
  ...wordRows(area, "deviceLocation", nowhere),
  target(
    ["groupList: there", "names", "needed"],
    [names(["N"]), names(missing)],
    { groupList: missing },
    nowhere,
  ),
  target(["groupList: a list", "names", "type"], [names(["N"]), names("N")], { groupList: "N" }, nowhere),
  target(["groupList: not empty", "names", "too_few"], [names(["N"]), names([])], { groupList: [] }, nowhere),
  target(["groupList: texts", "names.0", "type"], [names(["N"]), names([7])], { groupList: [7] }, nowhere),
  target(
    ["groupList: no empty one", "names.0", "needed"],
    [names(["N"]), names([""])],
    { groupList: [""] },
    nowhere,
  ),
  target(
    ["groupList: 256 characters (ours)", "names.0", "too_long"],
    [names([text(256)]), names([text(257)])],
    { groupList: [text(257)] },
    {
      ...{ ...nowhere, refusedWith: "101001", stricter: bounded },
    },
  ),
  target(
    ["groupList: 100 (ours)", "names", "too_many"],
    [names(times(100, (k) => `N${k}`)), names(times(101, (k) => `N${k}`))],
    { groupList: times(101, (k) => `N${k}`) },
    { ...nowhere, refusedWith: "101001", stricter: bounded },
  ),
  target(
    ["group ids", "kind", "choice"],
    [
      { kind: "groups", groupIds: ["g"] },
      { kind: "file", fileId: "f" },
    ],
    null,
    nowhere,
  ),
  target(["broadcast", "kind", "choice"], [{ kind: "broadcast" }, { kind: "everyone" }], {
    type: "Everyone",
  }),
];

/** The legacy API (sheet §13.4): six kinds of targets, a time limit, tags. */
export const legacyRows: RuleRow[] = [...fields, ...sendingRows, ...targets];
