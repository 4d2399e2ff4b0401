import { describe, expect, it } from "vitest";
import { METER_FIRMWARE, meters, type Running, startSimulator } from "../../testing/start-simulator";
import type { ResultsJson, ShowJson, TaskJson } from "../../testing/test-client";
import { toCompactTime } from "../../utc-time";

const [A = "", B = "", C = ""] = meters(3);
type Operation = "retry" | "stop" | "confirm";

async function create({ client }: Running, body: object = {}): Promise<string> {
  const order = {
    task_name: "t",
    task_type: "firmwareUpgrade",
    targets: [A, B, C],
    document: { package_id: METER_FIRMWARE },
  };
  return (await client.post<TaskJson>("/batchtasks", { ...order, ...body })).body.task_id;
}

async function show({ client }: Running, taskId: string) {
  const { body } = await client.get<ShowJson>(`/batchtasks/${taskId}`);
  const statuses = Object.fromEntries(body.task_details.map((detail) => [detail.target, detail.status]));
  return { ...body.batchtask, statuses };
}

function operate({ client }: Running, taskId: string, operation: Operation, body: unknown = {}) {
  return client.post<ResultsJson>(`/batchtasks/${taskId}/${operation}`, body);
}

/** A, B and C: two succeed, B fails for ever. */
async function started(body?: object): Promise<[Running, string]> {
  const running = await startSimulator();
  running.simulator.setDevices([
    { deviceId: A, outcome: "success", durationMs: 5_000 },
    { deviceId: B, outcome: "fail", durationMs: 5_000, failTimes: 1 },
    { deviceId: C, outcome: "success", durationMs: 60_000 },
  ]);
  const taskId = await create(running, body);
  return [running, taskId];
}

describe("retry", () => {
  it("restarts chosen targets of a running task and answers for each", async () => {
    const [running, taskId] = await started();
    running.pass(20_000);
    expect((await show(running, taskId)).statuses).toEqual({
      [A]: "Success",
      [B]: "Fail",
      [C]: "Processing",
    });
    const reply = await operate(running, taskId, "retry", { targets: [A, B, C, "elsewhere", B] });
    expect(reply.status).toBe(200);
    expect(reply.body.targets).toMatchObject([
      { target: A, status: "failure", error_code: "IOTDA.014218" },
      { target: B, status: "success" },
      { target: C, status: "failure", error_code: "IOTDA.014218" },
      { target: "elsewhere", status: "failure", error_code: "IOTDA.014219" },
    ]);
    running.pass(20_000);
    expect((await show(running, taskId)).statuses[B]).toBe("Success");
  });

  it("reopens a finished task and takes stopped subtasks along", async () => {
    const [running, taskId] = await started();
    running.pass(20_000);
    await operate(running, taskId, "stop", { targets: [C] });
    expect(await show(running, taskId)).toMatchObject({
      status: "PartialSuccess",
      statuses: { [C]: "Stopped" },
    });
    await operate(running, taskId, "retry");
    const again = await show(running, taskId);
    expect(again).toMatchObject({ status: "Processing", task_progress: { success: 1, waitting: 2 } });
    running.pass(90_000);
    expect((await show(running, taskId)).status).toBe("Success");
  });

  it("cuts the wait of an automatic retry short", async () => {
    const [running, taskId] = await started({ task_policy: { retry_count: 1, retry_interval: 1440 } });
    running.pass(20_000);
    expect((await show(running, taskId)).statuses[B]).toBe("FailWaitRetry");
    await operate(running, taskId, "retry", { targets: [B] });
    running.pass(20_000);
    expect((await show(running, taskId)).statuses[B]).toBe("Success");
  });
});

describe("stop", () => {
  it("winds the whole task up through Stopping", async () => {
    const [running, taskId] = await started();
    running.pass(20_000);
    expect((await operate(running, taskId, "stop")).body).toEqual({ targets: [] });
    expect((await show(running, taskId)).status).toBe("Stopping");
    running.pass(10_000);
    const stopped = await show(running, taskId);
    expect(stopped.status).toBe("Stopped");
    expect(stopped.statuses).toEqual({ [A]: "Success", [B]: "Fail", [C]: "Stopped" });
  });

  it("stops chosen targets and lets the rest go on", async () => {
    const [running, taskId] = await started();
    running.pass(20_000);
    const reply = await operate(running, taskId, "stop", { targets: [C, A] });
    expect(reply.body.targets.map((result) => result.error_code)).toEqual([undefined, "IOTDA.014217"]);
    expect((await show(running, taskId)).statuses[C]).toBe("Stopped");
  });

  it("works on a scheduled task before anything began", async () => {
    const [running, taskId] = await started({
      task_policy: { schedule_time: toCompactTime(Date.UTC(2026, 10, 22)) },
    });
    running.pass(5_000);
    await operate(running, taskId, "stop");
    running.pass(10_000);
    const stopped = await show(running, taskId);
    expect(stopped).toMatchObject({ status: "Stopped", task_progress: { total: 3, stopped: 3 } });
  });
});

