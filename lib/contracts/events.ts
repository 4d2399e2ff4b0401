import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Operation } from "./operations";
import { ConnectionParams, NoBody, TaskId } from "./path-params";
import { Snapshot } from "./snapshot";
import { TaskSummary } from "./tasks";

/** Query of `GET /connections/{connection}/events`: the whole connection, or one task with its rows and operations. */
export const EventsQuery = z.strictObject({ task: TaskId.optional() });
export type EventsQuery = z.infer<typeof EventsQuery>;

/**
 * What a stream of server-sent events tells, by the name of the event. An event with an `id:` can be gone on from
 * (`Last-Event-ID`); one without only tells an age or a state that the next connect tells anyhow.
 */
export const liveEvents = {
  /** How old the data is: of the task, or of the list when the stream is the connection's. First after every connect. */
  snapshot: z.strictObject({ taskId: z.string().nullable(), snapshot: Snapshot }),
  /** The task as it is now. */
  task: z.strictObject({ taskId: z.string(), task: TaskSummary }),
  /** Rows of the task changed; how many there are by status now. */
  subtasks: z.strictObject({
    taskId: z.string(),
    byStatus: z.record(z.string(), z.int().min(0)),
    at: Instant,
  }),
  /** Tasks that came or moved; null: too many to name, read the list anew. */
  tasks: z.strictObject({ items: z.array(TaskSummary).max(50).nullable() }),
  operation: z.strictObject({
    operation: Operation.pick({ id: true, kind: true, state: true, taskId: true }).extend({
      total: z.int().min(0).nullable(),
      succeeded: z.int().min(0),
      failed: z.int().min(0),
    }),
  }),
  /** It answers again, or no longer; it was archived, or changed. */
  connection: z.strictObject({
    connection: z.string(),
    archived: z.boolean(),
    readOnly: z.boolean(),
    down: z.strictObject({ since: Instant, reason: z.string() }).nullable(),
  }),
  /** What was missed cannot be told any more: read everything anew. */
  reset: z.strictObject({}),
} as const;

export type LiveEventName = keyof typeof liveEvents;
export type LiveEventData<Name extends LiveEventName> = z.infer<(typeof liveEvents)[Name]>;

/** The first bytes come at once, and a comment every 15 s: a client that hears nothing for longer connects anew. */
export const watchEvents = defineEndpoint({
  id: "watchEvents",
  method: "GET",
  path: "/connections/{connection}/events",
  summary: "Server-sent events of a connection, or of one of its tasks; goes on behind `Last-Event-ID`",
  access: "read",
  params: ConnectionParams,
  query: EventsQuery,
  body: NoBody,
  answers: { events: true },
  events: liveEvents,
});
