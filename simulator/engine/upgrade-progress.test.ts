import { describe, expect, it } from "vitest";
import {
  GATEWAY,
  HARBOUR,
  METER,
  METER_FIRMWARE,
  MODEM,
  meters,
  type Running,
  SENSOR,
  startSimulator,
} from "../testing/start-simulator";
import type { DetailJson, Progress, ShowJson, TaskJson } from "../testing/test-client";
import { toCompactTime } from "../utc-time";

const FINAL = ["Success", "Fail", "PartialSuccess", "Stopped"];

async function create(running: Running, body: object): Promise<string> {
  const order = {
    task_name: "t",
    task_type: "firmwareUpgrade",
    document: { package_id: METER_FIRMWARE },
    ...body,
  };
  const { status, body: task } = await running.client.post<TaskJson>("/batchtasks", order);
  expect(status).toBe(201);
  return task.task_id;
}

async function show({ client }: Running, taskId: string, query = {}): Promise<ShowJson> {
  const { status, body } = await client.get<ShowJson>(`/batchtasks/${taskId}`, { limit: 50, ...query });
  expect(status).toBe(200);
  return body;
}

function sum(progress: Progress): number {
  return Object.entries(progress).reduce(
    (total, [key, count]) => (key === "total" ? total : total + count),
    0,
  );
}

/** Lets time pass until the task is final; checks the counters at each step. */
async function finish(
  running: Running,
  taskId: string,
  stepMs: number,
): Promise<{ ms: number; shown: ShowJson }> {
  for (let ms = stepMs; ms < 48 * 3_600_000; ms += stepMs) {
    running.pass(stepMs);
    const shown = await show(running, taskId);
    const { task_progress: progress, status } = shown.batchtask;
    expect(sum(progress)).toBe(progress.total);
    if (FINAL.includes(status)) return { ms, shown };
  }
  throw new Error("never final");
}

async function failures(running: Running, taskId: string): Promise<DetailJson[]> {
  return (await show(running, taskId, { task_detail_status: "Fail" })).task_details;
}

