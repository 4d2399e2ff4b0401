import { describe, expect, it } from "vitest";
import type { DraftTargets, LegacyDraft, TaskDraft } from "@/lib/domain/platform-task";
import { AppError } from "@/lib/errors";
import { isMissing, PlatformError } from "../errors";
import { createNaClient } from "./client";
import { notOffered } from "./not-offered";
import createTask from "./testdata/na-create-task.json";
import createLimit from "./testdata/na-create-task-limit.json";
import queryTask from "./testdata/na-query-task.json";
import queryDetails from "./testdata/na-query-task-details.json";
import throttled from "./testdata/na-throttled.json";
import { answeringCaller, type Reply } from "./testing/answering-caller";

const own = "<appId>";
const people = { lane: "people" } as const;
const taskId = queryTask.response.body.taskId;
const start = (...replies: Reply[]) => {
  const { call, asked } = answeringCaller(...replies);
  return { platform: createNaClient(call, { appId: own }), asked };
};

const legacy: LegacyDraft = {
  ...{ timeoutMinutes: 1440, tags: [{ name: "site", value: "north" }] },
  ...{ callbackUrl: null, maxRetransmit: 3, groupTag: null },
};
const draft = (facts: Partial<TaskDraft> = {}): TaskDraft => ({
  ...{ name: "close_valves_20261121", type: "DeviceCmd", appId: null },
  ...{ mode: null, extInfo: null, needConfirm: null },
  targets: { kind: "list", ids: ["b1f5e2a0-1111-4222-8333-444455556666"] },
  document: { serviceId: "Valve", method: "SET", paras: { open: 0 } },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy,
  ...facts,
});

describe("createTask", () => {
  it("sends the sheet's request and answers with the task as the platform has it", async () => {
    const { platform, asked } = start(createTask.response, queryTask.response);
    const facts: unknown[] = [];
    const task = await platform.createTask(draft(), { ...people, onAnswer: (fact) => facts.push(fact) });
    expect(asked[0]).toMatchObject({
      ...{ operation: "CreateTask", kind: "write", method: "POST" },
      path: "/iocm/app/batchtask/v1.1.0/tasks",
      headers: { "Content-Type": "application/json" },
    });
    expect(asked[0]?.body).toEqual(createTask.request.body);
    expect(asked[1]).toMatchObject({ method: "GET", path: `/iocm/app/batchtask/v1.1.0/tasks/${taskId}` });
    expect(task).toMatchObject({ taskId, operator: "admin", progress: { total: 4 } });
    expect(facts).toEqual([{ status: 200, requestId: "r-1" }]);
  });

  const kinds: [DraftTargets, object][] = [
    [
      { kind: "list", ids: ["a", "b"] },
      { type: "DeviceList", deviceList: ["a", "b"] },
    ],
    [
      { kind: "groups", groupIds: ["g"] },
      { type: "GroupIdList", groupList: ["g"] },
    ],
    [
      { kind: "groupNames", names: ["Old Town"] },
      { type: "GroupList", groupList: ["Old Town"] },
    ],
    [
      { kind: "deviceType", deviceType: "Valve", manufacturerId: "m1", model: "v2" },
      { type: "DeviceType", deviceType: "Valve", manufacturerId: "m1", model: "v2" },
    ],
    [
      { kind: "area", deviceLocation: "Quayside" },
      { type: "DeviceArea", deviceLocation: "Quayside" },
    ],
    [{ kind: "broadcast" }, { type: "Broadcast" }],
  ];
  it.each(kinds)("puts %j into param", async (targets, param) => {
    const { platform, asked } = start(createTask.response);
    const sending = { callbackUrl: "https://portal.example/cb", maxRetransmit: 0, groupTag: "spring" };
    await platform.createTask(draft({ targets, legacy: { ...legacy, tags: [], ...sending } }), people);
    expect(asked[0]?.body).toEqual({
      ...{ appId: own, taskName: "close_valves_20261121", taskType: "DeviceCmd", timeout: 1440 },
      param: { ...param, command: { serviceId: "Valve", method: "SET", paras: { open: 0 } }, ...sending },
    });
  });

  it("names the application of the draft, and asks for the task there", async () => {
    const { platform, asked } = start(createTask.response, queryTask.response);
    await platform.createTask(draft({ appId: "other" }), people);
    expect(asked[0]?.body).toMatchObject({ appId: "other" });
    expect(asked[1]?.query).toEqual({ appId: "other", select: "tag" });
  });

  it.each([
    ["refused", { status: 404, body: { error_code: "105005", error_desc: "no" } }],
    ["garbled", { status: 200, body: { taskId: 7 } }],
    ["lost", new PlatformError({ failure: "unknown", sent: "maybe", reason: "reset" })],
  ] satisfies [string, Reply][])(
    "is no failure when the read after it is %s: what was sent is answered",
    async (_, reply) => {
      const { platform } = start(createTask.response, reply);
      const targets = { kind: "broadcast" } as const;
      expect(await platform.createTask(draft({ targets }), people)).toEqual({
        ...{ taskId: createTask.response.body.taskID, name: "close_valves_20261121", type: "DeviceCmd" },
        ...{
          status: "Initializing",
          platformStatus: "",
          statusDescription: null,
          progress: null,
          createdAt: null,
        },
        ...{ mode: null, extInfo: null, needConfirm: null, operator: null, appId: own, openUntold: true },
        ...{ targets: null, groupIds: null, fileId: null, criteria: targets },
        document: { serviceId: "Valve", method: "SET", paras: { open: 0 } },
        policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
        ...{ timeoutMinutes: 1440, tags: [{ name: "site", value: "north" }] },
      });
    },
  );

  it.each([
    ["targets.kind", { targets: { kind: "file", fileId: "f" } }],
    ["document", { document: null }],
    ["timeoutMinutes", { legacy: null }],
    ["mode", { mode: "GATEWAY" }],
    ["extInfo", { extInfo: {} }],
    ["needConfirm", { needConfirm: false }],
    ["retryCount", { policy: { scheduleTime: null, retryCount: 1, retryIntervalMinutes: null } }],
  ] satisfies [string, Partial<TaskDraft>][])("sends nothing that would lose %s", async (path, facts) => {
    const { platform, asked } = start(createTask.response);
    const error = await platform.createTask(draft(facts), people).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid_input", invalidParams: [{ path }] });
    expect(asked).toEqual([]);
  });
});

