import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, type APIResponse, expect, request, test } from "@playwright/test";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { ApiClient, uniqueName } from "./support/api";
import { Installation } from "./support/installation";
import { killProgram, type Program } from "./support/kill-program";
import { fleet, stage, waterMeters } from "./support/stage";

/*
 * Real processes die by kill -9 at moments of a submit; every step of one is broken in submit-kill.db.test.ts. Whoever
 * sent it keeps asking with the same key: one task each, and no draft is lost.
 */

const ports = { port: 3471, simulatorPort: 3472 };
const simulator = `http://127.0.0.1:${ports.simulatorPort}/_simulator`;
const authorization = `Bearer ${stage.apiToken}`;
const base = "/api/v1/connections/sandbox";

interface Moment {
  what: string;
  kills: Program;
  /** Milliseconds after the request was sent. */
  after: number;
  /** The platform takes its time for calls to this path. */
  slow?: "/batchtasks" | "/batchtask-files";
  holdSeconds?: number;
  workbook?: boolean;
}

const moments: Moment[] = [
  { what: "console_begins", kills: "console", after: 15 },
  { what: "console_calls", kills: "console", after: 900, slow: "/batchtasks" },
  { what: "console_uploads", kills: "console", after: 900, slow: "/batchtask-files", workbook: true },
  { what: "worker_takes", kills: "worker", after: 1_000, holdSeconds: 1 },
  { what: "worker_calls", kills: "worker", after: 2_400, slow: "/batchtasks", holdSeconds: 1 },
  { what: "database_in_call", kills: "database", after: 900, slow: "/batchtasks" },
  { what: "database_in_hold", kills: "database", after: 900, holdSeconds: 1, workbook: true },
];

interface Submit {
  draftId: string;
  key: string;
  body: Record<string, unknown>;
}

test("kill -9 of console, worker or database during a submit makes one task and loses no draft", async () => {
  test.setTimeout(240_000);
  const muster = new Installation({ ...ports, env: { SIMULATOR_SPEED: "50" } });
  const context = await request.newContext({ baseURL: muster.url, timeout: 40_000 });
  const api = new ApiClient(context);
  try {
    await muster.start();
    const before = await countTasks();
    const submits: Submit[] = [];
    for (const [index, moment] of moments.entries()) {
      const submit = await prepare(context, moment, index);
      submits.push(submit);
      await breakAt(muster, api, submit, moment);
    }
    const taskIds = await Promise.all(submits.map((submit) => finish(api, submit)));
    expect(new Set(taskIds).size).toBe(moments.length);
    expect((await countTasks()) - before).toBe(moments.length);
    for (const [index, { draftId }] of submits.entries()) {
      const draft = await (await api.get(`/drafts/${draftId}`)).json();
      expect(draft.sent, moments[index]?.what).toMatchObject({ taskId: taskIds[index] });
    }
    // No workbook of a try that made nothing is left on the platform.
    await expect(async () => {
      const { items } = await (await api.get("/files")).json();
      expect(items).toHaveLength(moments.filter(({ workbook }) => workbook).length);
    }).toPass({ timeout: 40_000 });
  } finally {
    await context.dispose();
    await muster.remove();
  }
});

async function prepare(context: APIRequestContext, moment: Moment, index: number): Promise<Submit> {
  const draftId = randomUUID();
  const name = uniqueName(moment.what);
  const type = moment.workbook ? "updateDevices" : "firmwareUpgrade";
  const draft = { name, type, step: "review", version: 0, content: {}, targetCount: 0 };
  const headers = { authorization };
  const saved = await context.put(`${base}/drafts/${draftId}`, { headers, data: draft });
  expect(saved.status(), await saved.text()).toBe(201);
  const devices = waterMeters(40_001 + index * 10, 2);
  if (moment.workbook) {
    const rows = [["device_id", "device_name"], ...devices.map((id) => [id, "Renamed"])];
    const file = {
      ...{ name: "meters.xlsx", buffer: Buffer.from(await writeWorkbook(rows)) },
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    const address = `${base}/drafts/${draftId}/file?type=${type}`;
    const put = await context.put(address, { headers, multipart: { file } });
    expect(put.status(), await put.text()).toBe(200);
  }
  const { holdSeconds } = moment;
  const chosen = moment.workbook
    ? { targets: { kind: "file", draftId } }
    : {
        targets: { kind: "list", ids: devices },
        document: { package_id: fleet.firmwarePackage },
      };
  const body = { name, type, draftId, ...chosen, ...(holdSeconds === undefined ? {} : { holdSeconds }) };
  return { draftId, key: randomUUID(), body };
}

async function breakAt(muster: Installation, api: ApiClient, submit: Submit, moment: Moment): Promise<void> {
  if (moment.slow) {
    const match = { method: "POST", path: moment.slow };
    await steer("/faults", { kind: "delay", delayMs: 2_000, times: 1, match });
  }
  // Whatever becomes of this answer.
  const first = api.post("/tasks", submit.body, submit.key).catch(() => null);
  await sleep(moment.after);
  killProgram(muster, moment.kills);
  await first;
  await expect
    .poll(async () => (await fetch(`${muster.url}/readyz`).catch(() => null))?.ok, { timeout: 30_000 })
    .toBe(true);
}

/** Asks with the same key until the answer is the task, as a browser whose person does not give up. */
async function finish(api: ApiClient, { key, body }: Submit): Promise<string> {
  const deadline = Date.now() + 120_000;
  let last = "no answer";
  while (Date.now() < deadline) {
    const answer: APIResponse | null = await api.post("/tasks", body, key).catch(() => null);
    if (answer) {
      last = `${answer.status()} ${await answer.text()}`;
      if (answer.status() === 200 || answer.status() === 201) return (await answer.json()).taskId;
      if (answer.status() < 500 && answer.status() !== 202) break;
    }
    await sleep(1_000);
  }
  throw new Error(`no task came of it: ${last}`);
}

async function countTasks(): Promise<number> {
  const state = await (await fetch(`${simulator}/state`)).json();
  return state.tasks.total;
}

async function steer(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${simulator}${path}`, {
    ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  });
  expect(response.ok).toBe(true);
}
