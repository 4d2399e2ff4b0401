import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, TaskParams } from "./path-params";
import { Snapshot } from "./snapshot";

/** What a subtask was before it changed; the platform keeps none of it. */
export const SubtaskChange = z.strictObject({
  status: z.string(),
  platformStatus: z.string(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  output: z.string().nullable(),
  attempt: z.int().min(1).nullable(),
  /** When it was first seen not to be so any more. */
  until: Instant,
});
export type SubtaskChange = z.infer<typeof SubtaskChange>;

/** Changes an answer holds at most: a subtask has a handful, unless somebody retries it in a loop. */
export const maximumHistory = 100;

export const SubtaskParams = TaskParams.extend({
  target: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,256}$/u, "must be a device's id"),
});

export const SubtaskHistory = z.strictObject({
  items: z.array(SubtaskChange).max(maximumHistory),
  /** Something is hidden in the output: what a new device signs in with, and whether the caller may have it shown. */
  secret: z.strictObject({ mayReveal: z.boolean() }).nullable(),
  snapshot: Snapshot,
});
export type SubtaskHistory = z.infer<typeof SubtaskHistory>;

/** On a legacy connection a device may have several commands; without `commandId` it is the first one. */
export const ShowSubtaskHistoryQuery = z.strictObject({ commandId: z.string().min(1).max(128).optional() });
export type ShowSubtaskHistoryQuery = z.infer<typeof ShowSubtaskHistoryQuery>;

export const showSubtaskHistory = defineEndpoint({
  id: "showSubtaskHistory",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/{target}/history",
  summary: "What a subtask was before, newest first",
  access: "read",
  params: SubtaskParams,
  query: ShowSubtaskHistoryQuery,
  body: NoBody,
  answers: { 200: SubtaskHistory },
});