describe("errors", () => {
  it("takes the sheet's refusal with HTTP 200 for one", async () => {
    const { platform, asked } = start(createLimit.response);
    await expect(platform.createTask(draft(), people)).rejects.toMatchObject({
      ...{ code: "upstream_rejected", sent: "yes" },
      upstream: {
        status: 200,
        errorCode: "105001",
        errorMessage: "The batchTask count has reached the limit.",
      },
    });
    expect(asked).toHaveLength(1);
  });

  const codes: [number, string, string, boolean][] = [
    [200, "100203", "upstream_rejected", false],
    [403, "100203", "upstream_rejected", false],
    [404, "100203", "upstream_rejected", false],
    [500, "100203", "upstream_rejected", false],
    [200, "101001", "upstream_rejected", false],
    [200, "105001", "upstream_rejected", false],
    [200, "105002", "upstream_rejected", false],
    [404, "105005", "upstream_rejected", true],
    [400, "100019", "upstream_rejected", false],
    [400, "100022", "upstream_rejected", false],
    [400, "50400", "upstream_rejected", false],
    [400, "105201", "upstream_rejected", false],
    [404, "105202", "upstream_rejected", false],
    [403, "100217", "upstream_rejected", false],
    [400, "100247", "upstream_auth", false],
    [400, "102833", "upstream_auth", false],
    [401, "100028", "upstream_auth", false],
    [401, "100208", "upstream_auth", false],
    [403, "1010005", "upstream_auth", false],
    [403, "1010009", "upstream_throttled", false],
    [500, "50252", "upstream_unavailable", false],
    [400, "999999", "upstream_rejected", false],
  ];
  it.each(codes)("HTTP %i %s is %s; the task is missing: %s", async (status, error_code, code, missing) => {
    const { platform } = start({ status, body: { error_code, error_desc: "text" } });
    const error = await platform.showTask({ taskId, limit: 1 }, people).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, upstream: { status, errorCode: error_code, errorMessage: "text" } });
    expect(isMissing(error)).toBe(missing);
  });

  it("knows the sheet's throttled answer", async () => {
    const { platform } = start(throttled.response);
    await expect(platform.showTask({ taskId, limit: 1 }, people)).rejects.toMatchObject({
      failure: "throttled",
    });
  });
});

