import { describe, expect, it } from "vitest";
import { NaClient } from "../../testing/na-client";
import { GAS_METER, meters, startSimulator } from "../../testing/start-simulator";

const [A = "", B = "", C = ""] = meters(3, 30);

/** Three devices: one succeeds, one fails with a text, one is away. */
async function start(change: object = {}, param: object = {}) {
  const running = await startSimulator();
  running.simulator.setDevices([
    { deviceId: A, outcome: "success" },
    { deviceId: B, outcome: "fail", errorCode: "100500", errorMessage: "Valve stuck" },
    { deviceId: C, online: false },
  ]);
  const na = new NaClient(running.url);
  const taskId = await na.createTask(
    { type: "DeviceList", deviceList: [A, B, C, "nobody"], ...param },
    change,
  );
  return { ...running, na, taskId };
}

describe("a task", () => {
  it("goes from Pending over Running to its end, with all its counters", async () => {
    const { na, taskId, pass } = await start({ timeout: 30 });
    const look = async () => (await na.show(taskId)).body;
    expect(await look()).toMatchObject({
      taskId,
      operator: "sandbox",
      taskFrom: "Northbound",
      taskType: "DeviceCmd",
      status: "Pending",
      startTime: "20261121T101500Z",
      timeout: 1800,
      progress: 0,
      totalCnt: 4,
      completeCnt: 0,
    });
    pass(30_000);
    expect(await look()).toMatchObject({
      status: "Running",
      successCnt: 1,
      failCnt: 2,
      timeoutCnt: 0,
      expiredCnt: 0,
      completeCnt: 3,
      progress: 750,
      successRate: 250,
    });
    pass(30 * 60_000 - 30_001);
    expect((await look()).status).toBe("Running");
    pass(1);
    expect(await look()).toMatchObject({
      status: "Timeout",
      failCnt: 2,
      timeoutCnt: 1,
      expiredCnt: 1,
      completeCnt: 4,
      progress: 1000,
      successRate: 250,
    });
  });

  it("is Complete when every device answered in time, and rounds per mille down", async () => {
    const { na, taskId, pass } = await start({}, { deviceList: [A, B, "nobody"] });
    pass(30_000);
    const { body } = await na.show(taskId);
    expect(body).toMatchObject({ status: "Complete", completeCnt: 3, progress: 1000, successRate: 333 });
    const again = await na.createTask({ type: "DeviceList", deviceList: [A, A, C] });
    pass(30_000);
    expect((await na.show(again)).body).toMatchObject({ progress: 666, successRate: 666 });
  });

  it("echoes param as it was sent, and tags only when asked", async () => {
    const param = {
      command: { serviceId: "meter", method: "VALVE", paras: { open: 1, note: "Ventil zu · 关" } },
      callbackUrl: "https://example.org/answers",
      maxRetransmit: 2,
      groupTag: "Water",
      unknown: [1],
    };
    const tags = [{ tagName: "site", tagValue: "north" }];
    const { na, taskId } = await start({ tags }, param);
    const plain = (await na.show(taskId)).body;
    expect(plain.param).toEqual({ type: "DeviceList", deviceList: [A, B, C, "nobody"], ...param });
    expect(plain).not.toHaveProperty("tags");
    expect((await na.show(taskId, { select: "tag" })).body.tags).toEqual(tags);
  });

  it("has an empty list of tags when it has none, and knows `tags` unless it is strict", async () => {
    const { na, taskId, simulator } = await start();
    expect((await na.show(taskId, { select: "tags" })).body.tags).toEqual([]);
    simulator.setMode(["naSelect"]);
    expect((await na.show(taskId, { select: "tag" })).body.tags).toEqual([]);
    expect((await na.show(taskId, { select: "tags" })).body.error_code).toBe("100022");
    expect((await na.show(taskId, { select: "all" })).status).toBe(400);
  });

  it("that does not exist is 404", async () => {
    const { na } = await start();
    for (const id of ["0".repeat(24), "x"]) {
      const replies = [await na.show(id), await na.details({ taskId: id })];
      expect(replies.map(({ status, body }) => [status, body.error_code])).toEqual([
        [404, "105005"],
        [404, "105005"],
      ]);
    }
  });
});

