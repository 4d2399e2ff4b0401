import { create, file, having, list, type RuleRow, text, v5Row } from "./rule-row";

const upgrade = (change: Record<string, unknown> = {}) => create("firmwareUpgrade", change);
const command = (change: Record<string, unknown> = {}) => create("createCommands", change);
/** Ext info that is `length` characters as JSON. */
const extInfo = (length: number) => ({ a: text(length - '{"a":""}'.length) });
const ignored = "a field the platform does not know it ignores without a word";
const missing = undefined;

/** Name, type, space, and what is for upgrades only (sheet §6.3). */
export const fieldRows: RuleRow[] = [
  v5Row(
    ["§6.3 task_name: 128 characters", "name", "too_long"],
    [upgrade({ name: text(128) }), upgrade({ name: text(129) })],
    having({ task_name: text(129) }),
  ),
  v5Row(
    ["§6.3 task_name: letters, digits, _ and Chinese characters", "name", "pattern"],
    [upgrade({ name: "固件_Wave9" }), upgrade({ name: "wave-9" })],
    having({ task_name: "wave-9" }),
  ),
  v5Row(
    ["§6.3 task_name: mandatory", "name", "needed"],
    [upgrade({ name: "n" }), upgrade({ name: missing })],
    having({ task_name: missing }),
  ),
  v5Row(
    ["§6.3 task_name: not empty", "name", "needed"],
    [upgrade({ name: "n" }), upgrade({ name: "" })],
    having({ task_name: "" }),
  ),
  v5Row(
    ["§6.3 task_name: a text", "name", "type"],
    [upgrade(), upgrade({ name: 7 })],
    having({ task_name: 7 }),
  ),
  v5Row(
    ["§6.3 task_type: mandatory", "type", "needed"],
    [upgrade(), upgrade({ type: missing })],
    having({ task_type: missing }),
  ),
  v5Row(
    ["§6.3 task_type: a text", "type", "type"],
    [upgrade(), upgrade({ type: 7 })],
    having({ task_type: 7 }),
  ),
  v5Row(
    ["§6.2 task_type: one that exists", "type", "choice"],
    [upgrade(), upgrade({ type: "makeCoffee" })],
    having({ task_type: "makeCoffee" }),
  ),
  v5Row(
    ["§6.2 task_type: no type has so long a name", "type", "too_long"],
    [upgrade(), upgrade({ type: text(65) })],
    having({ task_type: text(65) }),
  ),
  v5Row(
    ["§9.8 changeGateway: its format is not documented", "type", "view_only"],
    [create("updateDevices"), create("changeGateway", { targets: file })],
    having({ task_type: "changeGateway" }),
  ),
  v5Row(
    ["§13.4 DeviceCmd: the legacy API's", "type", "not_for_connection"],
    [
      command(),
      command({ type: "DeviceCmd", document: { serviceId: "s", method: "m" }, timeoutMinutes: 10 }),
    ],
    having({ task_type: "DeviceCmd" }),
  ),
  v5Row(
    ["§6.3 app_id: 36 characters", "appId", "too_long"],
    [upgrade({ appId: text(36) }), upgrade({ appId: text(37) })],
    having({ app_id: text(37) }),
    { insideMeets: "IOTDA.001000" },
  ),
  v5Row(
    ["§6.3 app_id: letters, digits, _ and -", "appId", "pattern"],
    [upgrade({ appId: "a_B-9" }), upgrade({ appId: "a.b" })],
    having({ app_id: "a.b" }),
    { insideMeets: "IOTDA.001000" },
  ),
  v5Row(["§6.3 app_id: a text", "appId", "type"], [upgrade(), upgrade({ appId: 7 })], having({ app_id: 7 })),
  v5Row(
    ["§6.3 app_id: not empty", "appId", "needed"],
    [upgrade(), upgrade({ appId: "" })],
    having({ app_id: "" }),
    {
      stricter: "an empty space is the default one; who wants that leaves the field out",
    },
  ),
  v5Row(
    ["§6.3 task_mode: GATEWAY", "mode", "choice"],
    [upgrade({ mode: "GATEWAY" }), upgrade({ mode: "DIRECT" })],
    having({ task_mode: "DIRECT" }),
  ),
  v5Row(
    ["§6.3 task_mode: for upgrades only", "mode", "not_for_type"],
    [command(), command({ mode: "GATEWAY" })],
    having({ task_mode: "GATEWAY" }),
  ),
  v5Row(
    ["§6.3 task_ext_info: 512 characters as JSON", "extInfo", "too_long"],
    [upgrade({ extInfo: extInfo(512) }), upgrade({ extInfo: extInfo(513) })],
    having({ task_ext_info: extInfo(513) }),
  ),
  v5Row(
    ["§6.3 task_ext_info: an object", "extInfo", "type"],
    [upgrade({ extInfo: {} }), upgrade({ extInfo: ["a"] })],
    having({ task_ext_info: ["a"] }),
  ),
  v5Row(
    ["§6.3 task_ext_info: for upgrades only", "extInfo", "not_for_type"],
    [command(), command({ extInfo: { a: 1 } })],
    having({ task_ext_info: { a: 1 } }),
  ),
  v5Row(
    ["§6.3 need_confirm: true or false", "needConfirm", "type"],
    [upgrade({ needConfirm: true }), upgrade({ needConfirm: "yes" })],
    having({ need_confirm: "yes" }),
  ),
  v5Row(
    ["§6.3 need_confirm: for upgrades only", "needConfirm", "not_for_type"],
    [command(), command({ needConfirm: false })],
    having({ need_confirm: false }),
  ),
  v5Row(
    ["§6.3 no other field", "extra", "unknown"],
    [upgrade(), upgrade({ extra: 1 })],
    having({ extra: 1 }),
    { stricter: ignored },
  ),
  ...Object.entries({
    timeoutMinutes: ["timeout", 10],
    tags: ["tags", [{ name: "a", value: "b" }]],
    callbackUrl: ["callbackUrl", "https://example.com/"],
    maxRetransmit: ["maxRetransmit", 1],
    groupTag: ["groupTag", "a"],
  } as const).map(([path, [word, value]]) =>
    v5Row(
      [`§13.4 ${word}: the legacy API's`, path, "not_for_type"],
      [upgrade(), upgrade({ [path]: value })],
      having({ [word]: value }),
      { stricter: ignored },
    ),
  ),
  ...ownRows(),
];

/** Fields that never reach the platform. */
function ownRows(): RuleRow[] {
  const own = (
    path: string,
    rule: RuleRow["rule"],
    inside: unknown,
    outside: unknown,
    insideNotSent?: string,
  ) =>
    v5Row(
      [`ours: ${path}`, path, rule],
      [upgrade({ [path]: inside, targets: list }), upgrade({ [path]: outside, targets: list })],
      null,
      insideNotSent ? { insideNotSent } : {},
    );
  const draftId = "0d6b2c6e-5c8b-4990-8344-005c02316ad1";
  const needsDraft = "it needs a draft that is there";
  return [
    own("holdSeconds", "range", 60, 61),
    own("holdSeconds", "range", 0, -1),
    own("holdSeconds", "type", 10, "10"),
    own("draftId", "format", draftId, "mine", needsDraft),
    own("draftId", "type", draftId, 7, needsDraft),
    own("reason", "too_long", text(500), text(501)),
    own("reason", "needed", "a", ""),
    own("reason", "type", "a", 7),
  ];
}
