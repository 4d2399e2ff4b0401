import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it, onTestFinished } from "vitest";
import { SANDBOX } from "../../sandbox-defaults";
import { signCall } from "../../testing/sign-call";
import { HARBOUR, METER, meters, type Running, startSimulator } from "../../testing/start-simulator";
import type { PageJson, TaskJson } from "../../testing/test-client";
import { uploadRows } from "../../testing/upload";

type ExportJson = {
  export_task_id: string;
  status: string;
  export_count: number;
  progress: number;
  app_id?: string;
  end_time?: string;
};
type ExportsJson = { export_tasks: ExportJson[]; page: PageJson };

async function createTask({ client }: Running, targets: string[]): Promise<string> {
  const order = { task_name: "t", task_type: "createMessages", targets, document: { message: "hi" } };
  const { status, body } = await client.post<TaskJson>("/batchtasks", order);
  expect(status).toBe(201);
  return body.task_id;
}

/** A task that came to its end. */
async function doneTask(running: Running, targets = meters(3)): Promise<string> {
  const taskId = await createTask(running, targets);
  running.pass(60_000);
  return taskId;
}

function createExport({ client }: Running, taskId: string, more: object = {}) {
  const body = { resource_type: "BatchTask", resource_condition: { task_id: taskId }, ...more };
  return client.post<ExportJson>("/export-tasks", body);
}

async function list({ client }: Running, query: Record<string, string | number> = {}): Promise<ExportsJson> {
  return (await client.get<ExportsJson>("/export-tasks", query)).body;
}

async function download({ url, now }: Running, exportId: string) {
  const target = new URL(`${url}/v5/iot/${SANDBOX.projectId}/export-tasks/${exportId}/file`);
  const headers = signCall(SANDBOX, { method: "GET", url: target, headers: {}, body: "", at: now() });
  const response = await fetch(target, { headers });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "simulator-exports-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function rowsOf(bytes: Uint8Array): Promise<unknown[][]> {
  const [file = new Uint8Array()] = Object.values(unzipSync(bytes));
  return readSheet(Buffer.from(file));
}

describe("an export", () => {
  it("is seen in the list until it is ready, and holds a line for each subtask", async () => {
    const running = await startSimulator();
    const taskId = await doneTask(running, [...meters(2), "nobody"]);
    const created = await createExport(running, taskId);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ status: "Processing", export_count: 0, progress: 1 });
    running.pass(1_500);
    const [halfway] = (await list(running)).export_tasks;
    expect(halfway?.progress).toBeGreaterThan(10);
    expect(halfway?.progress).toBeLessThan(100);
    running.pass(5_000);
    const { export_tasks: exports } = await list(running);
    expect(exports).toMatchObject([{ status: "Success", progress: 100, export_count: 3 }]);
    expect(exports[0]?.end_time).toMatch(/^2026-11-21T10:16:0\d\.\d{3}Z$/);
    const file = await download(running, created.body.export_task_id);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    const rows = await rowsOf(file.bytes);
    expect(rows[0]).toEqual(["target", "status", "output", "error_code", "error_msg"]);
    const [first] = meters(1);
    expect(rows[1]).toEqual([first, "Success", expect.stringContaining("message_id"), null, null]);
    expect(rows[3]).toEqual(["nobody", "Fail", null, "IOTDA.014000", "The device does not exist."]);
  });

  it("shows the subtasks as they were when it began", async () => {
    const running = await startSimulator();
    const taskId = await createTask(running, meters(3));
    running.pass(2_500);
    const { body } = await createExport(running, taskId);
    running.pass(60_000);
    const rows = await rowsOf((await download(running, body.export_task_id)).bytes);
    expect(rows.slice(1).some(([, status]) => status !== "Success")).toBe(true);
  });

  it("keeps what a registration said", async () => {
    const running = await startSimulator();
    const fileId = await uploadRows(running, "a.xlsx", [
      ["product_id", "node_id"],
      [METER, "lot-1"],
    ]);
    const order = { task_name: "t", task_type: "createDevices", document_source: fileId };
    const { task_id: taskId } = (await running.client.post<TaskJson>("/batchtasks", order)).body;
    running.pass(30_000);
    const { body } = await createExport(running, taskId);
    running.pass(10_000);
    const rows = await rowsOf((await download(running, body.export_task_id)).bytes);
    expect(rows[1]?.[2]).toContain(`${METER}_lot-1`);
  });

  it("is replaced by a later one of the same condition", async () => {
    const running = await startSimulator();
    const taskId = await doneTask(running);
    const first = await createExport(running, taskId);
    const other = await createExport(running, taskId, { app_type: "APP" });
    expect(other.body.app_id).toMatch(/^[0-9a-f]{32}$/);
    const second = await createExport(running, taskId);
    const ids = (await list(running)).export_tasks.map((entry) => entry.export_task_id);
    expect(ids).toEqual([second.body.export_task_id, other.body.export_task_id]);
    expect((await download(running, first.body.export_task_id)).status).toBe(404);
  });

  it("is downloaded once in 30 seconds", async () => {
    const running = await startSimulator();
    const { body } = await createExport(running, await doneTask(running));
    const early = await download(running, body.export_task_id);
    expect([early.status, JSON.parse(early.bytes.toString()).error_code]).toEqual([400, "IOTDA.014702"]);
    running.pass(10_000);
    expect((await download(running, body.export_task_id)).status).toBe(200);
    running.pass(29_999);
    const soon = await download(running, body.export_task_id);
    expect([soon.status, JSON.parse(soon.bytes.toString()).error_code]).toEqual([429, "APIGW.0308"]);
    running.pass(1);
    expect((await download(running, body.export_task_id)).status).toBe(200);
  });

  it("fails when its task is deleted under it, and stays when it was ready", async () => {
    const running = await startSimulator();
    const taskId = await doneTask(running);
    const other = await doneTask(running);
    await createExport(running, other);
    running.pass(10_000);
    await createExport(running, taskId);
    for (const id of [taskId, other]) await running.client.delete(`/batchtasks/${id}`);
    running.pass(10_000);
    const statuses = (await list(running)).export_tasks.map((entry) => entry.status);
    expect(statuses).toEqual(["Failed", "Success"]);
  });

  it("can be deleted once", async () => {
    const running = await startSimulator();
    const { body } = await createExport(running, await doneTask(running));
    expect((await running.client.delete(`/export-tasks/${body.export_task_id}`)).status).toBe(204);
    const again = await running.client.delete(`/export-tasks/${body.export_task_id}`);
    expect([again.status, again.body.error_code]).toEqual([404, "IOTDA.014700"]);
  });
});

