import { expect } from "@playwright/test";
import type { MadeTask } from "./action-tasks";
import type { ApiClient } from "./api";
import { type Call, sandbox } from "./sandbox";

/** A write about a task as the platform got it. */
export interface Write {
  act: "retry" | "stop" | "confirm" | "delete";
  body?: Record<string, unknown>;
}

/** Every write about this task, oldest first; what was answered and what was not. */
export async function callsAbout(taskId: string): Promise<(Write & Pick<Call, "status" | "fault">)[]> {
  const calls = await sandbox.calls();
  return calls
    .filter(({ method, path }) => method !== "GET" && path.includes(`/batchtasks/${taskId}`))
    .map(({ method, path, body, status, fault }) => ({
      act: method === "DELETE" ? "delete" : (path.split("/").pop() as Write["act"]),
      ...(body === undefined ? {} : { body }),
      ...{ status, fault },
    }));
}

/** Each was asked for once, arrived once, in this order and with this body. */
export async function expectWrites(taskId: string, expected: readonly Write[]): Promise<void> {
  const calls = await callsAbout(taskId);
  expect(calls.map(({ act, body }) => ({ act, ...(body ? { body } : {}) }))).toEqual(expected);
  expect(calls.filter(({ status }) => status >= 300)).toEqual([]);
}

const isCreate = ({ method, path }: Call) =>
  method === "POST" && /\/batchtasks$|\/batchtask\/v1\.1\.0\/tasks$/.test(path);
const nameOf = ({ body }: Call) => body?.task_name ?? body?.taskName;

/** Every create of this name that went out, carried out or not. */
export async function createsNamed(name: string): Promise<Call[]> {
  return (await sandbox.calls()).filter((call) => isCreate(call) && nameOf(call) === name);
}

/** The re-run of a task, once it has come to an end. */
export async function rerunOf(api: ApiClient, taskId: string) {
  const { items } = await (await api.get("/operations?kind=rerun&limit=200")).json();
  const found = items.filter((item: { create?: { rerunOf?: string } }) => item.create?.rerunOf === taskId);
  expect(found, `re-runs of ${taskId}`).toHaveLength(1);
  return found[0];
}

/** It became one task, which says what the first one said to these devices alone; answers its id. */
export async function expectRerun(
  api: ApiClient,
  { type, name, taskId }: Pick<MadeTask, "type" | "name" | "taskId">,
  targets: readonly string[],
): Promise<string> {
  await expect(async () => {
    expect(await rerunOf(api, taskId)).toMatchObject({ state: "done" });
  }).toPass({ timeout: 40_000, intervals: [500] });
  const made: string = (await rerunOf(api, taskId)).taskId;
  const again = `${name}_rerun_1`;
  expect(await api.task(made)).toMatchObject({ name: again, type, rerunOf: taskId });
  const { appId } = await api.task(taskId);
  const [[first], creates] = [await createsNamed(name), await createsNamed(again)];
  const spaces = creates.map(({ body }) => body?.app_id ?? appId);
  expect(spaces, again).toEqual([first?.body?.app_id ?? appId]);
  expect(
    creates.map(({ body }) => withoutSpace(body)),
    again,
  ).toEqual([sameBody(withoutSpace(first?.body), again, targets)]);
  await expect(async () => {
    const { items } = await (await api.get(`/tasks/${made}/subtasks`)).json();
    expect(items.map(({ target }: { target: string }) => target).sort()).toEqual([...targets].sort());
  }).toPass({ timeout: 20_000, intervals: [500] });
  return made;
}

/** The space a task was found in is named when it is known by then, though nobody named one before. */
const withoutSpace = ({ app_id: _, ...body }: Record<string, unknown> = {}) => body;

/** As it was, but for its name and its devices; of a workbook the platform is told the file alone. */
function sameBody(body: Record<string, unknown>, name: string, targets: readonly string[]) {
  if ("taskName" in body) {
    return { ...body, taskName: name, param: { ...Object(body.param), deviceList: targets } };
  }
  if (!("document_source" in body)) return { ...body, task_name: name, targets };
  return {
    ...body,
    task_name: name,
    document_source: expect.not.stringMatching(String(body.document_source)),
  };
}
