import * as z from "zod";
import { Advice } from "./advice";
import { defineEndpoint } from "./endpoint";
import { Page, pagingQuery } from "./page";
import { ConnectionSlug, NoBody } from "./path-params";
import { Snapshot } from "./snapshot";
import { SubtaskParams } from "./subtask-history";
import { Subtask } from "./subtasks";
import { Task } from "./tasks";

export const DeviceParams = z.strictObject({
  connection: ConnectionSlug,
  deviceId: SubtaskParams.shape.target,
});

/** What a task made of one device. */
export const DeviceTask = z.strictObject({
  task: Task.pick({ taskId: true, name: true, type: true, status: true, createdAt: true, createdBy: true }),
  subtask: Subtask,
  /** Of a failure; null when nobody has written anything about it yet. */
  advice: Advice.nullable(),
});
export type DeviceTask = z.infer<typeof DeviceTask>;

export const DeviceTaskList = z.strictObject({
  items: z.array(DeviceTask),
  page: Page,
  /** All rows of the device by their status, whatever the filter. */
  byStatus: z.record(z.string(), z.int().min(0)),
  /** Tasks that may have had the device too: not all rows are read yet, or they are no longer kept. */
  notLookedAt: z.strictObject({ unread: z.int().min(0), dropped: z.int().min(0) }),
  snapshot: Snapshot,
});
export type DeviceTaskList = z.infer<typeof DeviceTaskList>;

export const ListDeviceTasksQuery = z.strictObject({
  status: z.array(z.string().min(1).max(64)).max(20).optional(),
  ...pagingQuery,
});
export type ListDeviceTasksQuery = z.infer<typeof ListDeviceTasksQuery>;

export const listDeviceTasks = defineEndpoint({
  id: "listDeviceTasks",
  method: "GET",
  path: "/connections/{connection}/devices/{deviceId}/tasks",
  summary: "One device across all tasks held here, newest task first; never asks the platform",
  access: "read",
  params: DeviceParams,
  query: ListDeviceTasksQuery,
  body: NoBody,
  answers: { 200: DeviceTaskList },
});
