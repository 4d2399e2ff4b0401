import { createServer } from "node:net";
import { expect, request, test } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { Installation } from "./support/installation";
import { waterMeters } from "./support/stage";

const ports = { port: 3431, simulatorPort: 3432 };

test.describe.configure({ mode: "serial" });

test("Ctrl-C stops everything within 10 s and leaves no process behind", async () => {
  const muster = new Installation(ports);
  try {
    await muster.start();
    const { code, tookMs } = await muster.stop("SIGINT");
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    expect(muster.leftovers()).toEqual([]);
    expect(await muster.programsAnswer()).toBe(false);
  } finally {
    await muster.remove();
  }
});

test("kill -9 loses no task, no subtask and no retry in flight", async () => {
  test.setTimeout(180_000);
  const muster = new Installation(ports);
  const context = await request.newContext({ baseURL: muster.url });
  const api = new ApiClient(context);
  try {
    await muster.start();
    const devices = waterMeters(20_001, 250);
    const simulator = `http://127.0.0.1:${ports.simulatorPort}/_simulator`;
    await steer(`${simulator}/devices`, {
      devices: devices.map((deviceId) => ({ deviceId, outcome: "fail", failTimes: 1, durationMs: 5_000 })),
    });
    const taskId = await api.createUpgrade(uniqueName("survivor"), devices);
    await expect(async () => {
      await steer(`${simulator}/clock`, { advanceMs: 60_000 });
      expect((await api.task(taskId)).progress.fail).toBe(250);
    }).toPass({ timeout: 60_000 });

    const retry = await api.post(`/tasks/${taskId}/retry`, { targets: devices });
    expect(retry.status(), await retry.text()).toBe(202);
    const { id } = await retry.json();
    await muster.killHard();

    await muster.start();
    await expect(async () => {
      const operation = await (await api.get(`/operations/${id}`)).json();
      expect(operation).toMatchObject({ state: "done", total: 250, succeeded: 250, failed: 0 });
    }).toPass({ timeout: 60_000 });
    await expect(async () => {
      await steer(`${simulator}/clock`, { advanceMs: 60_000 });
      expect(await api.task(taskId)).toMatchObject({ status: "Success", progress: { success: 250 } });
    }).toPass({ timeout: 60_000 });
    const page = await (await api.get(`/tasks/${taskId}/subtasks?limit=200&page=2`)).json();
    expect(page.page.total).toBe(250);
    expect(page.items).toHaveLength(50);
  } finally {
    await context.dispose();
    await muster.remove();
  }
});

for (const signature of ["standard", "derived"]) {
  test(`the environment's endpoint is used instead of the sandbox, with the ${signature} signature`, async () => {
    test.setTimeout(120_000);
    const platform = new Installation({ port: 3433, simulatorPort: 3434 });
    const muster = new Installation({
      ...ports,
      env: {
        IOTDA_ENDPOINT: "http://127.0.0.1:3434",
        IOTDA_REGION: "cn-north-4",
        IOTDA_SIGNATURE: signature,
        HUAWEICLOUD_SDK_AK: "SANDBOXAK",
        HUAWEICLOUD_SDK_SK: "SANDBOXSK",
        HUAWEICLOUD_SDK_PROJECT_ID: "0123456789abcdef0123456789abcdef",
      },
    });
    const context = await request.newContext({ baseURL: muster.url });
    try {
      await platform.start();
      await muster.start();
      const api = new ApiClient(context, "default");
      const taskId = await api.createUpgrade(uniqueName("real"), waterMeters(30_001, 3));
      await expect(async () => expect((await api.task(taskId)).progress.total).toBe(3)).toPass({
        timeout: 60_000,
      });
      const log = await (await fetch("http://127.0.0.1:3434/_simulator/calls")).json();
      const ours = log.calls.filter((call: { path: string }) => call.path.startsWith("/v5/"));
      expect(ours.some((call: { method: string; status: number }) => call.method === "POST")).toBe(true);
      expect((await api.connections()).map((connection) => connection.slug)).toEqual(["default"]);
    } finally {
      await context.dispose();
      await muster.remove();
      await platform.remove();
    }
  });
}

test("a taken port is one clear line", async () => {
  const squatter = createServer().listen(ports.port, "127.0.0.1");
  const muster = new Installation(ports);
  try {
    expect(await muster.startAndFail()).toBe(1);
    expect(complaint(muster)).toEqual([expect.stringMatching(/PORT 3431 .*in use/)]);
  } finally {
    squatter.close();
    await muster.remove();
  }
});

test("a wrong environment value is one line that names the variable and the rule", async () => {
  const muster = new Installation({ ...ports, env: { MUSTER_SANDBOX: "perhaps" } });
  try {
    expect(await muster.startAndFail()).toBe(1);
    expect(complaint(muster)).toEqual([expect.stringMatching(/MUSTER_SANDBOX .*on.*off.*auto/)]);
  } finally {
    await muster.remove();
  }
});

test("a data directory that cannot be written is one clear line", async () => {
  const muster = new Installation({ ...ports, env: { MUSTER_DATA_DIR: "/dev/null/muster" } });
  try {
    expect(await muster.startAndFail()).toBe(1);
    expect(complaint(muster)).toEqual([expect.stringMatching(/MUSTER_DATA_DIR .*cannot be written/)]);
  } finally {
    await muster.remove();
  }
});

function complaint(muster: Installation): string[] {
  return muster.output.split("\n").filter((line) => line.trim() !== "");
}

async function steer(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}
