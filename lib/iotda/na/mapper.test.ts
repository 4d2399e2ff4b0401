import { describe, expect, it } from "vitest";
import { noProgress } from "@/lib/domain/progress";
import { ApiTask, ApiTaskDetails } from "./api-types";
import { toSubtaskPage } from "./map-subtask";
import { toTask } from "./map-task";
import queryTask from "./testdata/na-query-task.json";
import queryDetails from "./testdata/na-query-task-details.json";

const body = queryTask.response.body;
const task = (facts: object = {}) => toTask(ApiTask.parse({ ...body, ...facts }));

describe("toTask", () => {
  it("reads the sheet's example", () => {
    expect(task()).toEqual({
      ...{ taskId: "5bd7f0c2e4b0a1b2c3d4e5f6", name: "close_valves_20261121", type: "DeviceCmd" },
      ...{ status: "Processing", platformStatus: "Running", statusDescription: null },
      ...{ mode: null, extInfo: null, needConfirm: null, fileId: null, groupIds: null, criteria: null },
      targets: ["b1f5e2a0-1111-4222-8333-444455556666"],
      document: { serviceId: "Valve", method: "SET", paras: { open: 0 } },
      policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
      progress: { ...noProgress, total: 4, success: 1, fail: 1, processing: 2 },
      openUntold: true,
      createdAt: "2026-11-21T10:15:00.000Z",
      ...{
        operator: "admin",
        appId: "<appId>",
        timeoutMinutes: 1440,
        tags: [{ name: "site", value: "north" }],
      },
    });
  });

  it("leaves unsaid what the platform leaves out or empty", () => {
    const least = {
      taskId: "t",
      taskName: "",
      taskType: "DeviceCmd",
      status: "Pending",
      startTime: "",
      tags: null,
    };
    expect(toTask(ApiTask.parse(least))).toMatchObject({
      ...{
        status: "Waitting",
        platformStatus: "Pending",
        createdAt: null,
        progress: null,
        timeoutMinutes: null,
      },
      ...{
        operator: null,
        appId: null,
        tags: null,
        document: null,
        targets: null,
        groupIds: null,
        criteria: null,
      },
    });
  });

  it.each([
    [
      { type: "GroupIdList", groupList: ["g1"] },
      { groupIds: ["g1"], targets: null, criteria: null },
    ],
    [
      { type: "GroupList", groupList: ["North"] },
      { criteria: { kind: "groupNames", names: ["North"] }, groupIds: null },
    ],
    [
      { type: "DeviceType", deviceType: "Valve", manufacturerId: "m", model: "v" },
      { criteria: { kind: "deviceType", deviceType: "Valve", manufacturerId: "m", model: "v" } },
    ],
    [{ type: "DeviceArea", deviceLocation: "Quay" }, { criteria: { kind: "area", deviceLocation: "Quay" } }],
    [{ type: "Broadcast" }, { criteria: { kind: "broadcast" }, targets: null, groupIds: null }],
    [
      { type: "Telepathy", deviceList: ["x"] },
      { criteria: null, targets: null, groupIds: null },
    ],
  ])("reads %j", (param, expected) => {
    expect(task({ param })).toMatchObject(expected);
  });

  const counts = (totalCnt: number, successCnt = 0, failCnt = 0, timeoutCnt = 0) => ({
    totalCnt,
    successCnt,
    failCnt,
    timeoutCnt,
  });
  it.each([
    ["Pending", counts(4), "Waitting", { waiting: 4, processing: 0 }],
    ["Running", counts(4, 1, 1), "Processing", { waiting: 0, processing: 2 }],
    ["Complete", counts(4, 4), "Success", { processing: 0, success: 4 }],
    ["Complete", counts(4, 3, 0, 1), "PartialSuccess", { success: 3, timeout: 1 }],
    ["Complete", counts(4, 1), "PartialSuccess", { success: 1, processing: 3 }],
    ["Complete", counts(4, 0, 3, 1), "Fail", { fail: 3, timeout: 1 }],
    ["Complete", counts(0), "Fail", { total: 0 }],
    ["Timeout", counts(4, 3, 0, 1), "Timeout", { timeout: 1 }],
    ["Pondering", counts(4, 5), "Pondering", { processing: 0 }],
  ])("%s with %j is %s", (status, facts, word, progress) => {
    expect(task({ status, ...facts })).toMatchObject({ status: word, platformStatus: status, progress });
  });

  it("does not say how a task ended whose counters are left out", () => {
    expect(task({ status: "Complete", totalCnt: undefined })).toMatchObject({
      ...{ status: "Complete", progress: null },
    });
  });

  it("counts expired ones nowhere: the platform does not say what they are", () => {
    expect(task({ ...counts(9, 1, 1, 2), expiredCnt: 2 }).progress).toEqual({
      ...{ ...noProgress, total: 9, success: 1, fail: 1, timeout: 2, processing: 5 },
    });
  });

  it.each([{ taskId: 5 }, { taskId: "" }, { totalCnt: -1 }, { totalCnt: "4" }, { startTime: "today" }])(
    "refuses %j",
    (facts) => {
      expect(ApiTask.safeParse({ ...body, ...facts }).success).toBe(false);
    },
  );
});

