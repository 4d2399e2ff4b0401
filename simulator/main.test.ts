import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { NaClient } from "./testing/na-client";
import { type ShowJson, type TaskJson, TestClient } from "./testing/test-client";

const MAIN = `${import.meta.dirname}/main.ts`;
const command = {
  task_name: "t",
  task_type: "createCommands",
  targets: ["65e1a0c04c3d5e6f70819201_wm-0000001"],
  document: { paras: {} },
};

function start(env: Record<string, string>): ChildProcess {
  const child = fork(MAIN, {
    env: { ...process.env, SIMULATOR_PORT: "0", ...env },
    execArgv: ["--import", "tsx"],
    silent: true,
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

async function ready(child: ChildProcess): Promise<TestClient> {
  const [message] = await once(child, "message");
  expect(message).toMatchObject({ type: "ready" });
  return new TestClient(message.url, () => new Date());
}

async function output(child: ChildProcess): Promise<string> {
  let text = "";
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  await once(child, "exit");
  return text;
}

it("keeps what it acknowledged through a kill -9, and saves on SIGTERM", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-main-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = start({ SIMULATOR_DATA_DIR: dataDir });
  const { body: task } = await (await ready(first)).post<TaskJson>("/batchtasks", command);
  first.kill("SIGKILL");

  const second = start({ SIMULATOR_DATA_DIR: dataDir });
  const client = await ready(second);
  expect((await client.get(`/batchtasks/${task.task_id}`)).status).toBe(200);
  second.kill("SIGINT");
  expect((await client.get(`/batchtasks/${task.task_id}`)).status).toBe(200);
  second.kill("SIGTERM");
  expect(await once(second, "exit")).toEqual([0, null]);

  const third = start({ SIMULATOR_DATA_DIR: dataDir });
  expect((await (await ready(third)).get(`/batchtasks/${task.task_id}`)).status).toBe(200);
  third.disconnect();
  expect(await once(third, "exit")).toEqual([0, null]);
});

it("takes another application for the legacy API from the environment", async () => {
  const child = start({ SIMULATOR_NA_APP_ID: "my-app", SIMULATOR_NA_SECRET: "my-secret" });
  const { url } = await ready(child);
  expect((await new NaClient(url, "my-app", "my-secret").login()).status).toBe(200);
  expect((await new NaClient(url).login()).body.error_code).toBe("100208");
});

it.each([
  [{ SIMULATOR_PORT: "70000" }, "SIMULATOR_PORT must be a port, 0 to 65535"],
  [{ SIMULATOR_SPEED: "fast" }, "SIMULATOR_SPEED must be above 0"],
  [{ SIMULATOR_DATA_DIR: join(MAIN, "below-a-file") }, "below-a-file"],
])("ends with one clear line for %j", async (env, line) => {
  const child = start(env);
  const text = await output(child);
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(text).toContain(line);
  expect(child.exitCode).toBe(1);
});

it("holds a running task of a million subtasks in far less than 1.5 GB, also after a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-large-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = start({ SIMULATOR_DATA_DIR: dataDir });
  const before = await ready(first);
  const order = { type: "firmwareUpgrade", count: 1_000_000, statuses: { Success: 700_000, Fail: 3 } };
  const staged = await fetch(`${before.url}/_simulator/tasks`, {
    method: "POST",
    body: JSON.stringify(order),
  });
  const { taskId } = await staged.json();
  const failed = { task_detail_status: "Fail", limit: 50 };
  const shown = await before.get<ShowJson>(`/batchtasks/${taskId}`, failed);
  expect(shown.body.page.count).toBeGreaterThanOrEqual(3);
  first.kill("SIGTERM");
  expect(await once(first, "exit")).toEqual([0, null]);

  const second = start({ SIMULATOR_DATA_DIR: dataDir });
  const after = await ready(second);
  const { body } = await after.get<ShowJson>(`/batchtasks/${taskId}`, { ...failed, offset: 1 });
  expect(body.batchtask).toMatchObject({ status: "Processing", task_progress: { total: 1_000_000 } });
  expect(body.task_details.length).toBe(Math.min(50, body.page.count - 1));
  const state = await (await fetch(`${after.url}/_simulator/state`)).json();
  expect(state.memoryBytes).toBeGreaterThan(50_000_000);
  expect(state.memoryBytes).toBeLessThan(1_500_000_000);
}, 60_000);
