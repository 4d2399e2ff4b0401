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

describe("a legacy command (sheet §13.4)", () => {
  const legacy: CheckTaskFacts = { ...facts, connectionKind: "na" };
  const command: CreateTask = {
    name: "read_all",
    type: "DeviceCmd",
    targets: { kind: "broadcast" },
    document: { serviceId: "Meter", method: "read", paras: { all: true } },
    timeoutMinutes: 60,
  };

  it.each([
    { kind: "list", ids: ["a"] },
    { kind: "groups", groupIds: ["g"] },
    { kind: "groupNames", names: ["North"] },
    { kind: "deviceType", deviceType: "Meter", manufacturerId: "m", model: "1" },
    { kind: "area", deviceLocation: "Berlin" },
    { kind: "broadcast" },
  ] satisfies CreateTask["targets"][])("takes targets by $kind", (targets) => {
    expect(checkTask({ ...command, targets }, legacy).draft).toMatchObject({
      targets,
      legacy: { timeoutMinutes: 60, tags: [], callbackUrl: null, maxRetransmit: null, groupTag: null },
    });
  });

  it("needs a time limit, a service and a method, and knows neither schedule nor files", () => {
    expect(paths({ ...command, timeoutMinutes: undefined }, legacy)).toEqual(["timeoutMinutes"]);
    expect(paths({ ...command, document: { method: "read" } }, legacy)).toEqual(["document.serviceId"]);
    expect(paths({ ...command, document: { serviceId: "Meter", method: 7 } }, legacy)).toEqual([
      "document.method",
    ]);
    expect(paths({ ...command, policy: { retryCount: 1, retryIntervalMinutes: 1 } }, legacy)).toEqual([
      "policy",
    ]);
    expect(paths({ ...command, targets: { kind: "file", fileId: "f" } }, legacy)).toEqual(["targets.kind"]);
    expect(paths({ ...command, needConfirm: true }, legacy)).toEqual(["needConfirm"]);
  });

  it("is for legacy connections only, and so is what only it takes", () => {
    expect(paths(command)).toEqual(["type"]);
    expect(paths({ ...upgrade, timeoutMinutes: 60, tags: [] })).toEqual(["timeoutMinutes", "tags"]);
    expect(paths({ ...upgrade, targets: { kind: "broadcast" } })).toEqual(["targets.kind"]);
  });
});

describe("tasks of a stored file (sheet §6.2)", () => {
  const file = { kind: "file", fileId: "5c8ba99030344005c02316ad" } as const;
  const types = ["createDevices", "updateDevices", "deleteDevices", "freezeDevices", "unfreezeDevices"];

  it.each(types)("can be %s", (type) => {
    expect(checkTask({ name: "n", type, targets: file }, facts).draft).toMatchObject({ targets: file });
  });

  it("cannot be upgrades or commands", () => {
    expect(paths({ ...upgrade, targets: file })).toEqual(["targets.kind"]);
  });
});
