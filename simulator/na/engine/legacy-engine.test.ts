import { describe, expect, it } from "vitest";
import { NaClient } from "../../testing/na-client";
import { GATEWAY, meters, type Running, SENSOR, startSimulator } from "../../testing/start-simulator";

/** Weak ones of the demo fleet, and the one that is offline. */
const [WEAK = ""] = meters(1, 2);
const [OFFLINE = ""] = meters(1, 12);
const [A = "", B = ""] = meters(2, 30);

async function start(): Promise<Running & { na: NaClient }> {
  const running = await startSimulator();
  return { ...running, na: new NaClient(running.url) };
}

async function run({ na }: { na: NaClient }, deviceList: string[], param: object = {}, change: object = {}) {
  return na.createTask({ type: "DeviceList", deviceList, ...param }, change);
}

async function statuses({ na }: { na: NaClient }, taskId: string): Promise<string[]> {
  return (await na.details({ taskId })).body.taskDetails.map((row) => row.status);
}

async function codes({ na }: { na: NaClient }, taskId: string) {
  const { taskDetails } = (await na.details({ taskId })).body;
  return taskDetails.map(({ error }) => (error ? JSON.parse(error).error_code : null));
}

describe("a device that does not answer", () => {
  it("times out after the wait for its answer; it was reached, so nothing expired", async () => {
    const running = await start();
    const taskId = await run(running, [WEAK]);
    running.pass(15_000);
    expect(await statuses(running, taskId)).toEqual(["WaitResult"]);
    running.pass(15_000);
    expect(await statuses(running, taskId)).toEqual(["Timeout"]);
    expect((await running.na.show(taskId)).body).toMatchObject({
      status: "Complete",
      timeoutCnt: 1,
      expiredCnt: 0,
      completeCnt: 1,
    });
  });

  it("is sent the command again, as often as ordered", async () => {
    const running = await start();
    const taskId = await run(running, [WEAK], { maxRetransmit: 3 });
    running.pass(25_000);
    expect(await statuses(running, taskId)).toEqual(["WaitResult"]);
    running.pass(60_000);
    expect(await statuses(running, taskId)).toEqual(["Success"]);
  });
});

it("sends a command again as often as ordered and no more: some weak devices miss two, none a third", async () => {
  const running = await start();
  const timedOut: number[] = [];
  for (const maxRetransmit of [0, 1, 2]) {
    const taskId = await run(running, meters(1_000), { maxRetransmit });
    running.pass(300_000);
    timedOut.push((await running.na.show(taskId)).body.timeoutCnt);
  }
  const [never = 0, once = 0, twice] = timedOut;
  expect(never).toBeGreaterThan(15);
  expect(once).toBeGreaterThan(0);
  expect(once).toBeLessThan(never / 2);
  expect(twice).toBe(0);
});

describe("a device that is away", () => {
  it("gets the command when it comes back in time", async () => {
    const running = await start();
    const { simulator, pass } = running;
    simulator.setDevices([{ deviceId: A, online: false }]);
    const taskId = await run(running, [A]);
    pass(60_000);
    expect(await statuses(running, taskId)).toEqual(["Pending"]);
    simulator.setDevices([{ deviceId: A, online: true }]);
    pass(10_000);
    expect(await statuses(running, taskId)).toEqual(["Success"]);
  });

  it("gets it through its gateway, too", async () => {
    const running = await start();
    const { simulator, pass } = running;
    const gateway = `${GATEWAY}_gw-0000001`;
    const sensor = `${SENSOR}_rs-0000001`;
    simulator.setDevices([
      { deviceId: sensor, outcome: "default", online: true },
      { deviceId: gateway, online: false },
    ]);
    const taskId = await run(running, [sensor], { maxRetransmit: 3 });
    pass(60_000);
    expect(await statuses(running, taskId)).toEqual(["Pending"]);
    simulator.setDevices([{ deviceId: gateway, online: true }]);
    pass(100_000);
    expect(await statuses(running, taskId)).toEqual(["Success"]);
  });

  it("is found again within five minutes when an upgrade brought it back", async () => {
    const running = await start();
    const { client, pass } = running;
    const taskId = await run(running, [OFFLINE]);
    pass(30_000);
    expect(await statuses(running, taskId)).toEqual(["Pending"]);
    await client.post("/batchtasks", {
      task_name: "u",
      task_type: "firmwareUpgrade",
      targets: [OFFLINE],
      document: { package_id: "67a01c084c3d5e6f70819301" },
    });
    pass(60_000);
    pass(300_000);
    expect(await statuses(running, taskId)).toEqual(["Success"]);
  });

  it("was never reached when the time is up", async () => {
    const running = await start();
    running.simulator.setDevices([
      { deviceId: A, online: false },
      { deviceId: B, outcome: "success", durationMs: 3_600_000 },
    ]);
    const taskId = await run(running, [A, B]);
    running.pass(600_000);
    expect(await statuses(running, taskId)).toEqual(["Timeout", "Timeout"]);
    expect((await running.na.show(taskId)).body).toMatchObject({
      timeoutCnt: 2,
      expiredCnt: 1,
      completeCnt: 2,
    });
  });
});

