import { describe, expect, it } from "vitest";
import { CreateTask, createLimits } from "@/lib/contracts/create-task";
import { checkTask, draftOf as platformDraftOf } from "@/lib/domain/check-task";
import { toTaskBody as toLegacyBody } from "@/lib/iotda/na/task-body";
import { toTaskBody } from "@/lib/iotda/v5/task-body";
import type { WizardDraft } from "../draft";
import { fileIdPlaceholder, platformRequestsOf } from "./platform-request";
import { wholeTask } from "./read-reviewed";
import { draftOf, firmware, listOf, place, workbook } from "./testing/reviewed";

const app = "own-app";

/** The body the server will send for a draft, by its own rules and its own clients. */
function sentFor(draft: WizardDraft): object {
  // As it arrives: JSON, parsed by the schema of the endpoint.
  const task = CreateTask.parse(JSON.parse(JSON.stringify(wholeTask(draft, place))));
  const legacy = task.type === "DeviceCmd";
  const facts = { now: place.now, scheduleAheadMs: createLimits.scheduleAheadMs };
  const { objections } = checkTask(task, { ...facts, connectionKind: legacy ? "na" : "v5" });
  expect(objections).toBeNull();
  return legacy ? toLegacyBody(platformDraftOf(task), app) : toTaskBody(platformDraftOf(task));
}

function shownFor(draft: WizardDraft) {
  const kind = draft.type === "DeviceCmd" ? "na" : "v5";
  return platformRequestsOf(wholeTask(draft, place), kind, { appId: app });
}

const groups = {
  source: "groups" as const,
  groups: [
    { groupId: "g-1", name: "north", type: "STATIC" },
    { groupId: "g-2", name: "south", type: "DYNAMIC" },
  ],
};
const start = { start: "set", date: "2026-11-23", time: "02:30", timeZone: "Asia/Shanghai" } as const;
const retry = { retry: true, retryCount: 3, retryMinutes: "0" };
const documents = {
  firmwareUpgrade: { package_id: firmware.packageId },
  softwareUpgrade: { package_ids: ["68fa12bc34de56f0789a1b2c", "68fa12bc34de56f0789a1b2d"] },
  moduleUpgrade: { package_ids: [firmware.packageId] },
  createCommands: { service_id: "Meter", command_name: "read", paras: { from: 1 } },
  createAsyncCommands: { service_id: "Meter", command_name: "read", paras: {}, send_strategy: "immediately" },
  createMessages: { message: { on: true, note: null }, ttl: 15, topic: "t" },
  updateDeviceShadows: { shadow: [{ service_id: "Meter", desired: { old: null, kept: "1" } }] },
  freezeDevices: undefined,
  unfreezeDevices: undefined,
  deleteDevices: undefined,
};

describe("the requests shown", () => {
  describe.each(Object.entries(documents))("%s", (type, document) => {
    it.each([
      ["a list", listOf(5)],
      ["groups", groups],
      [
        "a list, later, in a space, with retries",
        { ...listOf(1), ...start, ...retry, appId: "space-1", reason: "CHG-1" },
      ],
    ])("for %s are what the server sends", (_, change) => {
      const draft = draftOf(type, change, document);
      expect(shownFor(draft)).toEqual([
        { method: "POST", path: "/v5/iot/{project_id}/batchtasks", body: sentFor(draft) },
      ]);
      // Word for word, in the order of the platform's own pages too.
      expect(JSON.stringify(shownFor(draft)[0]?.body)).toBe(JSON.stringify(sentFor(draft)));
    });
  });

  it("carry what only upgrades have", () => {
    const given = {
      ...listOf(2),
      gatewayMode: true,
      extInfo: '{"ticket":"CHG-1"}',
      start: "confirmed",
    } as const;
    const draft = draftOf("firmwareUpgrade", given, documents.firmwareUpgrade);
    const [request] = shownFor(draft);
    expect(request?.body).toEqual(sentFor(draft));
    expect(request?.body).toMatchObject({
      task_mode: "GATEWAY",
      need_confirm: true,
      task_ext_info: { ticket: "CHG-1" },
    });
  });

  it.each(["createDevices", "updateDevices", "freezeDevices", "unfreezeDevices", "deleteDevices"])(
    "of %s by a file upload it first and name what that answers",
    (type) => {
      const draft = draftOf(type, { source: "file", file: { ...workbook, type }, appId: "space-1" });
      const [upload, create, ...rest] = shownFor(draft);
      expect([upload, rest]).toEqual([
        { method: "POST", path: "/v5/iot/{project_id}/batchtask-files", body: null },
        [],
      ]);
      const stored = { ...wholeTask(draft, place), targets: { kind: "file" as const, fileId: "f-1" } };
      expect({ ...create?.body, document_source: "f-1" }).toEqual(toTaskBody(platformDraftOf(stored)));
      expect(create?.body?.document_source).toBe(fileIdPlaceholder);
    },
  );

  const command = { serviceId: "Meter", method: "READ", paras: { from: 1 } };
  it.each<[string, Partial<WizardDraft>]>([
    ["list", listOf(3)],
    ["deviceType", { source: "deviceType", deviceType: "Meter", manufacturerId: "Acme", model: "G3" }],
    ["area", { source: "area", deviceLocation: "Shenzhen" }],
    ["groupNames", { source: "groupNames", groupNames: "north\nsouth\nnorth" }],
    ["groups", { source: "groups", groupIds: "g-1, g-2" }],
    ["broadcast", { source: "broadcast" }],
  ])("of a legacy command for %s are what the server sends", (_, change) => {
    const extras = {
      ...{ timeoutMinutes: "45", tags: [{ name: "lot", value: "7" }], maxRetransmit: "2", groupTag: "g" },
      callbackUrl: "https://example.com/results",
    };
    for (const draft of [
      draftOf("DeviceCmd", change, command),
      draftOf("DeviceCmd", { ...change, ...extras, appId: "other-app" }, { ...command, paras: undefined }),
    ]) {
      expect(shownFor(draft)).toEqual([
        { method: "POST", path: "/iocm/app/batchtask/v1.1.0/tasks", body: sentFor(draft) },
      ]);
    }
  });

  it("can be shortened for eyes, in the list of devices only", () => {
    const task = wholeTask(draftOf("deleteDevices", listOf(9)), place);
    const [short] = platformRequestsOf(task, "v5", { mostIds: 2 });
    expect(short?.body?.targets).toEqual(task.targets.kind === "list" ? task.targets.ids.slice(0, 2) : null);
    const named = draftOf("DeviceCmd", { source: "groupNames", groupNames: "a\nb\nc" }, command);
    const [legacy] = platformRequestsOf(wholeTask(named, place), "na", { mostIds: 1 });
    expect(legacy?.body?.param).toMatchObject({ groupList: ["a", "b", "c"] });
  });
});
