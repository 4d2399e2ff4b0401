import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Page, pagingQuery } from "./page";
import { NoBody, NoQuery, TaskParams } from "./path-params";
import { Subtask, SubtaskFilter, SubtaskSummary } from "./subtasks";
import { Task } from "./tasks";

export const FrozenParams = TaskParams.extend({ key: z.uuid() });

/** `rows`: how many were kept. */
export const Freeze = z.strictObject({ key: z.uuid(), at: Instant, rows: z.int().min(0) });
export type Freeze = z.infer<typeof Freeze>;

/** A task as it was at a moment; nothing can be done with it, so every capability says `frozen`. */
export const FrozenTask = Freeze.extend({
  task: Task,
  summary: SubtaskSummary,
  madeBy: z.strictObject({ id: z.string(), name: z.string() }),
});
export type FrozenTask = z.infer<typeof FrozenTask>;

/** What is kept of a row and its place; code and message are those of its cause. */
export const FrozenSubtask = Subtask.pick({
  target: true,
  status: true,
  cause: true,
  errorCode: true,
  errorMessage: true,
}).extend({ ord: z.int().min(0) });
export type FrozenSubtask = z.infer<typeof FrozenSubtask>;

export const ListFrozenSubtasksQuery = z.strictObject({
  status: SubtaskFilter.status,
  cause: SubtaskFilter.cause,
  q: SubtaskFilter.q,
  ...pagingQuery,
});
export type ListFrozenSubtasksQuery = z.infer<typeof ListFrozenSubtasksQuery>;

export const FrozenSubtaskList = z.strictObject({ items: z.array(FrozenSubtask), page: Page });
export type FrozenSubtaskList = z.infer<typeof FrozenSubtaskList>;

export const freezeTask = defineEndpoint({
  id: "freezeTask",
  method: "POST",
  path: "/connections/{connection}/tasks/{taskId}/freezes",
  summary: "Keep the task with its counts, causes and rows as they are now, to be shown under a key",
  // It copies what the caller may read and leaves the platform alone: an export that stays here.
  access: "export",
  params: TaskParams,
  query: NoQuery,
  body: NoBody,
  answers: { 201: Freeze },
});

export const showFrozenTask = defineEndpoint({
  id: "showFrozenTask",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/frozen/{key}",
  summary: "The task as it was when that key was made, whatever became of it",
  access: "read",
  params: FrozenParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: FrozenTask },
});

export const listFrozenSubtasks = defineEndpoint({
  id: "listFrozenSubtasks",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/frozen/{key}/subtasks",
  summary: "A page of the rows kept under that key, in order of first sight",
  access: "read",
  params: FrozenParams,
  query: ListFrozenSubtasksQuery,
  body: NoBody,
  answers: { 200: FrozenSubtaskList },
});
