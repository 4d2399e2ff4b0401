import { describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { type CheckTaskFacts, checkTask } from "./check-task";

const day = 24 * 60 * 60 * 1000;
const facts: CheckTaskFacts = {
  connectionKind: "v5",
  now: new Date("2026-11-22T10:00:00Z"),
  scheduleAheadMs: 7 * day,
};
const upgrade: CreateTask = {
  name: "pump_fix",
  type: "firmwareUpgrade",
  targets: { kind: "list", ids: ["a", "b"] },
  document: { package_id: "5c8ba99030344005c02316ad" },
};
const paths = (input: CreateTask, at: CheckTaskFacts = facts) =>
  checkTask(input, at).objections?.map(({ path }) => path) ?? [];

describe("checkTask", () => {
  it("makes a draft, counting a device given twice once, in order", () => {
    const checked = checkTask({ ...upgrade, targets: { kind: "list", ids: ["b", "a", "b"] } }, facts);
    expect(checked.draft).toMatchObject({
      name: "pump_fix",
      targets: { kind: "list", ids: ["b", "a"] },
      policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
      appId: null,
    });
  });

  it("refuses types that do not exist, can only be watched or belong elsewhere", () => {
    expect(paths({ ...upgrade, type: "makeCoffee" })).toEqual(["type"]);
    expect(paths({ ...upgrade, type: "changeGateway" })).toEqual(["type"]);
    expect(paths(upgrade, { ...facts, connectionKind: "na" })).toEqual(["type"]);
  });

  it("refuses targets the type cannot take", () => {
    expect(paths({ ...upgrade, type: "createDevices", document: undefined })).toEqual(["targets.kind"]);
  });

  it.each([
    [{ package_ids: ["p1", "p2"] }, []],
    [undefined, ["document"]],
    [{}, ["document.package_id"]],
    [{ package_id: "p", package_ids: ["p"] }, ["document"]],
    [{ package_ids: [] }, ["document.package_ids"]],
    [{ package_ids: "p" }, ["document.package_ids"]],
    [{ package_id: "no spaces" }, ["document.package_id"]],
    [{ package_id: 7 }, ["document.package_id"]],
  ])("checks the packages of an upgrade: %j", (document, expected) => {
    expect(paths({ ...upgrade, document })).toEqual(expected);
  });

  it("takes only the list of packages for a module upgrade", () => {
    expect(paths({ ...upgrade, type: "moduleUpgrade" })).toEqual(["document.package_ids"]);
    expect(paths({ ...upgrade, type: "moduleUpgrade", document: { package_ids: ["p"] } })).toEqual([]);
  });

  it.each([
    ["createCommands", {}, ["document.paras"]],
    ["createCommands", { paras: {} }, []],
    ["createMessages", { message: "x" }, []],
    ["updateDeviceShadows", { shadow: {} }, ["document.shadow"]],
    ["freezeDevices", undefined, []],
    ["freezeDevices", { a: 1 }, ["document"]],
  ])("checks the document of %s: %j", (type, document, expected) => {
    expect(paths({ ...upgrade, type, document })).toEqual(expected);
  });

  it("keeps the fields of upgrades to upgrades", () => {
    const input: CreateTask = { ...upgrade, type: "createMessages", document: { message: "x" } };
    expect(paths({ ...input, mode: "GATEWAY", extInfo: {}, needConfirm: true })).toEqual([
      "mode",
      "extInfo",
      "needConfirm",
    ]);
  });

  it("takes a start from now to seven days ahead", () => {
    const at = (ms: number) => ({
      ...upgrade,
      policy: { scheduleTime: new Date(facts.now.getTime() + ms).toISOString() },
    });
    expect(paths(at(0))).toEqual([]);
    expect(paths(at(7 * day))).toEqual([]);
    expect(paths(at(-1))).toEqual(["policy.scheduleTime"]);
    expect(paths(at(7 * day + 1))).toEqual(["policy.scheduleTime"]);
  });
});
