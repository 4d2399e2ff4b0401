import * as z from "zod";
import { CreateTask, CreateTaskFields } from "./create-task";
import { defineEndpoint } from "./endpoint";
import { Instant, JsonObject } from "./json";
import { Operation, RerunTask } from "./operations";
import { Page, pagingQuery } from "./page";
import { ConnectionParams, NoBody, TaskParams } from "./path-params";
import { Snapshot } from "./snapshot";

export const Progress = z.strictObject({
  total: z.int().min(0),
  waiting: z.int().min(0),
  processing: z.int().min(0),
  success: z.int().min(0),
  fail: z.int().min(0),
  failWaitRetry: z.int().min(0),
  stopped: z.int().min(0),
  removed: z.int().min(0),
  timeout: z.int().min(0),
});
export type Progress = z.infer<typeof Progress>;

export const TaskPolicy = z.strictObject({
  scheduleTime: Instant.nullable(),
  retryCount: z.int().nullable(),
  retryIntervalMinutes: z.int().nullable(),
});
export type TaskPolicy = z.infer<typeof TaskPolicy>;

export const TargetKind = z.enum([
  "list",
  "groups",
  "file",
  "deviceType",
  "area",
  "groupNames",
  "broadcast",
  "unknown",
]);
export type TargetKind = z.infer<typeof TargetKind>;

export const TaskTargets = z.strictObject({
  kind: TargetKind,
  count: z.int().min(0),
  sample: z.array(z.string()),
  groupIds: z.array(z.string()).optional(),
  fileName: z.string().optional(),
  /** Legacy: what chose the devices, where that is no list and no group ids (sheet §13.4). */
  deviceType: z.string().optional(),
  manufacturerId: z.string().optional(),
  model: z.string().optional(),
  deviceLocation: z.string().optional(),
  names: z.array(z.string()).optional(),
});

export const Capability = z.strictObject({
  allowed: z.boolean(),
  /** A word of `lib/domain/capabilities.ts`; its text is `capability.{reason}` in the message catalogues. */
  reason: z.string().optional(),
});
export type Capability = z.infer<typeof Capability>;

export const Capabilities = z.strictObject({
  retry: Capability,
  stop: Capability,
  confirm: Capability,
  delete: Capability,
  rerun: Capability,
});
export type Capabilities = z.infer<typeof Capabilities>;

export const PersonRef = z.strictObject({ id: z.string(), name: z.string(), kind: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

export const Task = z.strictObject({
  connection: z.string(),
  taskId: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  platformStatus: z.string(),
  statusDescription: z.string().nullable(),
  mode: z.string().nullable(),
  extInfo: JsonObject.nullable(),
  needConfirm: z.boolean().nullable(),
  appId: z.string().nullable(),
  targets: TaskTargets,
  document: JsonObject.nullable(),
  policy: TaskPolicy,
  progress: Progress,
  createdAt: Instant,
  createdBy: PersonRef.nullable(),
  rerunOf: z.string().nullable(),
  clonedFrom: z.string().nullable(),
  timeoutMinutes: z.int().optional(),
  tags: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  capabilities: Capabilities,
  snapshot: Snapshot,
});
export type Task = z.infer<typeof Task>;

export const TaskSummary = Task.omit({ document: true, extInfo: true }).extend({
  targets: TaskTargets.omit({ sample: true }),
});
export type TaskSummary = z.infer<typeof TaskSummary>;

/**
 * `attention`: ended with failures, or running with over 2 % failed or with nothing settled for an hour; `scheduled`:
 * waiting for a moment somebody set.
 */
export const TaskListView = z.enum(["running", "attention", "scheduled"]);
export type TaskListView = z.infer<typeof TaskListView>;

/** `-`: from the greatest down. `failed` is the share of failed devices; equal ones come newest first. */
export const TaskListSort = z.enum([
  "-created",
  "created",
  "name",
  "-name",
  "status",
  "-status",
  "failed",
  "-failed",
  "targets",
  "-targets",
]);
export type TaskListSort = z.infer<typeof TaskListSort>;

export const ListTasksQuery = z.strictObject({
  view: TaskListView.optional(),
  status: z.array(z.string().min(1).max(64)).max(20).optional(),
  type: z.array(z.string().min(1).max(64)).max(20).optional(),
  /** A part of the name, case ignored, or a whole task id. */
  q: z.string().min(1).max(128).optional(),
  appId: z.string().min(1).max(36).optional(),
  createdFrom: Instant.optional(),
  createdTo: Instant.optional(),
  /** A person's id or name; `-`: made outside Muster. */
  createdBy: z.string().min(1).max(128).optional(),
  /** A device's whole id. */
  target: z.string().min(1).max(128).optional(),
  /** Newest first when it is not given. */
  sort: TaskListSort.optional(),
  ...pagingQuery,
});
export type ListTasksQuery = z.infer<typeof ListTasksQuery>;

export const TaskList = z.strictObject({ items: z.array(TaskSummary), page: Page, snapshot: Snapshot });
export type TaskList = z.infer<typeof TaskList>;

export const ShowTaskQuery = z.strictObject({ fresh: z.literal("1").optional() });

export const listTasks = defineEndpoint({
  id: "listTasks",
  method: "GET",
  path: "/connections/{connection}/tasks",
  summary: "Tasks of a connection, newest first unless sorted otherwise",
  access: "read",
  params: ConnectionParams,
  query: ListTasksQuery,
  body: NoBody,
  answers: { 200: TaskList },
});

export const createTask = defineEndpoint({
  id: "createTask",
  method: "POST",
  path: "/connections/{connection}/tasks",
  summary: "Create a batch task: 201 once the platform answered, else 202 with the operation",
  access: "change",
  idempotent: true,
  params: ConnectionParams,
  query: z.strictObject({}),
  body: CreateTask,
  answers: { 200: z.union([Task, Operation]), 201: Task, 202: Operation },
});

export const showTask = defineEndpoint({
  id: "showTask",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}",
  summary: "One task; `fresh=1` asks the platform first",
  access: "read",
  params: TaskParams,
  query: ShowTaskQuery,
  body: NoBody,
  answers: { 200: Task },
});

export const rerunTask = defineEndpoint({
  id: "rerunTask",
  method: "POST",
  path: "/connections/{connection}/tasks/{taskId}/rerun",
  summary: "A new task of the same type and document for subtasks of this one; answers as a create",
  access: "change",
  idempotent: true,
  params: TaskParams,
  query: z.strictObject({}),
  body: RerunTask,
  answers: { 200: z.union([Task, Operation]), 201: Task, 202: Operation },
});

export const DeleteTaskQuery = z.strictObject({
  /** Held so long, as an operation that can be taken back; 202 instead of 204. */
  holdSeconds: z.coerce.number().pipe(CreateTaskFields.shape.holdSeconds.unwrap()).optional(),
  /** Why: for the audit trail, and for all who see the task. */
  reason: CreateTaskFields.shape.reason,
});

export const deleteTask = defineEndpoint({
  id: "deleteTask",
  method: "DELETE",
  path: "/connections/{connection}/tasks/{taskId}",
  summary: "Delete the task's record on the platform; the snapshot stays, marked",
  access: "irreversible",
  params: TaskParams,
  query: DeleteTaskQuery,
  body: NoBody,
  answers: { 202: Operation, 204: true },
});
