import { expect } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import type { DraftTargets, TaskDraft } from "@/lib/domain/platform-task";
import { parsePlatformTime } from "../../wire/times";
import { device, group, type Play, people, refused, space, taskId } from "./example-facts";

const olderTask = "6afd5b003b7e4c5d9a1f0b10";
const throttled: Play["call"] = (platform) =>
  platform.listTasks({ type: "createCommands", limit: 10 }, people);

interface CreateBody {
  app_id: string;
  task_name: string;
  task_type: string;
  task_mode?: string;
  need_confirm?: boolean;
  task_ext_info?: JsonObject;
  targets?: string[];
  targets_filter?: { group_ids: string[] };
  document_source?: string;
  document?: JsonObject;
  task_policy?: { schedule_time?: string; retry_count?: number; retry_interval?: number };
}

function draftOf(body: CreateBody): TaskDraft {
  const policy = body.task_policy;
  return {
    name: body.task_name,
    type: body.task_type,
    appId: body.app_id,
    mode: body.task_mode ?? null,
    extInfo: body.task_ext_info ?? null,
    needConfirm: body.need_confirm ?? null,
    targets: targetsOf(body),
    document: body.document ?? null,
    policy: {
      scheduleTime: policy?.schedule_time ? parsePlatformTime(policy.schedule_time) : null,
      retryCount: policy?.retry_count ?? null,
      retryIntervalMinutes: policy?.retry_interval ?? null,
    },
    legacy: null,
  };
}

function targetsOf(body: CreateBody): DraftTargets {
  if (body.targets) return { kind: "list", ids: body.targets };
  if (body.targets_filter) return { kind: "groups", groupIds: body.targets_filter.group_ids };
  return { kind: "file", fileId: body.document_source ?? "" };
}

/** A create by the body of the example; what comes back is the task with nothing done yet. */
const creates = (facts: object): Play => ({
  call: (platform, { request }) => platform.createTask(draftOf(request.body as CreateBody), people),
  gives: expect.objectContaining({
    status: "Initializing",
    statusDescription: null,
    progress: expect.objectContaining({ total: 0, waiting: 0, removed: 0 }),
    ...facts,
  }),
});

