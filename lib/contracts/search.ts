import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { ConnectionParams, NoBody } from "./path-params";

/** Results a group holds at most, and ids that can be asked for at once. */
export const searchLimits = { group: 5, ids: 50 } as const;

export const FoundTask = z.strictObject({
  taskId: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  createdAt: Instant,
});
export type FoundTask = z.infer<typeof FoundTask>;

export const FoundDevice = z.strictObject({
  deviceId: z.string(),
  /** How many tasks have a row of it. */
  tasks: z.int().min(0),
  /** Its state in the newest of them, and when that was seen to change. */
  last: z.strictObject({ status: z.string(), at: Instant }).nullable(),
});
export type FoundDevice = z.infer<typeof FoundDevice>;

/** A row of the first device found, in one of its newest tasks. */
export const FoundSubtask = z.strictObject({
  taskId: z.string(),
  name: z.string(),
  target: z.string(),
  status: z.string(),
  at: Instant,
});
export type FoundSubtask = z.infer<typeof FoundSubtask>;

export const FoundFile = z.strictObject({
  name: z.string(),
  /** The task that was made from it; null for a workbook that is kept for a draft. */
  task: z.strictObject({ taskId: z.string(), name: z.string() }).nullable(),
  at: Instant,
});
export type FoundFile = z.infer<typeof FoundFile>;

export const SearchResults = z.strictObject({
  tasks: z.array(FoundTask).max(searchLimits.group),
  devices: z.array(FoundDevice).max(Math.max(searchLimits.group, searchLimits.ids)),
  subtasks: z.array(FoundSubtask).max(searchLimits.group),
  files: z.array(FoundFile).max(searchLimits.group),
  /** Groups of which there is more than is told. */
  more: z.array(z.enum(["tasks", "devices", "files"])),
});
export type SearchResults = z.infer<typeof SearchResults>;

export const SearchQuery = z.strictObject({
  /** A task's id or part of its name, a device's id or its beginning (with or without the product), part of a file's name. */
  q: z.string().trim().min(1).max(128).optional(),
  /** Whole ids of devices instead: for each, in how many tasks it is. */
  id: z.array(z.string().min(1).max(256)).max(searchLimits.ids).optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const search = defineEndpoint({
  id: "search",
  method: "GET",
  path: "/connections/{connection}/search",
  summary:
    "Tasks, devices and files by what somebody typed, out of what is held here; never asks the platform",
  access: "read",
  params: ConnectionParams,
  query: SearchQuery,
  body: NoBody,
  answers: { 200: SearchResults },
});