describe("confirm", () => {
  it("lets subtasks begin one by one, then the rest", async () => {
    const [running, taskId] = await started({ need_confirm: true });
    running.pass(3_600_000);
    expect(await show(running, taskId)).toMatchObject({ status: "Waitting", task_progress: { waitting: 3 } });
    const reply = await operate(running, taskId, "confirm", { targets: [A, "elsewhere"] });
    expect(reply.body.targets.map((result) => result.status)).toEqual(["success", "failure"]);
    expect(await show(running, taskId)).toMatchObject({
      status: "Processing",
      statuses: { [A]: "Processing" },
    });
    await operate(running, taskId, "confirm");
    running.pass(90_000);
    expect(await show(running, taskId)).toMatchObject({
      status: "PartialSuccess",
      task_progress: { success: 2 },
    });
  });

  it("counts when it came before the subtasks existed", async () => {
    const [running, taskId] = await started({ need_confirm: true });
    expect((await operate(running, taskId, "confirm")).status).toBe(200);
    running.pass(90_000);
    expect((await show(running, taskId)).status).toBe("PartialSuccess");
  });

  it("is refused for a task that asks for none", async () => {
    const [running, taskId] = await started();
    expect((await operate(running, taskId, "confirm")).status).toBe(400);
  });
});

describe("states that allow an operation (sheet §10.1)", () => {
  /** Brings a task of two devices into a state; the last one stays in Stopping. */
  const states: [string, (running: Running) => Promise<string>][] = [
    ["Initializing", (running) => create(running, { need_confirm: true })],
    ["Waitting", async (running) => later(running, await create(running, { need_confirm: true }), 5_000)],
    ["Processing", async (running) => later(running, await create(running), 10_000)],
    ["Success", async (running) => later(running, await create(running, { targets: [A] }), 600_000)],
    ["Fail", async (running) => later(running, await create(running, { targets: ["nobody"] }), 60_000)],
    [
      "PartialSuccess",
      async (running) => later(running, await create(running, { targets: [A, "nobody"] }), 600_000),
    ],
    ["Stopping", async (running) => stopped(running, 0)],
    ["Stopped", async (running) => stopped(running, 10_000)],
  ];
  const allowed: Record<Operation | "delete", string[]> = {
    retry: ["Processing", "Fail", "PartialSuccess"],
    stop: ["Initializing", "Waitting", "Processing"],
    confirm: ["Initializing", "Waitting"],
    delete: ["Success", "Fail", "PartialSuccess", "Stopped"],
  };

  async function later(running: Running, taskId: string, ms: number): Promise<string> {
    running.pass(ms);
    return taskId;
  }
  async function stopped(running: Running, ms: number): Promise<string> {
    const taskId = await later(running, await create(running), 10_000);
    await operate(running, taskId, "stop");
    return later(running, taskId, ms);
  }

  for (const [state, reach] of states) {
    it.each(["retry", "stop", "confirm", "delete"] as const)(`${state}: %s`, async (operation) => {
      const running = await startSimulator();
      running.simulator.setDevices([{ deviceId: A, outcome: "success" }]);
      const taskId = await reach(running);
      expect((await show(running, taskId)).status).toBe(state);
      const path = `/batchtasks/${taskId}`;
      const reply =
        operation === "delete"
          ? await running.client.delete(path)
          : await operate(running, taskId, operation);
      const ok = operation === "delete" ? 204 : 200;
      expect(reply.status).toBe(allowed[operation].includes(state) ? ok : 400);
      if (reply.status === 400) expect(reply.body.error_code).toMatch(/^IOTDA\.0142(17|18|21)$/);
    });
  }
});

describe("bodies and types", () => {
  it("refuses more than 100 targets, and an empty list", async () => {
    const [running, taskId] = await started();
    running.pass(20_000);
    expect((await operate(running, taskId, "retry", { targets: meters(100) })).status).toBe(200);
    expect((await operate(running, taskId, "retry", { targets: meters(101) })).body.error_code).toBe(
      "IOTDA.000006",
    );
    expect((await operate(running, taskId, "retry", { targets: [] })).body.error_code).toBe("IOTDA.000006");
  });

  it("refuses retry and stop of what is no upgrade", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { task_type: "createCommands", document: { paras: {} } });
    running.pass(2_000);
    for (const operation of ["retry", "stop", "confirm"] as const) {
      expect((await operate(running, taskId, operation)).body.error_code).toBe("IOTDA.014220");
    }
  });

  it("answers 404 for a task that is not there, also after its deletion", async () => {
    const running = await startSimulator();
    const taskId = await create(running, { targets: ["nobody"] });
    running.pass(60_000);
    expect((await running.client.delete(`/batchtasks/${taskId}`)).status).toBe(204);
    expect((await running.client.delete(`/batchtasks/${taskId}`)).body.error_code).toBe("IOTDA.014200");
    expect((await operate(running, taskId, "retry")).status).toBe(404);
  });
});
