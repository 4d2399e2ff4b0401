import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { PlatformError } from "../errors";
import type { Answer } from "../transport";
import { readAnswer } from "../wire/read-answer";
import { ApiAppList, ApiPackageList } from "./api-catalogue";
import { ApiTargetResults, ApiTask, ApiTaskList, ApiTaskShow } from "./api-tasks";
import { toPackage, toResourceSpace } from "./map-catalogue";
import { toSubtask, toTargetResults, toTask } from "./map-tasks";
import { toPage } from "./page";
import apps from "./testdata/apps-list.json";
import createFromFile from "./testdata/batchtask-create-devices-from-file.json";
import createFirmware from "./testdata/batchtask-create-firmware-upgrade.json";
import createGroup from "./testdata/batchtask-create-software-upgrade-group.json";
import list from "./testdata/batchtask-list.json";
import retryAll from "./testdata/batchtask-retry-all.json";
import retryTargets from "./testdata/batchtask-retry-targets.json";
import show from "./testdata/batchtask-show.json";
import showDevices from "./testdata/batchtask-show-create-devices.json";
import showFiltered from "./testdata/batchtask-show-filtered.json";
import packages from "./testdata/ota-packages-list.json";

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const answer: Answer = { status: 200, headers: {}, body, requestId: null, date: null };
  return readAnswer(schema, answer);
}

const task = (body: unknown) => toTask(read(ApiTask, body));
const minimal = { task_id: "6b01", task_name: "n", task_type: "firmwareUpgrade", status: "Waitting" };

