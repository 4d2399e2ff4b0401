import { describe, expect, it } from "vitest";
import { consequencesOf } from "./consequences";
import { listOf, reviewed, workbook } from "./testing/reviewed";

const keysOf = (...given: Parameters<typeof reviewed>) =>
  consequencesOf(reviewed(...given)).map(({ key }) => key);
const valuesOf = (key: string, ...given: Parameters<typeof reviewed>) =>
  consequencesOf(reviewed(...given)).find((each) => each.key === key)?.values;

describe("what cannot be undone", () => {
  const list = listOf(2);
  it.each([
    ["firmwareUpgrade", ["version", "stoppable", "hold"]],
    ["softwareUpgrade", ["version", "stoppable", "hold"]],
    ["moduleUpgrade", ["version", "notStoppable", "hold"]],
    ["deleteDevices", ["deleted", "notStoppable", "hold"]],
    ["freezeDevices", ["frozen", "directOnly", "notStoppable", "hold"]],
    ["unfreezeDevices", ["unfrozen", "notStoppable", "hold"]],
    ["createCommands", ["commandNow", "notStoppable", "hold"]],
    ["createAsyncCommands", ["commandCached", "notStoppable", "hold"]],
    ["createMessages", ["messageCached", "notStoppable", "hold"]],
    ["updateDeviceShadows", ["shadowSets", "notStoppable", "hold"]],
  ])("is said of %s", (type, keys) => expect(keysOf(type, list)).toEqual(keys));

  it("is said of types that live by a file", () => {
    const file = { file: { ...workbook, type: "createDevices" } };
    expect(keysOf("createDevices", file)).toEqual(["registered", "notStoppable", "fileNow", "hold"]);
    expect(keysOf("updateDevices", file)).toEqual(["overwritten", "notStoppable", "fileNow", "hold"]);
  });

  it("is said of a legacy command, with its time limit", () => {
    expect(keysOf("DeviceCmd", list)).toEqual(["legacyCommand", "timeout", "notStoppable", "hold"]);
    expect(valuesOf("timeout", "DeviceCmd", { ...list, timeoutMinutes: "45" })).toEqual({ minutes: 45 });
  });
});

describe("how long something is kept for a device that is away", () => {
  const command = (document: object) => consequencesOf(reviewed("createAsyncCommands", {}, document))[0];
  it("a command: two days at most, one by default, not at all when sent at once", () => {
    expect(command({ paras: {} })).toMatchObject({ key: "commandCached", values: { seconds: 86_400 } });
    expect(command({ send_strategy: "delay", expire_time: 0 })).toMatchObject({
      values: { seconds: 86_400 },
    });
    expect(command({ send_strategy: "delay", expire_time: 600 })).toMatchObject({ values: { seconds: 600 } });
    expect(command({ send_strategy: "immediately" })).toMatchObject({ key: "commandAtOnce" });
  });

  it("a message: its ttl, a day by default, not at all at 0", () => {
    expect(valuesOf("messageCached", "createMessages", {}, { message: "x" })).toEqual({ minutes: 1440 });
    expect(valuesOf("messageCached", "createMessages", {}, { message: "x", ttl: 15 })).toEqual({
      minutes: 15,
    });
    expect(keysOf("createMessages", {}, { message: "x", ttl: 0, message_id: "m" }).slice(0, 2)).toEqual([
      "messageUncached",
      "sameMessageId",
    ]);
  });
});

it("names the properties a shadow loses and the services it clears", () => {
  const shadow = [
    { service_id: "Meter", desired: { old: null, kept: "1" } },
    { service_id: "Clock", desired: {} },
    { service_id: "Lots", desired: Object.fromEntries([..."abcdef"].map((key) => [key, null])) },
  ];
  expect(keysOf("updateDeviceShadows", {}, { shadow }).slice(0, 3)).toEqual([
    "shadowSets",
    "shadowDeletes",
    "shadowClears",
  ]);
  expect(valuesOf("shadowDeletes", "updateDeviceShadows", {}, { shadow })).toEqual({
    names: "old, a, b, c, d",
    more: 2,
  });
  expect(valuesOf("shadowClears", "updateDeviceShadows", {}, { shadow })).toEqual({
    names: "Clock",
    more: 0,
  });
});

describe("what depends on the targets", () => {
  it("says when groups are read, and that the legacy platform picks", () => {
    const groups = [{ groupId: "g1", name: "north", type: "STATIC" }];
    expect(keysOf("deleteDevices", { source: "groups", groups })).toContain("membership");
    expect(keysOf("DeviceCmd", { source: "groupNames", groupNames: "a" })).toContain("membership");
    for (const source of ["deviceType", "area", "broadcast"] as const)
      expect(keysOf("DeviceCmd", { source })).toContain("platformPicks");
  });

  it("says when a workbook is uploaded, and that .xls was not looked into", () => {
    const unchecked = { ...workbook, name: "a.xls", format: "xls" as const, checked: false, rows: null };
    expect(keysOf("deleteDevices", { source: "file", file: workbook })).not.toContain("xlsUnchecked");
    expect(keysOf("deleteDevices", { source: "file", file: unchecked })).toContain("xlsUnchecked");
  });
});

describe("what depends on the policy", () => {
  const set = { start: "set", date: "2026-11-23", time: "02:30", timeZone: "UTC" } as const;
  it("says of a set start what may still be done about it", () => {
    expect(keysOf("firmwareUpgrade", { ...listOf(1), ...set })).toContain("schedule");
    expect(keysOf("moduleUpgrade", { ...listOf(1), ...set })).toContain("scheduleFinal");
    expect(keysOf("createMessages", { ...listOf(1), ...set })).toContain("scheduleFinal");
  });

  it("says who releases waiting devices and how often is tried again", () => {
    const upgrade = {
      ...listOf(1),
      start: "confirmed",
      retry: true,
      retryCount: 3,
      retryMinutes: "0",
    } as const;
    expect(keysOf("softwareUpgrade", upgrade)).toEqual([
      "version",
      "stoppable",
      "confirmed",
      "retry",
      "hold",
    ]);
    expect(valuesOf("retry", "softwareUpgrade", upgrade)).toEqual({ count: 3, minutes: 0 });
  });
});