describe("toSubtaskPage", () => {
  const place = { pageNo: 0, pageSize: 25, skip: 0 };
  const row = (facts: object) => {
    const detail = {
      status: "Fail",
      output: null,
      error: null,
      param: { deviceId: "d", commandId: "c" },
      ...facts,
    };
    const page = toSubtaskPage(ApiTaskDetails.parse({ totalCount: 1, taskDetails: [detail] }), place);
    return page.rows[0];
  };

  it("reads the sheet's example", () => {
    const page = toSubtaskPage(ApiTaskDetails.parse(queryDetails.response.body), place);
    expect(page).toEqual({
      ...{ total: 2, marker: null },
      rows: [
        {
          ...{ target: "b1f5e2a0-1111-4222-8333-444455556666", commandId: "c0ffee01" },
          ...{ status: "Processing", platformStatus: "WaitResult" },
          output: '{"requestId":"9c1d","commandResult":null}',
          ...{ errorCode: null, errorMessage: null },
        },
        {
          ...{ target: "b1f5e2a0-1111-4222-8333-444455557777", commandId: "c0ffee02" },
          ...{ status: "Fail", platformStatus: "Fail", output: null },
          ...{ errorCode: "100418", errorMessage: "The deviceData is not existed." },
        },
      ],
    });
  });

  it.each([
    ["Pending", "Waitting"],
    ["WaitResult", "Processing"],
    ["Success", "Success"],
    ["Fail", "Fail"],
    ["Timeout", "Timeout"],
    ["Pondering", "Pondering"],
  ])("%s is %s", (platformStatus, status) => {
    expect(row({ status: platformStatus })).toMatchObject({ status, platformStatus });
  });

  it.each([
    ['{"error_code":"1","error_desc":"no"}', "1", "no"],
    ['{"error_code":100418,"error_desc":null}', "100418", null],
    ['{"error_msg":"late"}', null, "late"],
    [{ error_code: "1", error_desc: "an object" }, "1", "an object"],
    ["not json {", null, "not json {"],
    ['"a text"', null, '"a text"'],
    ['{"other":1}', null, '{"other":1}'],
    ["[1]", null, "[1]"],
    ["null", null, null],
    ["", null, null],
    [null, null, null],
    [undefined, null, null],
  ])("reads the error %j", (error, errorCode, errorMessage) => {
    expect(row({ error })).toMatchObject({ errorCode, errorMessage });
  });

  it.each([
    ["plain", "plain"],
    [{ a: 1 }, '{"a":1}'],
    ["", null],
    ["a\0b", "a\uFFFDb"],
  ])("reads the output %j", (output, expected) => {
    expect(row({ output })).toMatchObject({ output: expected });
  });

  it("takes a row whose command has no number yet, but none without a device", () => {
    expect(row({ param: { deviceId: "d" } })).toMatchObject({ commandId: null });
    expect(() => row({ param: { deviceId: "", commandId: "c" } })).toThrow();
    expect(() => row({ param: { deviceId: 7 } })).toThrow();
  });

  it("reads a page without rows", () => {
    expect(toSubtaskPage(ApiTaskDetails.parse({ totalCount: 0 }), place)).toEqual({
      rows: [],
      total: 0,
      marker: null,
    });
  });
});
