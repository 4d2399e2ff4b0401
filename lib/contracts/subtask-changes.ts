import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, TaskParams } from "./path-params";
import { Snapshot } from "./snapshot";

const Attempt = z.int().min(1).max(1000);

/** Devices of one cell that are opened as a list; what is more is only counted. */
export const mostSelected = 200_000;
/** Cells of causes an answer holds: the largest ones. */
export const mostCauseCells = 200;

/** The state at a moment, `to` by default now, or the one an attempt ended in; of attempts both are named. */
export const ChangesQuery = z
  .strictObject({
    from: Instant.optional(),
    to: Instant.optional(),
    fromAttempt: z.coerce.number().pipe(Attempt).optional(),
    toAttempt: z.coerce.number().pipe(Attempt).optional(),
  })
  .refine(
    ({ from, to, fromAttempt, toAttempt }) =>
      from === undefined
        ? to === undefined && fromAttempt !== undefined && toAttempt !== undefined && fromAttempt < toAttempt
        : fromAttempt === undefined &&
          toAttempt === undefined &&
          (to === undefined || Date.parse(from) < Date.parse(to)),
    { error: "must be `from` with or without a later `to`, or `fromAttempt` with a higher `toAttempt`" },
  );
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/** What was compared: two moments, or what two attempts ended in. */
export const ChangeSpan = z.union([
  z.strictObject({ from: Instant, to: Instant }),
  z.strictObject({ fromAttempt: Attempt, toAttempt: Attempt }),
]);
export type ChangeSpan = z.infer<typeof ChangeSpan>;

/** Devices by what they were and what they are. */
export const ChangeCell = z.strictObject({
  /** Of statuses null: not seen yet. Of causes null: not failed. */
  was: z.string().nullable(),
  /** Of causes null: not failed. */
  is: z.string().nullable(),
  count: z.int().min(1),
});
export type ChangeCell = z.infer<typeof ChangeCell>;

export const SubtaskChanges = z.strictObject({
  span: ChangeSpan,
  /** Devices compared (of attempts those that reached both), and those whose status or cause is another one. */
  devices: z.int().min(0),
  changed: z.int().min(0),
  byStatus: z.array(ChangeCell),
  byCause: z.array(ChangeCell).max(mostCauseCells),
  /** Devices in cells of causes that are left out. */
  otherCauses: z.int().min(0),
  /** The causes of `byCause` with the platform's code, or a text of it. */
  causes: z.array(
    z.strictObject({ cause: z.string(), code: z.string().nullable(), message: z.string().nullable() }),
  ),
  snapshot: Snapshot,
});
export type SubtaskChanges = z.infer<typeof SubtaskChanges>;

/** One cell, to open its devices: the body of a selection. */
export const ChangeSelection = z.strictObject({
  kind: z.literal("change"),
  span: ChangeSpan,
  by: z.enum(["status", "cause"]),
  was: z.string().min(1).max(128).nullable(),
  is: z.string().min(1).max(128).nullable(),
});
export type ChangeSelection = z.infer<typeof ChangeSelection>;

export const listSubtaskChanges = defineEndpoint({
  id: "listSubtaskChanges",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/changes",
  summary: "How many devices went from which status and cause to which, between two moments or attempts",
  access: "read",
  params: TaskParams,
  query: ChangesQuery,
  body: NoBody,
  answers: { 200: SubtaskChanges },
});
