import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { orderUpgrade, sandbox } from "./support/sandbox";
import { newWaterMeters, stage, waterMeters } from "./support/stage";

test("a script with the token creates, watches, retries and sees all succeed", async ({ request }) => {
  const api = new ApiClient(request);
  const devices = newWaterMeters(12);
  const failing = devices.slice(0, 3);
  await orderUpgrade(devices, failing);

  const taskId = await api.createUpgrade(uniqueName("api_job"), devices);
  await expect(async () => {
    await sandbox.advance(30_000);
    const task = await api.task(taskId);
    expect(task.status).toBe("PartialSuccess");
    expect(task.progress).toMatchObject({ total: 12, success: 9, fail: 3 });
    expect(task.snapshot.subtasksComplete).toBe(true);
  }).toPass({ timeout: 90_000 });

  const failed = await (await api.get(`/tasks/${taskId}/subtasks?status=Fail`)).json();
  expect(failed.items.map((row: { target: string }) => row.target).sort()).toEqual([...failing].sort());
  const summary = await (await api.get(`/tasks/${taskId}/subtasks/summary`)).json();
  expect(summary.byStatus).toMatchObject({ Success: 9, Fail: 3 });
  expect(summary.byError).toHaveLength(1);
  expect(summary.byError[0].count).toBe(3);

  const key = randomUUID();
  const retry = await api.post(
    `/tasks/${taskId}/retry`,
    { filter: { status: ["Fail"] }, expectedCount: 3 },
    key,
  );
  expect(retry.status(), await retry.text()).toBe(202);
  const operation = await retry.json();
  const again = await api.post(
    `/tasks/${taskId}/retry`,
    { filter: { status: ["Fail"] }, expectedCount: 3 },
    key,
  );
  expect(again.status()).toBe(200);
  expect((await again.json()).id).toBe(operation.id);

  await expect(async () => {
    const done = await (await api.get(`/operations/${operation.id}`)).json();
    expect(done).toMatchObject({ state: "done", total: 3, succeeded: 3, failed: 0 });
  }).toPass({ timeout: 30_000 });
  await expect(async () => {
    await sandbox.advance(30_000);
    const task = await api.task(taskId);
    expect(task.status).toBe("Success");
    expect(task.progress).toMatchObject({ total: 12, success: 12, fail: 0 });
    expect(task.snapshot.final).toBe(true);
  }).toPass({ timeout: 90_000 });
});

test("a double press makes one task", async ({ request }) => {
  const api = new ApiClient(request);
  const key = randomUUID();
  const name = uniqueName("double");
  const devices = waterMeters(41_001, 2);
  const body = {
    name,
    type: "firmwareUpgrade",
    targets: { kind: "list", ids: devices },
    document: { package_id: "67a01c084c3d5e6f70819301" },
  };
  const answers = await Promise.all([api.post("/tasks", body, key), api.post("/tasks", body, key)]);
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 201]);
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
  expect(first.taskId).toBe(second.taskId);
  const other = await api.post("/tasks", { ...body, name: uniqueName("other") }, key);
  expect(other.status()).toBe(409);
});

test("openapi.json names every operation and needs a caller", async ({ request }) => {
  const anonymous = await request.get("/api/v1/openapi.json", { headers: { authorization: "" } });
  expect(anonymous.status()).toBe(401);
  const answer = await request.get("/api/v1/openapi.json", {
    headers: { authorization: `Bearer ${stage.apiToken}` },
  });
  const document = await answer.json();
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      "/connections/{connection}/tasks",
      "/connections/{connection}/tasks/{taskId}/retry",
    ]),
  );
});
