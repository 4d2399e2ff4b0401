import { createHash } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import { ApiClient } from "./api";
import { type Call, sandbox } from "./sandbox";

type Json = Record<string, unknown>;

/** A task that was sent from Review, and the request Review showed for it. */
export interface SentTask {
  connection: string;
  name: string;
  operationId: string;
  body: Json;
  /** The workbook that went with it. */
  workbook?: { name: string; content: Uint8Array };
}

const createPaths = /\/batchtasks$|\/batchtask\/v1\.1\.0\/tasks$/;

/** Creates of this name that the platform carried out. */
export async function createsOf(name: string): Promise<Call[]> {
  return (await sandbox.calls()).filter((call) => isCreateOf(call, name));
}

function isCreateOf({ method, path, status, body }: Call, name: string): boolean {
  if (method !== "POST" || !createPaths.test(path) || status === 0 || status >= 300) return false;
  return [body?.task_name, body?.taskName].includes(name);
}

/** Waits until an operation has made its task; answers the task's id. */
export async function taskOf(api: ApiClient, operationId: string): Promise<string> {
  let taskId = "";
  await expect(async () => {
    const operation = await (await api.get(`/operations/${operationId}`)).json();
    expect(operation.error).toBeUndefined();
    expect(operation).toMatchObject({ state: "done", taskId: expect.any(String) });
    taskId = operation.taskId;
  }).toPass({ timeout: 60_000, intervals: [500] });
  return taskId;
}

/**
 * Each became exactly one task, and what the platform received is what Review showed, to the letter. Answers them with
 * their task ids.
 */
export async function expectSentAsShown(
  request: APIRequestContext,
  sent: readonly SentTask[],
): Promise<(SentTask & { taskId: string })[]> {
  const made = [];
  for (const each of sent) {
    const taskId = await taskOf(new ApiClient(request, each.connection), each.operationId);
    made.push({ ...each, taskId });
  }
  expect(new Set(made.map(({ taskId }) => taskId)).size).toBe(sent.length);
  const calls = await sandbox.calls();
  for (const { name, body, workbook } of sent) {
    const creates = calls.filter((call) => isCreateOf(call, name));
    expect(
      creates.map(({ status }) => status),
      `creates of ${name}`,
    ).toHaveLength(1);
    const received = creates[0]?.body;
    const fileId = workbook && arrivedFile(calls, workbook, received);
    expect(received, name).toEqual(fileId ? { ...body, document_source: fileId } : body);
  }
  return made;
}

/** The id the upload of these very bytes answered; under a name of its own, and uploaded once. */
function arrivedFile(
  calls: readonly Call[],
  { name, content }: NonNullable<SentTask["workbook"]>,
  received?: Json,
) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const files = calls.flatMap(({ file }) => file ?? []);
  const arrived = files.filter((file) => file.sha256 === sha256);
  expect(arrived, `uploads of ${name}`).toEqual([
    { id: received?.document_source, name: expect.stringMatching(/\.xlsx$/), bytes: content.length, sha256 },
  ]);
  expect(files.filter((file) => file.name === arrived[0]?.name)).toHaveLength(1);
  return arrived[0]?.id;
}
