import * as z from "zod";
import { Advice, CauseNote } from "./advice";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Page, pagingQuery } from "./page";
import { NoBody, TaskParams } from "./path-params";
import { Snapshot } from "./snapshot";

export const Subtask = z.strictObject({
  target: z.string(),
  status: z.string(),
  platformStatus: z.string(),
  output: z.string().nullable(),
  /** The error code, else a hash of the normalised message; null when there is no failure. */
  cause: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  attempt: z.int().min(1).nullable(),
  firstSeenAt: Instant,
  changedAt: Instant.nullable(),
  commandId: z.string().optional(),
});
export type Subtask = z.infer<typeof Subtask>;

export const SubtaskFilter = {
  status: z.array(z.string().min(1).max(64)).max(20).optional(),
  cause: z.array(z.string().min(1).max(128)).max(20).optional(),
  q: z.string().min(1).max(128).optional(),
  tries: z.coerce.number().int().min(1).max(1000).optional(),
  /** Last seen to change before this moment (or never since first sight, which was before it). */
  changedBefore: Instant.optional(),
  /** The rows of a stored selection. */
  selection: z.uuid().optional(),
};

/** First seen first, which is the usual order, or by device id; either is stable while rows change. */
export const SubtaskSort = z.enum(["seen", "device", "-device"]);
export type SubtaskSort = z.infer<typeof SubtaskSort>;

export const ListSubtasksQuery = z.strictObject({
  ...SubtaskFilter,
  commandId: z.string().min(1).max(128).optional(),
  sort: SubtaskSort.optional(),
  ...pagingQuery,
});
export type ListSubtasksQuery = z.infer<typeof ListSubtasksQuery>;

export const SubtaskList = z.strictObject({ items: z.array(Subtask), page: Page, snapshot: Snapshot });
export type SubtaskList = z.infer<typeof SubtaskList>;

export const CauseCount = z.strictObject({
  cause: z.string(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  count: z.int().min(1),
  advice: Advice.nullable(),
  /** What the team of the connection wrote about it. */
  note: CauseNote.nullable(),
});
export type CauseCount = z.infer<typeof CauseCount>;

export const SubtaskSummary = z.strictObject({
  byStatus: z.record(z.string(), z.int().min(0)),
  byError: z.array(CauseCount),
  snapshot: Snapshot,
});
export type SubtaskSummary = z.infer<typeof SubtaskSummary>;

export const listSubtasks = defineEndpoint({
  id: "listSubtasks",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks",
  summary: "A page of a task's subtasks, in order of first sight or by device",
  access: "read",
  params: TaskParams,
  query: ListSubtasksQuery,
  body: NoBody,
  answers: { 200: SubtaskList },
});

export const summariseSubtasks = defineEndpoint({
  id: "summariseSubtasks",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/summary",
  summary: "Counts by status and by cause of failure",
  access: "read",
  params: TaskParams,
  query: z.strictObject({}),
  body: NoBody,
  answers: { 200: SubtaskSummary },
});
