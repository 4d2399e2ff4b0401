import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, NoQuery, TaskParams } from "./path-params";
import { Snapshot } from "./snapshot";

/** Columns of the chart of what settled when (ui.md §5.2). */
const mostColumns = 22;

/** What devices that do not move wait for; texts are `waitsFor.{word}` in the message catalogues. */
export const WaitsFor = z.enum([
  /** The platform works out the targets. */
  "targets",
  "schedule",
  "confirmation",
  /** All ten places of the resource space are taken, by tasks Muster knows. */
  "slot",
  /** Ready, and not started by the platform for a reason it does not tell. */
  "platform",
  /** The platform starts devices in batches of its own. */
  "batches",
  /** The automatic retry of what failed. */
  "retry",
  /** Devices that are offline: the platform tries them again when they come online. */
  "devices",
  "stopping",
]);
export type WaitsFor = z.infer<typeof WaitsFor>;

const Between = z.strictObject({ from: Instant, to: Instant });

/** How a task gets on. Whatever is not known is null, never a guess. */
export const TaskProgress = z.strictObject({
  /** What settled, and how much of it failed, in equal spans of the run (since it was last opened again). */
  points: z
    .array(z.strictObject({ ...Between.shape, settled: z.int().min(0), failed: z.int().min(0) }))
    .max(mostColumns),
  /** Devices settled a minute over the last ten minutes. */
  pace: z.number().positive().nullable(),
  /** Seconds until all are settled, from the spread of the pace. */
  left: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }).nullable(),
  likelyDoneBetween: Between.nullable(),
  /** Nothing has settled since, for five minutes or longer; with what that is likely to wait for. */
  quiet: z.strictObject({ since: Instant, because: WaitsFor.nullable() }).nullable(),
  /**
   * Devices in Processing in which nothing was seen to change for longer than usual: the filter
   * `status=Processing&changedBefore=`. `basis`: what is usual was learned from ended tasks, or is the platform's word.
   */
  stuck: z
    .strictObject({
      count: z.int().min(1),
      olderThanSeconds: z.int().min(1),
      changedBefore: Instant,
      basis: z.enum(["learned", "documented"]),
    })
    .nullable(),
  /** When the first of the devices that wait for it is retried by the platform. */
  nextRetry: z.strictObject({ at: Instant, count: z.int().min(1) }).nullable(),
  waitsFor: WaitsFor.nullable(),
  /** When it was seen to start moving, and seen to be over. */
  ran: z.strictObject({ from: Instant.nullable(), to: Instant.nullable() }),
  snapshot: Snapshot,
});
export type TaskProgress = z.infer<typeof TaskProgress>;

export const showTaskProgress = defineEndpoint({
  id: "showTaskProgress",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/progress",
  summary: "Pace, time left and what a task waits for",
  access: "read",
  params: TaskParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: TaskProgress },
});
