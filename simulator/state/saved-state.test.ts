import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { METER_FIRMWARE, meters, type Running, START, startSimulator } from "../testing/start-simulator";
import type { ShowJson, TaskJson } from "../testing/test-client";
import { World } from "../world";
import { SavedState } from "./saved-state";

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-state-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** What a kill -9 leaves behind: the files as they are, without a last save. */
function asKilled(dataDir: string): string {
  const copy = folder();
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

async function create({ client }: Running, targets: string[], more: object = {}): Promise<string> {
  const order = {
    task_name: "t",
    task_type: "firmwareUpgrade",
    targets,
    document: { package_id: METER_FIRMWARE },
  };
  const { status, body } = await client.post<TaskJson>("/batchtasks", { ...order, ...more });
  expect(status).toBe(201);
  return body.task_id;
}

async function show({ client }: Running, taskId: string): Promise<ShowJson> {
  return (await client.get<ShowJson>(`/batchtasks/${taskId}`, { limit: 50 })).body;
}

/** Creates, retries, stops, steers and moves the clock; ends in the middle of things. */
async function live(running: Running): Promise<string[]> {
  const { client, simulator, pass } = running;
  const [A = "", B = ""] = meters(2);
  simulator.setDevices([{ deviceId: A, outcome: "fail", errorMessage: "Invalid URI", failTimes: 2 }]);
  const first = await create(running, [A, B, "nobody"], {
    task_policy: { retry_count: 1, retry_interval: 1 },
  });
  pass(40_000);
  const second = await create(running, meters(120, 3));
  simulator.advanceClock(30_000);
  await client.post(`/batchtasks/${first}/retry`, { targets: [A] });
  pass(3_000);
  await client.post(`/batchtasks/${second}/stop`, { targets: meters(1, 60) });
  simulator.setSpeed(2);
  pass(10_000);
  const gone = await create(running, ["nobody"]);
  pass(5_000);
  await client.delete(`/batchtasks/${gone}`);
  return [first, second];
}

it("folds a long journal into a snapshot without losing a command", () => {
  const dataDir = folder();
  const options = { now: () => new Date(START), speed: 1, seed: 3, fleet: "empty" } as const;
  const world = new World(options);
  const saved = new SavedState(dataDir, world, { fleet: "empty", seed: 3 }, 300);
  const journals = () => readdirSync(dataDir).filter((name) => name.startsWith("journal-"));
  const [first] = journals();
  for (let k = 0; k < 5; k++) {
    const order = {
      appId: "a",
      name: `t${k}`,
      type: "createMessages",
      targets: ["x"],
      document: { message: "m" },
    };
    const command = { kind: "create", at: START + k, order } as const;
    saved.append(command);
    world.apply(command);
    saved.fold();
  }
  expect(journals()).toHaveLength(1);
  expect(journals()[0]).not.toBe(first);
  const restored = new World(options);
  new SavedState(asKilled(dataDir), restored, { fleet: "empty", seed: 3 });
  expect(restored.engine.list().map((task) => task.order.name)).toEqual(["t0", "t1", "t2", "t3", "t4"]);
});

describe("state on disk", () => {
  it.each(["closed", "killed"])("after being %s is what it would have been without", async (end) => {
    const dataDir = folder();
    const before = await startSimulator({ dataDir });
    const ids = await live(before);
    const restartDir = end === "killed" ? asKilled(dataDir) : dataDir;
    if (end === "closed") {
      const expected = await Promise.all(ids.map((id) => show(before, id)));
      await before.simulator.close();
      const after = await startSimulator({ dataDir, wallTime: before.now(), speed: 2 });
      expect(await Promise.all(ids.map((id) => show(after, id)))).toEqual(expected);
      return;
    }
    // Time that passed while it was down counts: both are compared a minute later.
    before.pass(60_000);
    const after = await startSimulator({ dataDir: restartDir, wallTime: before.now(), speed: 2 });
    for (const id of ids) expect(await show(after, id)).toEqual(await show(before, id));
    expect(after.simulator.state().tasks).toEqual(before.simulator.state().tasks);
    const newer = await create(after, meters(1, 500));
    expect(newer > (ids[1] ?? "")).toBe(true);
  });

  it("drops a line that was torn by the crash, and nothing else", async () => {
    const dataDir = folder();
    const before = await startSimulator({ dataDir });
    const taskId = await create(before, meters(1));
    const copy = asKilled(dataDir);
    const journal = readdirSync(copy).find((name) => name.startsWith("journal-")) ?? "";
    appendFileSync(join(copy, journal), '{"kind":"create","at":17');
    const after = await startSimulator({ dataDir: copy });
    expect((await show(after, taskId)).batchtask.task_id).toBe(taskId);
    expect(after.simulator.state().tasks.total).toBe(1);
  });

  it("remembers changed devices", async () => {
    const dataDir = folder();
    const before = await startSimulator({ dataDir });
    const [A = ""] = meters(1);
    await create(before, [A]);
    before.pass(120_000);
    await before.simulator.close();
    const after = await startSimulator({ dataDir, wallTime: START + 120_000 });
    expect((await after.client.get(`/devices/${A}`)).body).toMatchObject({ fw_version: "2.4.1" });
  });

  it("forgets on reset", async () => {
    const dataDir = folder();
    const before = await startSimulator({ dataDir });
    const taskId = await create(before, meters(1));
    before.simulator.reset();
    const after = await startSimulator({ dataDir: asKilled(dataDir) });
    expect((await after.client.get(`/batchtasks/${taskId}`)).status).toBe(404);
  });

  it("sets aside what belongs to another fleet or cannot be read", async () => {
    const dataDir = folder();
    const before = await startSimulator({ dataDir });
    await create(before, meters(1));
    await before.simulator.close();
    const other = await startSimulator({ dataDir, seed: 1 });
    expect(other.simulator.state().tasks.total).toBe(0);
    await other.simulator.close();
    writeFileSync(join(dataDir, "snapshot"), "broken");
    const third = await startSimulator({ dataDir, seed: 1 });
    expect(third.simulator.state().tasks.total).toBe(0);
    expect(readdirSync(dataDir).filter((name) => name.startsWith("set-aside-")).length).toBeGreaterThan(0);
  });
});
