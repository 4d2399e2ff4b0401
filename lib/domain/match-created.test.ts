import { describe, expect, it } from "vitest";
import { matchCreated } from "./match-created";
import type { PlatformTask, TaskDraft } from "./platform-task";

const draft: TaskDraft = {
  name: "pump_fix",
  type: "firmwareUpgrade",
  appId: null,
  mode: null,
  extInfo: null,
  needConfirm: null,
  targets: { kind: "list", ids: ["a", "b"] },
  document: { package_id: "p", deep: { x: 1, y: [1, 2] } },
  policy: { scheduleTime: "2026-11-23T00:00:00.400Z", retryCount: 2, retryIntervalMinutes: 5 },
  legacy: null,
};
const made: PlatformTask = {
  taskId: "5c8ba99030344005c02316ad",
  name: "pump_fix",
  type: "firmwareUpgrade",
  status: "Initializing",
  platformStatus: "Initializing",
  statusDescription: null,
  mode: null,
  extInfo: null,
  needConfirm: null,
  targets: ["b", "a"],
  groupIds: null,
  fileId: null,
  document: { deep: { y: [1, 2], x: 1 }, package_id: "p" },
  policy: { scheduleTime: "2026-11-23T00:00:00Z", retryCount: 2, retryIntervalMinutes: 5 },
  progress: null,
  createdAt: "2026-11-22T10:00:00Z",
  operator: null,
  timeoutMinutes: null,
  tags: null,
  criteria: null,
};
const untoldPolicy = { scheduleTime: null, retryCount: null, retryIntervalMinutes: null };

describe("matchCreated", () => {
  it("knows the task again, whatever the order of keys and devices", () => {
    expect(matchCreated(draft, made)).toBe("same");
  });

  it.each<[string, Partial<PlatformTask>]>([
    ["name", { name: "pump_fix_2" }],
    ["type", { type: "softwareUpgrade" }],
    ["targets", { targets: ["a"] }],
    ["kind of target", { targets: null, groupIds: ["g"] }],
    ["document", { document: { package_id: "q" } }],
    ["schedule", { policy: { ...made.policy, scheduleTime: "2026-11-23T00:00:01Z" } }],
    ["retries", { policy: { ...made.policy, retryCount: 3 } }],
  ])("another %s is another task", (_what, change) => {
    expect(matchCreated(draft, { ...made, ...change })).toBe("different");
  });

  it("does not decide by what the platform left out", () => {
    expect(matchCreated(draft, { ...made, targets: null })).toBe("untold");
    expect(matchCreated(draft, { ...made, document: null })).toBe("untold");
    expect(matchCreated(draft, { ...made, policy: untoldPolicy })).toBe("same");
  });

  it("compares groups", () => {
    const groups: TaskDraft = { ...draft, targets: { kind: "groups", groupIds: ["g", "h"] } };
    expect(matchCreated(groups, { ...made, targets: null, groupIds: ["h", "g"] })).toBe("same");
    expect(matchCreated(groups, made)).toBe("different");
  });

  it("compares what chose the devices of a legacy task, as far as it is told", () => {
    const untold = { ...made, targets: null };
    const area: TaskDraft = { ...draft, targets: { kind: "area", deviceLocation: "Quay" } };
    const names: TaskDraft = { ...draft, targets: { kind: "groupNames", names: ["a", "b"] } };
    expect(matchCreated(area, untold)).toBe("untold");
    expect(matchCreated(area, made)).toBe("different");
    expect(matchCreated(area, { ...untold, criteria: { deviceLocation: "Quay", kind: "area" } })).toBe(
      "same",
    );
    expect(matchCreated(area, { ...untold, criteria: { kind: "area", deviceLocation: "Hill" } })).toBe(
      "different",
    );
    expect(matchCreated(area, { ...untold, criteria: { kind: "broadcast" } })).toBe("different");
    expect(matchCreated(names, { ...untold, criteria: { kind: "groupNames", names: ["b", "a"] } })).toBe(
      "same",
    );
    expect(matchCreated(draft, { ...untold, criteria: { kind: "broadcast" } })).toBe("different");
  });

  it("knows a task from a file by what it has not: devices and groups of its own", () => {
    const file: TaskDraft = {
      ...draft,
      type: "updateDevices",
      document: null,
      targets: { kind: "file", fileId: "f" },
    };
    const fromFile: PlatformTask = { ...made, type: "updateDevices", document: null, targets: null };
    expect(matchCreated(file, fromFile)).toBe("same");
    expect(matchCreated(file, { ...fromFile, targets: [], groupIds: [], document: {} })).toBe("same");
    expect(matchCreated(file, { ...fromFile, targets: ["a"] })).toBe("different");
    expect(matchCreated(file, { ...fromFile, groupIds: ["g"] })).toBe("different");
    expect(matchCreated(file, { ...fromFile, name: "other" })).toBe("different");
    expect(matchCreated(file, { ...fromFile, type: "createDevices" })).toBe("different");
    expect(matchCreated(file, { ...fromFile, document: { x: 1 } })).toBe("different");
  });
});
