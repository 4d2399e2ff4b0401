import { describe, expect, it } from "vitest";
import { type CreateTask, createLimits, namePattern } from "@/lib/contracts/create-task";
import { checkTask, draftOf, findObjections } from "./check-task";
import type { CheckTaskFacts } from "./create-rules";

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
    ["firmwareUpgrade", undefined, ["document"]],
    ["createCommands", { paras: {} }, []],
    ["freezeDevices", undefined, []],
    ["freezeDevices", { a: 1 }, ["document"]],
  ])("knows whether %s takes a document: %j", (type, document, expected) => {
    expect(paths({ ...upgrade, type, document })).toEqual(expected);
  });

  it("has the limits of the contract", () => {
    const { nameLength, appIdLength } = createLimits;
    expect(paths({ ...upgrade, name: "n".repeat(nameLength), appId: "a".repeat(appIdLength) })).toEqual([]);
    expect(checkTask({ ...upgrade, name: "n".repeat(nameLength + 1) }, facts).objections).toMatchObject([
      { path: "name", rule: "too_long", values: { limit: nameLength } },
    ]);
    expect(checkTask({ ...upgrade, appId: "a".repeat(appIdLength + 1) }, facts).objections).toMatchObject([
      { path: "appId", rule: "too_long", values: { limit: appIdLength } },
    ]);
    for (const name of ["a b", "a-b", "固件_Wave9", "𠮷".repeat(nameLength)]) {
      expect(paths({ ...upgrade, name }).length === 0, name).toBe(namePattern.test(name));
    }
  });

  it("says in words what it objects to, and looks at what there is", () => {
    expect(
      findObjections({ type: "createDevices", targets: upgrade.targets, mode: "GATEWAY" }, facts),
    ).toEqual([
      expect.objectContaining({ path: "targets.kind", rule: "choice", values: { options: "file" } }),
      expect.objectContaining({ path: "mode", rule: "not_for_type" }),
    ]);
    expect(findObjections({ name: "no type yet" }, facts)).toEqual([]);
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

  it("needs a time limit, takes any text as a name, and knows neither schedule nor files", () => {
    expect(paths({ ...command, timeoutMinutes: undefined }, legacy)).toEqual(["timeoutMinutes"]);
    expect(
      paths({ ...command, name: `Read all, ${"x".repeat(246)}`, appId: "a".repeat(64) }, legacy),
    ).toEqual([]);
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

  it("can wait for the workbook of a draft, and are sent with the id it has on the platform", () => {
    const draftId = "0d6b2c6e-5c8b-4990-8344-005c02316ad1";
    const create: CreateTask = { name: "n", type: "createDevices", targets: { kind: "file", draftId } };
    expect(checkTask(create, facts).draft?.targets).toEqual({ kind: "file", draftId });
    expect(draftOf(create, { fileId: "f1" }).targets).toEqual({ kind: "file", fileId: "f1" });
    expect(() => draftOf(create)).toThrow("not sent to the platform yet");
    expect(draftOf({ ...create, targets: file }).targets).toEqual(file);
  });
});
