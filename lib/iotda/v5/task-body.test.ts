import { expect, it } from "vitest";
import type { TaskDraft } from "@/lib/domain/platform-task";
import { toTaskBody } from "./task-body";
import createFirmware from "./testdata/batchtask-create-firmware-upgrade.json";
import createGroup from "./testdata/batchtask-create-software-upgrade-group.json";

const firmware: TaskDraft = {
  name: "Pump_fw_2_4_1_wave1",
  type: "firmwareUpgrade",
  appId: "a7c3f0d2b84e4f6f9e1d2c3b4a596877",
  mode: null,
  extInfo: null,
  needConfirm: false,
  targets: { kind: "list", ids: createFirmware.request.body.targets },
  document: { package_id: "68fa12bc34de56f0789a1b2c" },
  policy: { scheduleTime: "2026-11-22T02:00:00.000Z", retryCount: 3, retryIntervalMinutes: 30 },
  legacy: null,
};

it("writes the documented bodies", () => {
  expect(toTaskBody(firmware)).toEqual(createFirmware.request.body);
  const group: TaskDraft = {
    ...firmware,
    name: "Pump_sw_group_north",
    type: "softwareUpgrade",
    mode: "GATEWAY",
    needConfirm: true,
    extInfo: { ticket: "CHG-20417" },
    targets: { kind: "groups", groupIds: ["c2f6e1d0-7b1a-4a53-9d0e-5b7f3c9a1e42"] },
    document: { package_ids: ["68fa12bc34de56f0789a1b2c"] },
    policy: { scheduleTime: null, retryCount: 2, retryIntervalMinutes: 60 },
  };
  expect(toTaskBody(group)).toEqual(createGroup.request.body);
});

it("leaves out what was not said, but keeps a null inside the document", () => {
  const body = toTaskBody({
    ...firmware,
    appId: null,
    needConfirm: null,
    document: { shadow: [{ desired: { old: null } }] },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  });
  expect(Object.keys(body)).toEqual(["task_name", "task_type", "targets", "document"]);
  expect(body.document).toEqual({ shadow: [{ desired: { old: null } }] });
});