describe("tasks", () => {
  it("maps the documented firmware upgrade", () => {
    expect(task(createFirmware.response.body)).toEqual({
      taskId: "6b016f243b7e4c5d9a1f0c21",
      name: "Pump_fw_2_4_1_wave1",
      type: "firmwareUpgrade",
      status: "Initializing",
      platformStatus: "Initializing",
      statusDescription: null,
      mode: null,
      extInfo: null,
      needConfirm: false,
      targets: createFirmware.response.body.targets,
      groupIds: null,
      fileId: null,
      document: { package_id: "68fa12bc34de56f0789a1b2c" },
      policy: { scheduleTime: "2026-11-22T02:00:00.000Z", retryCount: 3, retryIntervalMinutes: 30 },
      progress: {
        total: 0,
        waiting: 0,
        processing: 0,
        success: 0,
        fail: 0,
        failWaitRetry: 0,
        stopped: 0,
        removed: 0,
        timeout: 0,
      },
      createdAt: "2026-11-21T10:15:00.000Z",
      operator: null,
      timeoutMinutes: null,
      tags: null,
      criteria: null,
    });
  });

  it("maps groups, mode and ext info", () => {
    expect(task(createGroup.response.body)).toMatchObject({
      mode: "GATEWAY",
      needConfirm: true,
      extInfo: { ticket: "CHG-20417" },
      targets: null,
      groupIds: ["c2f6e1d0-7b1a-4a53-9d0e-5b7f3c9a1e42"],
      policy: { scheduleTime: null, retryCount: 2, retryIntervalMinutes: 60 },
    });
  });

  it("says null for what the platform left out", () => {
    expect(task(createFromFile.response.body)).toMatchObject({ targets: null, document: null, fileId: null });
    expect(task(minimal)).toMatchObject({
      progress: null,
      createdAt: null,
      needConfirm: null,
      targets: null,
    });
  });

  it("counts a missing counter as 0, keeps unknown words and ignores unknown fields", () => {
    const mapped = task({
      ...minimal,
      status: "Pausing",
      task_progress: { total: 4, fail: 1 },
      brand_new: [1],
    });
    expect(mapped).toMatchObject({ status: "Pausing", platformStatus: "Pausing" });
    expect(mapped.progress).toMatchObject({ total: 4, fail: 1, success: 0, removed: 0, timeout: 0 });
  });

  it("cleans texts, and documents at any depth, of what no database takes", () => {
    const mapped = task({
      ...minimal,
      task_name: "a\0b",
      status_desc: "\uD83D!",
      document: { message: { "k\0": "v\uDE80", keep: null, n: 1.5 } },
    });
    expect(mapped).toMatchObject({ name: "a\uFFFDb", statusDescription: "\uFFFD!" });
    expect(mapped.document).toEqual({ message: { "k\uFFFD": "v\uFFFD", keep: null, n: 1.5 } });
  });

  it.each([
    ["a number as id", { ...minimal, task_id: 2 ** 60 }, /task_id.*expected string, received number/],
    ["no id", { ...minimal, task_id: undefined }, /task_id/],
    ["no status", { ...minimal, status: undefined }, /status/],
    [
      "a number as target",
      { ...minimal, targets: ["a", 7] },
      /targets\[1\].*expected string, received number/,
    ],
    ["a text as counter", { ...minimal, task_progress: { total: "4" } }, /task_progress\.total/],
    ["a time in no format", { ...minimal, create_time: "yesterday" }, /create_time/],
    ["a document that lost digits", { ...minimal, document: { id: 2 ** 60 } }, /document.*exact/],
    ["a list", [minimal], /the answer/],
    ["nothing", undefined, /the answer.*received undefined/],
  ])("%s is a contract error that names path and type, not the value", (_name, body, text) => {
    let thrown: unknown;
    try {
      task(body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(PlatformError);
    expect(thrown).toMatchObject({ code: "upstream_contract", sent: "maybe", upstream: { status: 200 } });
    expect(String(thrown)).toMatch(text);
    expect(String(thrown)).not.toMatch(/1152921504606846976|yesterday/);
  });

  it("reads a document a thousand levels deep as a contract error, not a crash", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`) as unknown;
    expect(() => task({ ...minimal, document: deep })).toThrow(PlatformError);
  });
});

describe("lists and pages", () => {
  it("maps the documented list; a page shorter than its limit has no next", () => {
    const { batchtasks, page } = read(ApiTaskList, list.response.body);
    const mapped = toPage(batchtasks.map(toTask), page, 10);
    expect(mapped.rows.map((row) => row.taskId)).toEqual([
      "6b016f243b7e4c5d9a1f0c21",
      "6afd5b003b7e4c5d9a1f0b10",
    ]);
    expect(mapped).toMatchObject({ total: 2, marker: null });
    expect(toPage(mapped.rows, page, 2).marker).toBe("6afd5b003b7e4c5d9a1f0b10");
  });

  it.each([{ count: 0 }, { count: 0, marker: null }])("an empty page may come as %j", (page) => {
    expect(toPage([], read(ApiTaskList, { batchtasks: [], page }).page, 50)).toEqual({
      rows: [],
      total: 0,
      marker: null,
    });
  });

  it("a list without its page is not an empty list", () => {
    expect(() => read(ApiTaskList, { batchtasks: [] })).toThrow(/page/);
    expect(() =>
      read(ApiTaskShow, { batchtask: minimal, task_details: [{ target: "d", status: "Fail" }] }),
    ).toThrow(/page/);
  });
});

describe("subtasks", () => {
  const subtasks = (body: unknown) => {
    const { batchtask, task_details: details } = read(ApiTaskShow, body);
    return (details ?? []).map((row) => toSubtask(row, batchtask.task_type));
  };

  it("maps output and error", () => {
    expect(subtasks(show.response.body)).toEqual([
      {
        target: "68f0a1b2c3d4e5f607182930_pump-0003",
        status: "FailWaitRetry",
        platformStatus: "FailWaitRetry",
        output: null,
        errorCode: "IOTDA.014016",
        errorMessage: "Operation not allowed. The device is not online.",
        commandId: null,
      },
      expect.objectContaining({ status: "Processing", output: null, errorCode: null, errorMessage: null }),
      expect.objectContaining({ status: "Success", output: "success" }),
    ]);
    expect(subtasks(showFiltered.response.body)).toHaveLength(1);
  });

  it("takes a task without details", () => {
    expect(subtasks({ batchtask: minimal })).toEqual([]);
    expect(subtasks({ batchtask: minimal, task_details: null, page: null })).toEqual([]);
  });

  it("shows the ids of a registered device and none of its secrets", () => {
    const [failed, registered] = subtasks(showDevices.response.body);
    expect(failed).toMatchObject({ output: null, errorCode: "IOTDA.014031" });
    expect(JSON.parse(registered?.output ?? "")).toEqual({
      device_id: "68f0a1b2c3d4e5f607182930_pump-0101",
      app_id: "a7c3f0d2b84e4f6f9e1d2c3b4a596877",
      secret: "********",
      fingerprint: null,
    });
  });

  it.each([
    ["device 1 secret s3cr3t", "********"],
    ['["s3cr3t"]', "********"],
    ['"s3cr3t"', "********"],
    ['{"device_id":"d","auth_info":{"secret":"s3cr3t"}}', '{"device_id":"d","auth_info":"********"}'],
    ['{"device_id":{"x":"s3cr3t"}}', '{"device_id":"********"}'],
  ])("masks %s", (output, masked) => {
    expect(toSubtask({ target: "d", status: "Success", output, error: null }, "createDevices").output).toBe(
      masked,
    );
  });

  it("leaves outputs of other types alone", () => {
    const row = { target: "d", status: "Success", output: '{"secret":"not one"}', error: null };
    expect(toSubtask(row, "createCommands").output).toBe('{"secret":"not one"}');
  });
});

describe("target results", () => {
  it("maps success and failure", () => {
    expect(toTargetResults(read(ApiTargetResults, retryTargets.response.body))).toEqual([
      {
        target: "68f0a1b2c3d4e5f607182930_pump-0005",
        status: "success",
        errorCode: null,
        errorMessage: null,
      },
      {
        target: "68f0a1b2c3d4e5f607182930_pump-0099",
        status: "failure",
        errorCode: "IOTDA.014219",
        errorMessage: "Invalid input. The target is not in the task",
      },
    ]);
  });

  it.each([retryAll.response.body, {}, { targets: null }])("takes %j as no result", (body) => {
    expect(toTargetResults(read(ApiTargetResults, body))).toEqual([]);
  });
});

describe("pickers", () => {
  it("maps packages and resource spaces", () => {
    expect(read(ApiPackageList, packages.response.body).packages.map(toPackage)).toEqual([
      {
        packageId: "68fa12bc34de56f0789a1b2c",
        type: "firmwarePackage",
        version: "2.4.1",
        productId: "68f0a1b2c3d4e5f607182930",
        productName: "Smart pump",
        moduleName: null,
        sourceVersions: ["2.3.0", "2.4.0"],
        description: "Bearing fix",
        createdAt: "2026-10-23T08:15:00.000Z",
      },
    ]);
    expect(read(ApiAppList, apps.response.body).applications.map(toResourceSpace)).toEqual([
      { appId: "a7c3f0d2b84e4f6f9e1d2c3b4a596877", name: "north-plant", default: true },
    ]);
  });
});