describe("showTask", () => {
  it("asks for the task, then for its rows, as the sheet does", async () => {
    const { platform, asked } = start(queryTask.response, queryDetails.response);
    const facts: unknown[] = [];
    const onAnswer = (fact: unknown) => facts.push(fact);
    const shown = await platform.showTask({ taskId, limit: 25 }, { ...people, onAnswer });
    expect(asked.map(({ path, query, kind }) => ({ path, query, kind }))).toEqual([
      {
        kind: "read",
        path: `/iocm/app/batchtask/v1.1.0/tasks/${taskId}`,
        query: { select: "tag" },
      },
      {
        kind: "read",
        path: "/iocm/app/batchtask/v1.1.0/taskDetails",
        query: { taskId, pageNo: "0", pageSize: "25" },
      },
    ]);
    expect(shown).toMatchObject({
      task: { status: "Processing", platformStatus: "Running" },
      subtasks: { total: 2, marker: null, rows: [{ status: "Processing" }, { status: "Fail" }] },
    });
    expect(facts).toHaveLength(1);
  });

  it("asks for rows by status in the platform's words, by device and by command", async () => {
    const { platform, asked } = start(queryDetails.response);
    const filters = { status: "Waitting", target: "d-1", commandId: "c-1", appId: "other" };
    await platform.inParts?.listSubtasks({ taskId, limit: 250, ...filters }, people);
    expect(asked[0]?.query).toEqual({
      ...{ taskId, appId: "other", status: "Pending", deviceId: "d-1", commandId: "c-1" },
      ...{ pageNo: "0", pageSize: "250" },
    });
  });

  it.each(["..", "a/b", "", "x".repeat(65)])("sends no id like %j", async (id) => {
    const { platform, asked } = start(queryTask.response);
    await expect(platform.showTask({ taskId: id, limit: 1 }, people)).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(asked).toEqual([]);
  });

  it.each([0, 251, 1.5])("sends no page of %d rows", async (limit) => {
    const { platform, asked } = start(queryTask.response);
    await expect(platform.inParts?.listSubtasks({ taskId, limit }, people)).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(asked).toEqual([]);
  });
});

describe("pages", () => {
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ status: "Success", output: null, error: null },
      param: { deviceId: `d-${from + n}`, commandId: `c-${from + n}` },
    }));
  const page = (from: number, count: number, totalCount: number): Reply => ({
    status: 200,
    body: { totalCount, pageNo: 0, pageSize: 25, taskDetails: rows(from, count) },
  });
  const list = async (reply: Reply, query: { limit: number; marker?: string; offset?: number }) => {
    const { platform, asked } = start(reply);
    const found = await platform.inParts?.listSubtasks({ taskId, ...query }, people);
    const { pageNo, pageSize } = asked[0]?.query ?? {};
    return { pageNo, pageSize, rows: found?.rows.map((row) => row.target), marker: found?.marker };
  };

  it("goes on by markers and offsets until the total is reached", async () => {
    expect(await list(page(0, 2, 5), { limit: 2 })).toEqual({
      ...{ pageNo: "0", pageSize: "2", rows: ["d-0", "d-1"], marker: "2" },
    });
    expect(await list(page(2, 2, 5), { limit: 2, marker: "2" })).toMatchObject({ pageNo: "1", marker: "4" });
    expect(await list(page(4, 1, 5), { limit: 2, marker: "2", offset: 2 })).toMatchObject({
      ...{ pageNo: "2", marker: null },
    });
  });

  it("finds its place among pages of another size", async () => {
    expect(await list(page(4, 4, 9), { limit: 4, marker: "6" })).toEqual({
      ...{ pageNo: "1", pageSize: "4", rows: ["d-6", "d-7"], marker: "8" },
    });
  });

  it("takes more rows than it asked for, and fewer than the total promises", async () => {
    expect((await list(page(0, 3, 5), { limit: 2 })).rows).toHaveLength(3);
    expect(await list(page(0, 1, 5), { limit: 2 })).toMatchObject({ marker: "2" });
    expect(await list(page(0, 0, 5), { limit: 2 })).toMatchObject({ rows: [], marker: null });
  });

  it("asks for half when the answer is too big, and goes on behind it", async () => {
    const tooLarge = new PlatformError({ failure: "contract", sent: "maybe", reason: "too_large" });
    const { platform, asked } = start(tooLarge, tooLarge, page(62, 62, 1_000));
    const found = await platform.inParts?.listSubtasks({ taskId, limit: 250, marker: "250" }, people);
    expect(asked.map(({ query }) => [query.pageNo, query.pageSize])).toEqual([
      ["1", "250"],
      ["2", "125"],
      ["4", "62"],
    ]);
    expect(found).toMatchObject({ marker: "310" });
    expect(found?.rows).toHaveLength(60);
  });

  it("takes no marker of another platform", async () => {
    const { platform, asked } = start(page(0, 1, 1));
    const query = { taskId, limit: 1, marker: "ffffffffffffffffffffffff" };
    await expect(platform.inParts?.listSubtasks(query, people)).rejects.toBeInstanceOf(AppError);
    expect(asked).toEqual([]);
  });
});

it("refuses what the legacy API does not offer before anything is sent", async () => {
  const { platform, asked } = start(queryTask.response);
  expect(Object.values(platform.features)).not.toContain(true);
  for (const name of Object.keys(notOffered) as (keyof typeof notOffered)[]) {
    const refused = Reflect.apply(platform[name], platform, [{}, people]);
    await expect(refused, name).rejects.toMatchObject({ code: "conflict" });
  }
  expect(asked).toEqual([]);
});
