import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Operation } from "./operations";
import { Page, pagingQuery } from "./page";
import { NoBody, TaskParams } from "./path-params";
import { PersonRef } from "./tasks";

/** Another task of the connection; the name is null when Muster does not hold it. */
export const TaskRef = z.strictObject({ taskId: z.string(), name: z.string().nullable() });
export type TaskRef = z.infer<typeof TaskRef>;

/** How the devices of an operation were chosen: all the platform takes, by their ids, or by what they matched. */
export const ActivitySet = z.strictObject({
  by: z.enum(["all", "targets", "filter"]),
  status: z.array(z.string()).optional(),
  cause: z.array(z.string()).optional(),
  q: z.string().optional(),
  tries: z.int().optional(),
  changedBefore: Instant.optional(),
  first: z.int().optional(),
  /** Rows kept under an id: a pasted list, or what changed between two moments. */
  kept: z.literal(true).optional(),
});
export type ActivitySet = z.infer<typeof ActivitySet>;

/** Where it was asked from; null where nobody knows. */
const surface = z.enum(["page", "embed", "api"]).nullable();
const moment = { key: z.string(), at: Instant };

export const Activity = z.discriminatedUnion("kind", [
  z.strictObject({
    ...moment,
    kind: z.literal("operation"),
    operation: Operation,
    set: ActivitySet.nullable(),
    surface,
    /** Of a re-run: the task it made, or the one it ran anew. */
    related: TaskRef.nullable(),
  }),
  /** The platform was seen to take the task from one status to another. */
  z.strictObject({ ...moment, kind: z.literal("status"), before: z.string(), after: z.string() }),
  /** `made` outside Muster; first `seen` here; `deleted` on the platform. */
  z.strictObject({ ...moment, kind: z.enum(["made", "seen", "deleted"]) }),
  z.strictObject({
    ...moment,
    kind: z.literal("act"),
    act: z.enum(["export", "reveal", "freeze", "note", "note_deleted"]),
    by: PersonRef,
    surface,
    /** Rows that went out or were kept. */
    count: z.int().nullable(),
    /** The device, or the key of the cause. */
    subject: z.string().nullable(),
  }),
]);
export type Activity = z.infer<typeof Activity>;

export const ActivityList = z.strictObject({
  items: z.array(Activity),
  page: Page,
  /** Where the task comes from, and the newest that run it anew. */
  lineage: z.strictObject({
    rerunOf: TaskRef.nullable(),
    clonedFrom: TaskRef.nullable(),
    rerunAs: z.array(TaskRef),
  }),
});
export type ActivityList = z.infer<typeof ActivityList>;

export const listActivity = defineEndpoint({
  id: "listActivity",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/activity",
  summary: "What people and the platform did to a task, newest first, and the tasks it comes from or became",
  access: "read",
  params: TaskParams,
  query: z.strictObject({ limit: pagingQuery.limit, cursor: pagingQuery.cursor }),
  body: NoBody,
  answers: { 200: ActivityList },
});