describe("an upgrade", () => {
  it("goes from Initializing through Processing to its end, counters always adding up", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { targets: meters(100) });
    expect((await show(running, taskId)).page.count).toBe(0);
    const seen: string[] = [];
    for (let k = 0; k < 220; k++) {
      running.pass(k < 10 ? 500 : 1_000);
      const { batchtask } = await show(running, taskId);
      expect(sum(batchtask.task_progress)).toBe(batchtask.task_progress.total);
      if (seen.at(-1) !== batchtask.status) seen.push(batchtask.status);
    }
    expect(seen).toEqual(["Initializing", "Waitting", "Processing", "PartialSuccess"]);
  });

  it.each([
    [2, 10, 60],
    [300, 120, 240],
    [30_000, 600, 900],
  ])("of %d devices takes %d to %d seconds and fails on few", async (count, atLeast, atMost) => {
    const running = await startSimulator();
    const taskId = await create(running, { targets: meters(count) });
    const { ms, shown } = await finish(running, taskId, count > 1000 ? 30_000 : 4_000);
    expect(ms).toBeGreaterThanOrEqual(atLeast * 1000);
    expect(ms).toBeLessThanOrEqual(atMost * 1000);
    const { fail, total } = shown.batchtask.task_progress;
    if (count < 300) return;
    expect(fail / total).toBeGreaterThan(0.02);
    expect(fail / total).toBeLessThan(0.05);
  });

  it("fails for documented reasons, and two retries bring every fit device through", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { targets: meters(500) });
    const { shown } = await finish(running, taskId, 5_000);
    expect(shown.batchtask.status).toBe("PartialSuccess");
    const causes = new Set((await failures(running, taskId)).map((detail) => detail.error?.error_msg));
    expect(causes.size).toBeGreaterThan(3);
    for (let retry = 0; retry < 2; retry++) {
      const before = (await failures(running, taskId)).length;
      const reply = await running.client.post(`/batchtasks/${taskId}/retry`, {});
      expect([reply.status, reply.body]).toEqual([200, { targets: [] }]);
      expect((await show(running, taskId)).batchtask.status).toBe("Processing");
      await finish(running, taskId, 5_000);
      expect((await failures(running, taskId)).length).toBeLessThan(before);
    }
    expect((await show(running, taskId)).batchtask.status).toBe("Success");
  });

  it("changes the version of the device, and succeeds at once where that version already runs", async () => {
    const running = await startSimulator();
    const [deviceId = ""] = meters(1);
    const version = async () =>
      (await running.client.get<{ fw_version: string }>(`/devices/${deviceId}`)).body.fw_version;
    expect(await version()).toBe("2.4.0");
    await finish(running, await create(running, { targets: [deviceId] }), 5_000);
    expect(await version()).toBe("2.4.1");
    const { ms } = await finish(running, await create(running, { targets: [deviceId] }), 1_000);
    expect(ms).toBeLessThan(12_000);
  });

  it("fails what is unfit however often it is retried", async () => {
    const running = await startSimulator();
    const unfit = ["no-such-device", `${SENSOR}_rs-0000001`];
    const taskId = await create(running, { targets: unfit });
    for (let k = 0; k < 3; k++) {
      const { shown } = await finish(running, taskId, 5_000);
      expect(shown.batchtask.status).toBe("Fail");
      const codes = shown.task_details.map((detail) => detail.error?.error_code);
      expect(codes).toEqual(["IOTDA.014000", "IOTDA.014000"]);
      await running.client.post(`/batchtasks/${taskId}/retry`, {});
    }
  });

  it("fails with a conflict while the device is in another upgrade", async () => {
    const running = await startSimulator();
    const first = await create(running, { targets: meters(1) });
    running.pass(6_000);
    const second = await create(running, { targets: meters(1) });
    const { shown } = await finish(running, second, 2_000);
    expect(shown.task_details[0]?.error?.error_msg).toBe("Task Conflict");
    expect((await show(running, first)).batchtask.status).toBe("Processing");
  });

  it("waits 25 hours for a device that was never there", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { targets: [`${METER}_wm-0048000`] });
    const { ms, shown } = await finish(running, taskId, 600_000);
    expect(ms).toBeGreaterThanOrEqual(25 * 3_600_000);
    expect(shown.task_details[0]?.error?.error_msg).toBe("Waiting for the device online timeout");
  });

  it("goes on when a device it waits for comes online", async () => {
    const running = await startSimulator();
    const deviceId = `${METER}_wm-0048000`;
    const taskId = await create(running, { targets: [deviceId] });
    running.pass(3_600_000);
    expect((await show(running, taskId)).batchtask.status).toBe("Processing");
    running.simulator.setDevices([{ deviceId, online: true }]);
    const { shown } = await finish(running, taskId, 10_000);
    expect(shown.batchtask.status).not.toBe("Processing");
  });

  it("upgrades a module of a gateway", async () => {
    const running = await startSimulator();
    const deviceId = `${GATEWAY}_gw-0000001`;
    running.simulator.setDevices([{ deviceId, outcome: "success" }]);
    const module = { task_type: "moduleUpgrade", app_id: HARBOUR, document: { package_ids: [MODEM] } };
    await finish(running, await create(running, { ...module, targets: [deviceId] }), 5_000);
    const { body } = await running.client.get<{ modules: unknown }>(`/devices/${deviceId}`);
    expect(body.modules).toEqual([{ module_name: "modem", module_version: "3.2.0" }]);
  });
});

