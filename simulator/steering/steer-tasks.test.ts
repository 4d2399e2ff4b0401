import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { METER_FIRMWARE, type Running, START, startSimulator } from "../testing/start-simulator";
import type { DetailJson, ListJson, Progress, ResultsJson, ShowJson, TaskJson } from "../testing/test-client";

const UPGRADE = { type: "firmwareUpgrade", document: { package_id: METER_FIRMWARE } } as const;
const HOUR = 3_600_000;

async function show({ client }: Running, taskId: string, query: Record<string, string | number> = {}) {
  return (await client.get<ShowJson>(`/batchtasks/${taskId}`, query)).body;
}

async function progress(running: Running, taskId: string): Promise<[string, Progress]> {
  const { batchtask } = await show(running, taskId);
  return [batchtask.status, batchtask.task_progress];
}

/** All subtasks that match, page by page. */
async function walk(running: Running, taskId: string, query: Record<string, string> = {}) {
  const rows: DetailJson[] = [];
  for (let marker = "f".repeat(24); ; ) {
    const { task_details, page } = await show(running, taskId, { ...query, limit: 50, marker });
    rows.push(...task_details);
    if (!page.marker) return rows;
    marker = page.marker;
  }
}

function steer(url: string, path: string, body: object) {
  return fetch(`${url}/_simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
}

describe("a staged task", () => {
  it("is in full swing at once, with exactly the ordered numbers and no targets to echo", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const statuses = { Success: 900, Fail: 7, Processing: 40, FailWaitRetry: 3, Stopped: 2, Removed: 1 };
    const taskId = running.simulator.stageTask({ ...UPGRADE, count: 1_000, statuses, name: "big" });
    const [status, counters] = await progress(running, taskId);
    expect(status).toBe("Processing");
    expect(counters).toEqual({
      total: 1_000,
      success: 900,
      fail: 7,
      processing: 40,
      fail_wait_retry: 3,
      stopped: 2,
      removed: 1,
      waitting: 47,
    });
    const { body } = await running.client.get<ListJson>("/batchtasks", { task_type: "firmwareUpgrade" });
    expect(body.batchtasks[0]).toMatchObject({
      task_id: taskId,
      task_name: "big",
      document: UPGRADE.document,
    });
    expect(body.batchtasks[0]).not.toHaveProperty("targets");
  });

  it("gives every subtask once, in all and by status, and each by its target", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const statuses = { Success: 300, Fail: 101, Stopped: 99 };
    const taskId = running.simulator.stageTask({ ...UPGRADE, count: 700, statuses, still: true });
    const all = await walk(running, taskId);
    expect(new Set(all.map((row) => row.target)).size).toBe(700);
    for (const [status, count] of Object.entries({ ...statuses, Waitting: 200, Processing: 0 })) {
      const found = await walk(running, taskId, { task_detail_status: status });
      expect(found).toEqual(all.filter((row) => row.status === status));
      expect(found).toHaveLength(count);
      expect((await show(running, taskId, { task_detail_status: status, limit: 1 })).page.count).toBe(count);
    }
    const failed = all.find((row) => row.status === "Fail");
    const target = failed?.target ?? "";
    expect(failed?.error?.error_msg).toBeTruthy();
    expect((await show(running, taskId, { target })).task_details).toEqual([failed]);
    expect((await show(running, taskId, { target, task_detail_status: "Success" })).page.count).toBe(0);
    for (const stranger of [`${target}0`, target.replace(/\d{7}$/, "0000701"), "nobody"])
      expect((await show(running, taskId, { target: stranger })).task_details).toEqual([]);
  });

  it("goes on by itself, fails at its rate and takes a retry", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const order = { ...UPGRADE, count: 2_000, statuses: { Processing: 50, FailWaitRetry: 10 } };
    const taskId = running.simulator.stageTask({ ...order, failRate: 0.1 });
    running.simulator.advanceClock(HOUR);
    const [status, counters] = await progress(running, taskId);
    expect(status).toBe("PartialSuccess");
    expect(counters.fail).toBeGreaterThan(150);
    expect(counters.fail).toBeLessThan(250);
    expect(counters.success + counters.fail).toBe(2_000);
    const failed = await walk(running, taskId, { task_detail_status: "Fail" });
    const targets = failed.slice(0, 3).map((row) => row.target);
    const retried = await running.client.post<ResultsJson>(`/batchtasks/${taskId}/retry`, { targets });
    expect(retried.body.targets.map((result) => result.status)).toEqual(["success", "success", "success"]);
    expect(await progress(running, taskId)).toMatchObject(["Processing", { fail: counters.fail - 3 }]);
  });

  it("ends well without failures, and stands still when told to", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const order = { type: "createMessages", count: 500, statuses: { Processing: 5 } };
    const going = running.simulator.stageTask({ ...order, failRate: 0 });
    const still = running.simulator.stageTask({ ...order, still: true });
    running.simulator.advanceClock(HOUR);
    expect(await progress(running, going)).toMatchObject(["Success", { success: 500 }]);
    expect(await progress(running, still)).toMatchObject(["Processing", { waitting: 495, processing: 5 }]);
    const done = running.simulator.stageTask({ ...order, statuses: { Success: 499, Fail: 1 } });
    expect((await progress(running, done))[0]).toBe("PartialSuccess");
  });

  it("is on the same page after a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "simulator-staged-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await startSimulator({ dataDir });
    const taskId = before.simulator.stageTask({ ...UPGRADE, count: 40_000, statuses: { Fail: 77 } });
    before.pass(60_000);
    const expected = await walk(before, taskId, { task_detail_status: "Fail" });
    expect(expected.length).toBeGreaterThanOrEqual(77);
    await before.simulator.close();
    const after = await startSimulator({ dataDir, wallTime: START + 60_000 });
    expect(await walk(after, taskId, { task_detail_status: "Fail" })).toEqual(expected);
    after.simulator.advanceClock(24 * HOUR);
    expect((await progress(after, taskId))[0]).toBe("PartialSuccess");
  });

  it("runs as much faster as everything else", async () => {
    const running = await startSimulator({ fleet: "empty", speed: 1_000 });
    const taskId = running.simulator.stageTask({ ...UPGRADE, count: 30_000, failRate: 0 });
    running.pass(300);
    const [, counters] = await progress(running, taskId);
    expect(counters.success).toBeGreaterThan(1_000);
    expect(counters.success).toBeLessThan(29_000);
    running.pass(2_000);
    expect((await progress(running, taskId))[0]).toBe("Success");
  });
});

describe("what happens behind a client's back", () => {
  it("turns subtasks back, and opens a finished task again", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const { simulator } = running;
    const taskId = simulator.stageTask({ ...UPGRADE, count: 100, statuses: { Success: 100 } });
    expect((await progress(running, taskId))[0]).toBe("Success");
    simulator.turnSubtasks({ taskId, from: "Success", to: "Waitting", count: 30 });
    expect(await progress(running, taskId)).toMatchObject(["Processing", { success: 70, waitting: 30 }]);
    simulator.advanceClock(HOUR);
    expect((await progress(running, taskId))[0]).toMatch(/Success$/);

    const [first, second] = (await walk(running, taskId)).map((row) => row.target);
    simulator.turnSubtasks({ taskId, to: "Fail", targets: [first ?? "", second ?? ""] });
    expect((await progress(running, taskId))[0]).toBe("PartialSuccess");
    expect(
      (await show(running, taskId, { target: first ?? "" })).task_details[0]?.error?.error_msg,
    ).toBeTruthy();
    simulator.turnSubtasks({ taskId, to: "Processing", targets: [first ?? ""] });
    expect(await progress(running, taskId)).toMatchObject(["Processing", { processing: 1 }]);
  });

  it("removes a task in any state, so that its own read says so", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const taskId = running.simulator.stageTask({ ...UPGRADE, count: 10 });
    running.simulator.removeTask(taskId);
    expect((await running.client.get(`/batchtasks/${taskId}`)).body.error_code).toBe("IOTDA.014200");
    expect(() => running.simulator.removeTask(taskId)).toThrow(`no task ${taskId}`);
  });
});

describe("/_simulator/tasks", () => {
  it("does the same over HTTP", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const staged = await steer(running.url, "tasks", { ...UPGRADE, count: 5, statuses: { Success: 5 } });
    const { taskId } = await staged.json();
    const turn = { taskId, from: "Success", to: "Stopped" };
    expect((await steer(running.url, "tasks/turn", turn)).status).toBe(200);
    expect(
      (await running.client.get<{ batchtask: TaskJson }>(`/batchtasks/${taskId}`)).body.batchtask,
    ).toMatchObject({
      status: "Stopped",
      task_progress: { stopped: 5 },
    });
    expect((await steer(running.url, "tasks/remove", { taskId })).status).toBe(200);
    expect((await running.client.get(`/batchtasks/${taskId}`)).status).toBe(404);
  });

  it.each([
    ["tasks", { ...UPGRADE, count: 0 }, "count"],
    ["tasks", { ...UPGRADE, count: 2_000_001 }, "count"],
    ["tasks", { ...UPGRADE, count: 5, statuses: { Success: 6 } }, "more than count"],
    ["tasks", { ...UPGRADE, count: 5, statuses: { Done: 1 } }, "statuses"],
    ["tasks", { type: "fly", count: 5 }, "no such task type"],
    ["tasks", { ...UPGRADE, count: 5, appId: "elsewhere" }, "no such resource space"],
    ["tasks/remove", { taskId: "0".repeat(24) }, "no task"],
    ["tasks/remove", { taskId: "x" }, "24 hex"],
    ["tasks/turn", { taskId: "0".repeat(24), to: "Fail", from: "Success" }, "no task"],
    ["tasks/turn", { taskId: "0".repeat(24), to: "Fail" }, "Invalid input"],
  ])("refuses %s %j", async (path, body, reason) => {
    const { url } = await startSimulator({ fleet: "empty" });
    const reply = await steer(url, path, body);
    expect(reply.status).toBe(400);
    expect((await reply.json()).message).toContain(reason);
  });
});