describe("subtasks", () => {
  it("carry output and error as JSON texts", async () => {
    const { na, taskId, pass } = await start();
    const rows = async () => (await na.details({ taskId })).body.taskDetails;
    expect((await rows()).map(({ status, output, error }) => [status, output, error])).toEqual(
      Array.from({ length: 4 }, () => ["Pending", null, null]),
    );
    pass(5_000);
    const [waiting] = await rows();
    expect(waiting?.status).toBe("WaitResult");
    const { requestId, commandResult } = JSON.parse(waiting?.output ?? "");
    expect(commandResult).toBeNull();
    pass(25_000);
    const after = await rows();
    expect(after.map((row) => row.status)).toEqual(["Success", "Fail", "Pending", "Fail"]);
    expect(JSON.parse(after[0]?.output ?? "")).toMatchObject({ requestId, commandResult: {} });
    expect(after[1]).toMatchObject({ output: null });
    expect(JSON.parse(after[1]?.error ?? "")).toEqual({ error_code: "100500", error_desc: "Valve stuck" });
    expect(JSON.parse(after[3]?.error ?? "")).toEqual({
      error_code: "100418",
      error_desc: "The deviceData is not existed.",
    });
    pass(600_000);
    expect((await rows())[2]).toMatchObject({ status: "Timeout", output: null, error: null });
  });

  it("are told apart by a command id that never changes", async () => {
    const { na, taskId, pass } = await start({}, { deviceList: [A, A, B] });
    const ids = async () =>
      (await na.details({ taskId })).body.taskDetails.map(({ param }) => [param.deviceId, param.commandId]);
    const before = await ids();
    expect(before.map(([deviceId]) => deviceId)).toEqual([A, A, B]);
    expect(new Set(before.map(([, commandId]) => commandId)).size).toBe(3);
    pass(60_000);
    expect(await ids()).toEqual(before);
  });

  it("are found by status, device and command", async () => {
    const { na, taskId, pass } = await start({}, { deviceList: [A, B, C, "nobody", A] });
    pass(30_000);
    const find = async (query: Record<string, string | number>) => {
      const { totalCount, taskDetails } = (await na.details({ taskId, ...query })).body;
      expect(totalCount).toBe(taskDetails.length);
      return taskDetails.map(({ param }) => param.deviceId);
    };
    expect(await find({ status: "Success" })).toEqual([A, A]);
    expect(await find({ status: "Fail" })).toEqual([B, "nobody"]);
    expect(await find({ status: "Pending" })).toEqual([C]);
    expect(await find({ status: "WaitResult" })).toEqual([]);
    expect(await find({ status: "Timeout" })).toEqual([]);
    expect(await find({ deviceId: A })).toEqual([A, A]);
    expect(await find({ deviceId: "nobody" })).toEqual(["nobody"]);
    expect(await find({ deviceId: "somebody" })).toEqual([]);
    expect(await find({ deviceId: B, status: "Success" })).toEqual([]);
    const [, second] = (await na.details({ taskId })).body.taskDetails;
    expect(await find({ commandId: second?.param.commandId ?? "" })).toEqual([B]);
    expect(await find({ commandId: second?.param.commandId ?? "", deviceId: A })).toEqual([]);
    for (const commandId of ["x", `${taskId}00000005`, `${"0".repeat(24)}00000001`]) {
      expect(await find({ commandId })).toEqual([]);
    }
  });

  it("come in numbered pages of 25, or of 1 to 250", async () => {
    const { na } = await start();
    const taskId = await na.createTask({ type: "GroupList", groupList: ["Warehouse spares"] });
    const page = async (query: object) => {
      const { status, body } = await na.details({ taskId, ...query });
      return status === 200
        ? [body.totalCount, body.pageNo, body.pageSize, body.taskDetails.length]
        : body.error_code;
    };
    expect(await page({})).toEqual([500, 0, 25, 25]);
    expect(await page({ pageSize: 1 })).toEqual([500, 0, 1, 1]);
    expect(await page({ pageSize: 250, pageNo: 1 })).toEqual([500, 1, 250, 250]);
    expect(await page({ pageSize: 250, pageNo: 2 })).toEqual([500, 2, 250, 0]);
    expect(await page({ pageNo: 19 })).toEqual([500, 19, 25, 25]);
    for (const wrong of [
      { pageSize: 0 },
      { pageSize: 251 },
      { pageNo: -1 },
      { pageNo: "x" },
      { status: "Done" },
    ]) {
      expect(await page(wrong)).toBe("100022");
    }
    const all: string[] = [];
    for (let pageNo = 0; pageNo < 5; pageNo++) {
      const { taskDetails } = (await na.details({ taskId, pageNo, pageSize: 100 })).body;
      all.push(...taskDetails.map(({ param }) => param.deviceId));
    }
    expect(all).toEqual(meters(500, 47_501));
  });

  it("are not told without a task", async () => {
    const { na } = await start();
    const reply = await na.call("GET", "/iocm/app/batchtask/v1.1.0/taskDetails?pageNo=0");
    expect([reply.status, reply.body.error_code]).toEqual([400, "100019"]);
  });

  it("of sleepy gas meters take longer than those of water meters", async () => {
    const { na, pass } = await start();
    const gas = Array.from({ length: 40 }, (_, k) => `${GAS_METER}_gm-${String(k + 1).padStart(7, "0")}`);
    const [water, sleepy] = [
      await na.createTask({ type: "DeviceList", deviceList: meters(40) }),
      await na.createTask({ type: "DeviceList", deviceList: gas }),
    ];
    pass(20_000);
    const done = async (taskId: string) => (await na.show(taskId)).body.completeCnt;
    expect(await done(sleepy)).toBeLessThan(await done(water));
  });
});