describe("automatic retries", () => {
  it("wait in FailWaitRetry for the interval, as often as the policy allows", async () => {
    const running = await startSimulator();
    const [deviceId = ""] = meters(1);
    running.simulator.setDevices([
      { deviceId, outcome: "fail", errorMessage: "Invalid URI", durationMs: 1_000 },
    ]);
    const taskId = await create(running, {
      targets: [deviceId],
      task_policy: { retry_count: 2, retry_interval: 10 },
    });
    for (let k = 0; k < 2; k++) {
      running.pass(k === 0 ? 10_000 : 10 * 60_000);
      const { task_details: details, batchtask } = await show(running, taskId);
      expect(details[0]).toMatchObject({ status: "FailWaitRetry", error: { error_msg: "Invalid URI" } });
      expect(batchtask.task_progress.fail_wait_retry).toBe(1);
      expect(batchtask.status).toBe("Processing");
    }
    running.pass(10 * 60_000);
    expect((await show(running, taskId)).batchtask.status).toBe("Fail");
  });

  it("succeed on the attempt after the ordered failures", async () => {
    const running = await startSimulator();
    const [deviceId = ""] = meters(1);
    running.simulator.setDevices([{ deviceId, outcome: "fail", failTimes: 1 }]);
    const taskId = await create(running, {
      targets: [deviceId],
      task_policy: { retry_count: 1, retry_interval: 0 },
    });
    const { shown } = await finish(running, taskId, 5_000);
    expect(shown.batchtask.status).toBe("Success");
    expect(shown.task_details[0]).toEqual({ target: deviceId, status: "Success", output: "success" });
  });
});

describe("targets by group", () => {
  async function groupId(running: Running, name: string): Promise<string> {
    const { body } = await running.client.get<{ device_groups: { group_id: string }[] }>("/device-group", {
      name,
    });
    return body.device_groups[0]?.group_id ?? "";
  }

  it("are its members, those of two groups counted once", async () => {
    const running = await startSimulator();
    const group_ids = [await groupId(running, "Canary"), await groupId(running, "Water North Hill")];
    const taskId = await create(running, { targets_filter: { group_ids } });
    running.pass(5_000);
    const { batchtask, page } = await show(running, taskId);
    expect(page.count).toBe(4_000);
    expect(batchtask.targets_filter).toEqual({ group_ids });
    expect(batchtask.targets).toBeUndefined();
  });

  it("of a dynamic group are those that fit when the task begins", async () => {
    const running = await startSimulator();
    const [deviceId = ""] = meters(1);
    const group_ids = [await groupId(running, "Water on old firmware")];
    const schedule_time = toCompactTime(running.now() + 3_600_000);
    const taskId = await create(running, { targets_filter: { group_ids }, task_policy: { schedule_time } });
    running.pass(60_000);
    expect((await show(running, taskId)).batchtask).toMatchObject({
      status: "Waitting",
      task_progress: { total: 0 },
    });
    running.simulator.setDevices([{ deviceId, firmware: "2.3.0" }]);
    running.pass(3_545_000);
    const { page } = await show(running, taskId);
    expect(page.count).toBeGreaterThan(4_000);
    expect((await show(running, taskId, { target: deviceId })).page.count).toBe(1);
  });

  it("fail the whole task when a group does not exist", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { targets_filter: { group_ids: ["nowhere"] } });
    running.pass(5_000);
    const { batchtask, page } = await show(running, taskId);
    expect(batchtask).toMatchObject({ status: "Fail", status_desc: expect.stringMatching(/group/) });
    expect(page.count).toBe(0);
    expect(batchtask.task_progress.total).toBe(0);
  });
});

describe("a schedule", () => {
  it("keeps the task Waitting until its time", async () => {
    const running = await startSimulator();
    const schedule_time = toCompactTime(running.now() + 3_600_000);
    const taskId = await create(running, { targets: meters(3), task_policy: { schedule_time } });
    running.pass(3_590_000);
    const waiting = await show(running, taskId);
    expect(waiting.batchtask).toMatchObject({ status: "Waitting", task_progress: { total: 3, waitting: 3 } });
    running.pass(20_000);
    expect((await show(running, taskId)).batchtask.status).toBe("Processing");
  });

  it("keeps to the clock when devices live faster", async () => {
    const running = await startSimulator({ speed: 100 });
    const schedule_time = toCompactTime(running.now() + 600_000);
    const taskId = await create(running, { targets: meters(1), task_policy: { schedule_time } });
    running.pass(300_000);
    running.simulator.setSpeed(1000);
    running.pass(299_000);
    expect((await show(running, taskId)).batchtask.status).toBe("Waitting");
    running.pass(2_000);
    expect((await show(running, taskId)).batchtask.status).toBe("Success");
  });
});
