import { describe, expect, it } from "vitest";
import { CreateTask } from "@/lib/contracts/create-task";
import { DraftContent } from "@/lib/contracts/drafts";
import { type CopiedTask, draftFromTask, emptyContent, nameCopy } from "./draft-from-task";

const now = new Date("2026-11-22T12:00:30Z");
const noPolicy = { scheduleTime: null, retryCount: null, retryIntervalMinutes: null };
const list = { kind: "list" as const, count: 2, sample: [], groupIds: [], fileName: null, criteria: null };

function copy(task: Partial<CopiedTask["task"]> = {}, more: Partial<CopiedTask> = {}) {
  return draftFromTask({
    task: {
      ...{ name: "pump_fix", type: "firmwareUpgrade", appId: "app1", mode: null, extInfo: null },
      ...{ needConfirm: null, targets: list, document: { package_id: "p1" }, policy: noPolicy },
      ...{ timeoutMinutes: null, tags: null, ...task },
    },
    ...{ request: null, ids: ["d1", "d2"], now, ...more },
  });
}

it("starts from what an untouched form holds", () => {
  expect(emptyContent).toEqual(DraftContent.parse({}));
});

it("writes a list of devices and the document as a person would", () => {
  const { content, ...head } = copy();
  expect(head).toEqual({
    ...{ name: "pump_fix_copy", type: "firmwareUpgrade", targetsText: "d1\nd2", targetCount: 2 },
  });
  expect(content).toEqual({
    ...emptyContent,
    ...{ appId: "app1", source: "list", documents: { firmwareUpgrade: '{\n  "package_id": "p1"\n}' } },
  });
  expect(DraftContent.parse(content)).toEqual(content);
});

describe("the name", () => {
  it.each([
    ["pump", "pump_copy"],
    ["x".repeat(123), `${"x".repeat(123)}_copy`],
    ["x".repeat(124), `${"x".repeat(123)}_copy`],
    ["𠮷".repeat(128), `${"𠮷".repeat(123)}_copy`],
  ])("of a copy of %s fits", (name, made) => {
    expect(nameCopy(name)).toBe(made);
    expect(CreateTask.shape.name.safeParse(made).success).toBe(true);
  });
});

describe("targets", () => {
  it("that are groups are their ids, for both kinds of platform", () => {
    const targets = { ...list, kind: "groups" as const, groupIds: ["g1", "g2"] };
    const { content, targetsText } = copy({ targets }, { ids: null });
    expect(content).toMatchObject({ source: "groups", groupIds: "g1\ng2" });
    expect(content.groups.map(({ groupId }) => groupId)).toEqual(["g1", "g2"]);
    expect(targetsText).toBe("");
  });

  it.each([
    ["file", ["d1"], "freezeDevices", "list"],
    ["file", null, "freezeDevices", "file"],
    ["file", null, "createDevices", "file"],
    ["unknown", ["d1"], "createMessages", "list"],
    ["unknown", null, "createMessages", null],
    ["list", ["d1"], "createMessages", "list"],
  ] as const)("that are %s with ids %j, of %s, become %s", (kind, ids, type, source) => {
    expect(copy({ type, targets: { ...list, kind } }, { ids }).content.source).toBe(source);
  });

  it.each([
    [
      { kind: "deviceType", deviceType: "Meter", manufacturerId: "m1", model: "X" },
      { source: "deviceType", deviceType: "Meter", manufacturerId: "m1", model: "X" },
    ],
    [
      { kind: "area", deviceLocation: "Hall" },
      { source: "area", deviceLocation: "Hall" },
    ],
    [
      { kind: "groupNames", names: ["a", "b"] },
      { source: "groupNames", groupNames: "a\nb" },
    ],
    [{ kind: "broadcast" }, { source: "broadcast" }],
  ] as const)("of a legacy task, %j, are kept", (criteria, expected) => {
    const told = criteria.kind === "groupNames" ? { ...criteria, names: [...criteria.names] } : criteria;
    const targets = { ...list, kind: criteria.kind, criteria: told };
    expect(copy({ type: "DeviceCmd", targets }, { ids: null }).content).toMatchObject(expected);
  });
});

describe("the start", () => {
  it.each([
    ["2026-11-23T08:30:15Z", { start: "set", date: "2026-11-23", time: "08:30", timeZone: "UTC" }],
    ["2026-11-22T12:01:00Z", { start: "set", date: "2026-11-22", time: "12:01", timeZone: "UTC" }],
    ["2026-11-22T12:00:59Z", { start: "now", date: "", time: "", timeZone: "" }],
    ["2026-11-20T12:00:00Z", { start: "now", date: "", time: "", timeZone: "" }],
  ])("at %s", (scheduleTime, expected) => {
    expect(copy({ policy: { ...noPolicy, scheduleTime } }).content).toMatchObject(expected);
  });

  it("that waits for a confirmation waits for one again", () => {
    expect(copy({ needConfirm: true }).content.start).toBe("confirmed");
  });
});

it.each([
  [
    { retryCount: 3, retryIntervalMinutes: 0 },
    { retry: true, retryCount: 3, retryMinutes: "0" },
  ],
  [{ retryCount: 0, retryIntervalMinutes: 10 }, { retry: false }],
  [{ retryCount: 3, retryIntervalMinutes: null }, { retry: false }],
])("copies retries %j only as the pair they are", (policy, expected) => {
  expect(copy({ policy: { ...noPolicy, ...policy } }).content).toMatchObject(expected);
});

it("copies what upgrades have beside a package", () => {
  const { content } = copy({ mode: "GATEWAY", extInfo: { lot: 7 } });
  expect(content).toMatchObject({ gatewayMode: true, extInfo: '{\n  "lot": 7\n}' });
});

it("copies what only a legacy create takes, as it was sent", () => {
  const request = { callbackUrl: "https://a.example/x", maxRetransmit: 2, groupTag: "t", name: "n" };
  const tags = [{ name: "a", value: "b" }];
  const legacy = copy({ type: "DeviceCmd", timeoutMinutes: 45, tags }, { request }).content;
  const expected = { callbackUrl: request.callbackUrl, maxRetransmit: "2", groupTag: "t" };
  expect(legacy).toMatchObject({ ...expected, timeoutMinutes: "45", tags });
  const other = copy({ tags }, { request }).content;
  expect(other).toMatchObject({ callbackUrl: "", maxRetransmit: "", groupTag: "", tags: [] });
});
