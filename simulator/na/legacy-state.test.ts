import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { NaClient, type NaDetailsJson, type NaTaskJson } from "../testing/na-client";
import { METER_FIRMWARE, meters, type Running, startSimulator } from "../testing/start-simulator";

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-na-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** What a kill -9 leaves behind: the files as they are, without a last save. */
function asKilled(dataDir: string): string {
  const copy = folder();
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

/** Legacy tasks beside a v5 upgrade of the same devices, a device that comes back, another speed; ends half way. */
async function live({ client, simulator, url, pass }: Running): Promise<string[]> {
  const na = new NaClient(url);
  const [A = "", B = ""] = meters(2, 30);
  simulator.setDevices([
    { deviceId: A, outcome: "fail", failTimes: 2 },
    { deviceId: B, online: false },
  ]);
  const first = await na.createTask(
    { type: "DeviceList", deviceList: [A, A, B, "nobody", ...meters(40)], maxRetransmit: 1 },
    { tags: [{ tagName: "site", tagValue: "north" }] },
  );
  pass(3_000);
  await client.post("/batchtasks", {
    task_name: "u",
    task_type: "firmwareUpgrade",
    targets: [A, ...meters(20)],
    document: { package_id: METER_FIRMWARE },
  });
  const second = await na.createTask({ type: "GroupList", groupList: ["Canary", "Warehouse spares"] });
  pass(11_000);
  simulator.setDevices([{ deviceId: B, online: true }]);
  simulator.setSpeed(3);
  simulator.advanceClock(20_000);
  const third = await na.createTask({ type: "DeviceArea", deviceLocation: "Old Town" }, { timeout: 30 });
  pass(4_000);
  return [first, second, third];
}

async function look(running: Running, ids: readonly string[]): Promise<[NaTaskJson, NaDetailsJson][]> {
  const na = new NaClient(running.url);
  const seen: [NaTaskJson, NaDetailsJson][] = [];
  for (const taskId of ids) {
    const task = (await na.show(taskId, { select: "tag" })).body;
    seen.push([task, (await na.details({ taskId, pageSize: 250 })).body]);
  }
  return seen;
}

it.each(["closed", "killed"])("legacy tasks go on as if nothing happened after being %s", async (end) => {
  const dataDir = folder();
  const before = await startSimulator({ dataDir });
  const ids = await live(before);
  const copy = asKilled(dataDir);
  const expected = await look(before, ids);
  expect(expected.map(([task]) => task.status)).toEqual(["Running", "Running", "Running"]);
  if (end === "closed") await before.simulator.close();
  const after = await startSimulator({
    dataDir: end === "closed" ? dataDir : copy,
    wallTime: before.now(),
    speed: 3,
  });
  expect(await look(after, ids)).toEqual(expected);
  if (end === "closed") return;
  for (const ms of [60_000, 600_000]) {
    before.pass(ms);
    after.pass(ms);
    expect(await look(after, ids)).toEqual(await look(before, ids));
  }
  expect(after.simulator.state().legacyTasks).toEqual({ total: 3, unfinished: 0 });
  expect(after.simulator.state().tasks).toEqual(before.simulator.state().tasks);
});

it("history does not depend on how often somebody looks", async () => {
  const [often, seldom] = [await startSimulator(), await startSimulator()];
  const ids = [await live(often), await live(seldom)];
  for (let k = 0; k < 60; k++) {
    often.pass(1_000);
    often.simulator.state();
  }
  seldom.pass(60_000);
  const [a = [], b = []] = [await look(often, ids[0] ?? []), await look(seldom, ids[1] ?? [])];
  const rows = (seen: [NaTaskJson, NaDetailsJson][]) => seen.map(([, { taskDetails }]) => taskDetails);
  expect(rows(a).map((task) => task.map((row) => row.status))).toEqual(
    rows(b).map((task) => task.map((row) => row.status)),
  );
});

it("names and tags stay used, and ids grow, over a restart", async () => {
  const dataDir = folder();
  const before = await startSimulator({ dataDir });
  const tags = [{ tagName: "a", tagValue: "b" }];
  const taskId = await new NaClient(before.url).createTask({ type: "Broadcast" }, { taskName: "once", tags });
  const after = await startSimulator({ dataDir: asKilled(dataDir), wallTime: before.now() });
  const na = new NaClient(after.url);
  await expect(na.createTask({ type: "Broadcast" }, { taskName: "once" })).rejects.toThrow("105002");
  await expect(na.createTask({ type: "Broadcast" }, { tags })).rejects.toThrow("105201");
  expect((await na.createTask({ type: "Broadcast" })) > taskId).toBe(true);
});

it("are gone after a reset, and so is the sign-in", async () => {
  const { simulator, url } = await startSimulator();
  const na = new NaClient(url);
  const taskId = await na.createTask({ type: "Broadcast" });
  simulator.reset();
  expect((await na.show(taskId)).body.error_code).toBe("1010005");
  na.accessToken = undefined;
  expect((await na.show(taskId)).body.error_code).toBe("105005");
  expect(simulator.state().legacyTasks).toEqual({ total: 0, unfinished: 0 });
});