/** The examples of batch tasks, and of refusals any call can meet (sheet §5, §6). */
export const taskPlays: Record<string, Play> = {
  "batchtask-confirm": {
    call: (platform) => platform.confirmTask("6b016f3c3b7e4c5d9a1f0c22", [device(1), device(2)], people),
    gives: [1, 2].map((number) => ({
      target: device(number),
      status: "success",
      errorCode: null,
      errorMessage: null,
    })),
  },
  "batchtask-create-async-commands": creates({
    taskId: "6b0170cc3b7e4c5d9a1f0c27",
    type: "createAsyncCommands",
    targets: [device(1), device(2)],
    document: {
      service_id: "meter",
      command_name: "VALVE",
      paras: { open: 0 },
      expire_time: 172800,
      send_strategy: "delay",
    },
  }),
  "batchtask-create-commands": creates({
    type: "createCommands",
    document: { service_id: "pump", command_name: "SET_MODE", paras: { mode: "ECO", minutes: 30 } },
  }),
  "batchtask-create-delete": creates({
    type: "deleteDevices",
    targets: [device(7), device(8)],
    document: null,
    createdAt: "2026-11-21T10:27:34.000Z",
  }),
  "batchtask-create-devices-from-file": creates({
    name: "Register_november_lot",
    type: "createDevices",
    targets: null,
    groupIds: null,
    fileId: null,
  }),
  "batchtask-create-error": {
    call: (platform, { request }) => platform.createTask(draftOf(request.body as CreateBody), people),
    gives: refused(400, "IOTDA.000006"),
  },
  "batchtask-create-firmware-upgrade": creates({
    type: "firmwareUpgrade",
    needConfirm: false,
    targets: [device(1), device(2), device(3)],
    policy: { scheduleTime: "2026-11-22T02:00:00.000Z", retryCount: 3, retryIntervalMinutes: 30 },
    createdAt: "2026-11-21T10:15:00.000Z",
  }),
  "batchtask-create-freeze": creates({ type: "freezeDevices", targets: [device(7), device(8)] }),
  "batchtask-create-messages": creates({
    type: "createMessages",
    document: {
      name: "calibration",
      message: { op: "calibrate", ch: 2 },
      encoding: "none",
      payload_format: "raw",
      topic: "calib",
      ttl: 60,
    },
  }),
  "batchtask-create-shadows": creates({
    type: "updateDeviceShadows",
    document: {
      shadow: [
        { service_id: "pump", desired: { max_rpm: 2800, alarm_level: "HIGH" } },
        { service_id: "report", desired: { interval_s: 300 } },
      ],
    },
  }),
  "batchtask-create-software-upgrade-group": creates({
    type: "softwareUpgrade",
    mode: "GATEWAY",
    needConfirm: true,
    extInfo: { ticket: "CHG-20417" },
    targets: null,
    groupIds: [group],
    policy: { scheduleTime: null, retryCount: 2, retryIntervalMinutes: 60 },
  }),
  "batchtask-create-unfreeze": creates({ type: "unfreezeDevices", targets: [device(7), device(8)] }),
  "batchtask-create-update-devices": creates({ type: "updateDevices", targets: null, fileId: null }),
  "batchtask-delete": { call: (platform) => platform.deleteTask(olderTask, people), gives: undefined },
  "batchtask-list": {
    call: (platform) => platform.listTasks({ type: "firmwareUpgrade", appId: space, limit: 10 }, people),
    gives: {
      rows: [
        expect.objectContaining({
          taskId,
          status: "Processing",
          progress: expect.objectContaining({ total: 3, processing: 1, success: 1, failWaitRetry: 1 }),
        }),
        expect.objectContaining({ taskId: olderTask, status: "PartialSuccess", needConfirm: null }),
      ],
      total: 2,
      marker: null,
    },
  },
  "batchtask-retry-all": { call: (platform) => platform.retryTask(olderTask, null, people), gives: [] },
  "batchtask-retry-targets": {
    call: (platform) => platform.retryTask(olderTask, [device(5), device(99)], people),
    gives: [
      { target: device(5), status: "success", errorCode: null, errorMessage: null },
      {
        target: device(99),
        status: "failure",
        errorCode: "IOTDA.014219",
        errorMessage: "Invalid input. The target is not in the task",
      },
    ],
  },
  "batchtask-show-create-devices": {
    call: (platform) => platform.showTask({ taskId: "6b016f843b7e4c5d9a1f0c23", limit: 50 }, people),
    gives: {
      task: expect.objectContaining({ type: "createDevices", status: "PartialSuccess" }),
      subtasks: {
        rows: [
          expect.objectContaining({ target: device(102), status: "Fail", errorCode: "IOTDA.014031" }),
          expect.objectContaining({
            target: device(101),
            status: "Success",
            output: `{"device_id":"${device(101)}","app_id":"${space}","secret":"********","fingerprint":null}`,
          }),
        ],
        total: 2,
        marker: null,
      },
    },
  },
  "batchtask-show-filtered": {
    call: (platform) => platform.showTask({ taskId: olderTask, status: "Fail", limit: 50 }, people),
    gives: expect.objectContaining({
      subtasks: {
        rows: [
          expect.objectContaining({
            target: device(5),
            status: "Fail",
            errorCode: "IOTDA.014000",
            errorMessage: "The device does not exist.",
            output: null,
          }),
        ],
        total: 1,
        marker: null,
      },
    }),
  },
  "batchtask-show-not-found": {
    call: (platform) => platform.showTask({ taskId: "0".repeat(24), limit: 50 }, people),
    gives: refused(404, "IOTDA.014200"),
  },
  "batchtask-show": {
    call: (platform) => platform.showTask({ taskId, limit: 50 }, people),
    gives: {
      task: expect.objectContaining({ taskId, status: "Processing" }),
      subtasks: {
        rows: [
          expect.objectContaining({
            target: device(3),
            status: "FailWaitRetry",
            errorCode: "IOTDA.014016",
          }),
          expect.objectContaining({ target: device(2), status: "Processing", output: null, errorCode: null }),
          expect.objectContaining({ target: device(1), status: "Success", output: "success" }),
        ],
        total: 3,
        marker: null,
      },
    },
  },
  "batchtask-stop-all": { call: (platform) => platform.stopTask(taskId, null, people), gives: [] },
  "batchtask-stop-targets": {
    call: (platform) => platform.stopTask(taskId, [device(2)], people),
    gives: [{ target: device(2), status: "success", errorCode: null, errorMessage: null }],
  },
  "throttled-gateway": {
    call: throttled,
    gives: refused(429, "APIGW.0308", {
      code: "upstream_throttled",
      upstream: {
        status: 429,
        errorCode: "APIGW.0308",
        errorMessage: expect.stringContaining("limit:10,time:1 second"),
        requestId: "7d3c1f0ae2b94c0f8a61d2f4b5c6e7a8",
      },
    }),
  },
  "throttled-platform": {
    call: throttled,
    gives: refused(403, "IOTDA.021102", { code: "upstream_throttled" }),
  },
  unauthorized: { call: throttled, gives: refused(401, "IOTDA.000002", { code: "upstream_auth" }) },
};