describe("steered devices", () => {
  it("fail and succeed as ordered, and are shared with v5 tasks", async () => {
    const running = await start();
    const { simulator, client, pass } = running;
    simulator.setDevices([{ deviceId: A, outcome: "fail", failTimes: 2 }]);
    const first = await run(running, [A]);
    pass(30_000);
    expect(await codes(running, first)).toEqual(["100432"]);
    const body = { task_name: "t", task_type: "createCommands", targets: [A], document: { paras: {} } };
    await client.post("/batchtasks", body);
    pass(30_000);
    const third = await run(running, [A]);
    pass(30_000);
    expect(await statuses(running, third)).toEqual(["Success"]);
  });

  it("that are frozen refuse, and those deleted on the way are unknown", async () => {
    const running = await start();
    const { simulator, client, pass } = running;
    simulator.setDevices([
      { deviceId: A, frozen: true },
      { deviceId: B, online: false },
    ]);
    const taskId = await run(running, [A, B]);
    pass(60_000);
    expect(await codes(running, taskId)).toEqual(["100432", null]);
    await client.post("/batchtasks", { task_name: "d", task_type: "deleteDevices", targets: [B] });
    pass(300_000);
    expect(await codes(running, taskId)).toEqual(["100432", "100418"]);
  });

  it("are found although they were added after the task", async () => {
    const running = await start();
    const { simulator, pass } = running;
    const deviceId = "65e1a0c04c3d5e6f70819201_late";
    const taskId = await run(running, [deviceId]);
    simulator.setDevices([{ deviceId, outcome: "success" }]);
    pass(30_000);
    expect(await statuses(running, taskId)).toEqual(["Success"]);
  });
});

it("lives faster when it is told to, time limits too", async () => {
  const running = await start();
  running.simulator.setSpeed(60);
  const taskId = await run(running, [OFFLINE]);
  running.pass(9_990);
  expect((await running.na.show(taskId)).body.status).toBe("Running");
  running.pass(10);
  expect((await running.na.show(taskId)).body.status).toBe("Timeout");
});

it("sends every command of a large task in the first half of its time", async () => {
  const running = await start();
  const taskId = await running.na.createTask({ type: "Broadcast" });
  running.pass(310_000);
  // One in a hundred is offline, 500 were never switched on.
  const waiting = (await running.na.details({ taskId, status: "Pending" })).body.totalCount;
  expect(waiting).toBeGreaterThan(1_000);
  expect(waiting).toBeLessThan(2_500);
  running.pass(290_000);
  expect((await running.na.show(taskId)).body).toMatchObject({ status: "Timeout", completeCnt: 120_000 });
});

it("forgets tasks thirty days after their end", async () => {
  const running = await start();
  const taskId = await run(running, [A], {}, { taskName: "once" });
  const day = 24 * 3_600_000;
  running.simulator.advanceClock(30 * day);
  running.na.accessToken = undefined;
  expect((await running.na.show(taskId)).status).toBe(200);
  running.simulator.advanceClock(day);
  running.na.accessToken = undefined;
  expect((await running.na.show(taskId)).status).toBe(404);
  expect(await run(running, [A], {}, { taskName: "once" })).not.toBe(taskId);
});