it("files, what was made of them, and exports are still there after a kill -9", async () => {
  const [dataDir, copy] = [folder(), folder()];
  const before = await startSimulator({ dataDir });
  const fileId = await uploadRows(before, "a.xlsx", [
    ["product_id", "node_id"],
    [METER, "lot-1"],
  ]);
  const order = { task_name: "t", task_type: "createDevices", document_source: fileId };
  const { task_id: taskId } = (await before.client.post<TaskJson>("/batchtasks", order)).body;
  before.pass(30_000);
  const { body } = await createExport(before, taskId);
  cpSync(dataDir, copy, { recursive: true });
  before.pass(10_000);
  const after = await startSimulator({ dataDir: copy, wallTime: before.now() });
  expect(await list(after)).toEqual(await list(before));
  const [lost, kept] = [before, after].map(async (running) =>
    rowsOf((await download(running, body.export_task_id)).bytes),
  );
  expect(await kept).toEqual(await lost);
  expect((await after.client.get(`/devices/${METER}_lot-1`)).status).toBe(200);
  expect((await after.client.get("/batchtask-files")).body).toMatchObject({ files: [{ file_id: fileId }] });
});

describe("limits of exports", () => {
  it("allow five unfinished ones", async () => {
    const running = await startSimulator();
    const ids = [];
    for (let k = 0; k < 6; k++) ids.push(await doneTask(running));
    for (const id of ids.slice(0, 5)) expect((await createExport(running, id)).status).toBe(201);
    const sixth = await createExport(running, ids[5] ?? "");
    expect([sixth.status, sixth.body.error_code]).toEqual([403, "IOTDA.014701"]);
    running.pass(10_000);
    expect((await createExport(running, ids[5] ?? "")).status).toBe(201);
  });

  it("keep fifty", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const made = [];
    for (let k = 0; k < 51; k++) {
      made.push((await createExport(running, await doneTask(running, ["x"]))).body.export_task_id);
      running.pass(10_000);
      if (k === 49) expect((await list(running)).page.count).toBe(50);
    }
    const { page, export_tasks: newest } = await list(running, { limit: 50 });
    expect(page.count).toBe(50);
    expect(newest.map((entry) => entry.export_task_id)).toEqual(made.slice(1).toReversed());
  });

  it.each([
    [{ resource_type: "BatchTasks" }, 400, "IOTDA.000006"],
    [{ resource_condition: {} }, 400, "IOTDA.000006"],
    [{ resource_condition: { task_id: "0".repeat(24) } }, 404, "IOTDA.014200"],
    [{ export_format: "csv" }, 400, "IOTDA.000006"],
    [{ app_type: "SPACE" }, 400, "IOTDA.000006"],
    [{ app_type: "APP", app_id: "nowhere" }, 403, "IOTDA.001000"],
    [{ app_type: "APP", app_id: HARBOUR }, 404, "IOTDA.014200"],
  ])("refuse %j", async (more, status, code) => {
    const running = await startSimulator({ fleet: "empty" });
    const reply = await createExport(running, await doneTask(running, ["x"]), more);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });
});

describe("the list of exports", () => {
  it("is filtered by condition, kind and space, and paged", async () => {
    const running = await startSimulator();
    const [first, second] = [await doneTask(running), await doneTask(running)];
    await createExport(running, first);
    await createExport(running, first, { app_type: "APP" });
    await createExport(running, second);
    const count = async (query: Record<string, string | number>) => (await list(running, query)).page.count;
    expect(await count({ resource_type: "BatchTask" })).toBe(3);
    expect(await count({ resource_condition: JSON.stringify({ task_id: first }) })).toBe(2);
    expect(await count({ app_type: "APP" })).toBe(1);
    expect(await count({ app_id: HARBOUR })).toBe(0);
    const page = await list(running, { limit: 2 });
    const rest = await list(running, { limit: 2, marker: page.page.marker ?? "" });
    expect([page.export_tasks.length, rest.export_tasks.length]).toEqual([2, 1]);
    expect((await list(running, { offset: 1 })).export_tasks).toHaveLength(2);
  });

  it.each([
    [{ resource_type: "Device" }, "IOTDA.000006"],
    [{ resource_condition: "task_id" }, "IOTDA.000006"],
    [{ limit: 51 }, "IOTDA.000017"],
    [{ marker: "x" }, "IOTDA.000018"],
    [{ offset: 501 }, "IOTDA.000006"],
  ])("refuses %j", async (query, code) => {
    const { client } = await startSimulator({ fleet: "empty" });
    expect((await client.get("/export-tasks", query)).body.error_code).toBe(code);
  });
});
