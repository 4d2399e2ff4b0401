import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, NoQuery, TaskParams } from "./path-params";
import { ChangeSelection } from "./subtask-changes";

/** Devices a list may name, as a task takes them. */
export const mostListed = 30_000;

/** Devices by their ids, in any order; one that is named twice counts once. */
export const ListSelection = z.strictObject({
  targets: z.array(z.string().min(1).max(128)).min(1).max(mostListed),
});
export type ListSelection = z.infer<typeof ListSelection>;

/** A list of devices, or those of one cell of what changed. */
export const NewSelection = z.union([ListSelection, ChangeSelection]);
export type NewSelection = z.infer<typeof NewSelection>;

/** Rows of a task that an address or a call names by their id: `filter.selection`. */
export const KeptSelection = z.strictObject({
  id: z.uuid(),
  /** Devices of it that are in the task. */
  found: z.int().min(0),
  /** Ids of a list that are not. */
  notFound: z.array(z.string()),
});
export type KeptSelection = z.infer<typeof KeptSelection>;

/** What a selection is, for who comes to it by its address. */
export const ShownSelection = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["list", "change"]),
  /** Rows it has; a device with several commands has as many. */
  count: z.int().min(0),
  notFound: z.array(z.string()),
  createdAt: Instant,
  createdBy: z.strictObject({ id: z.string(), name: z.string() }),
  /** The cell of what changed. */
  request: ChangeSelection.optional(),
});
export type ShownSelection = z.infer<typeof ShownSelection>;

export const keepSelection = defineEndpoint({
  id: "keepSelection",
  method: "POST",
  path: "/connections/{connection}/tasks/{taskId}/selections",
  summary: "Keep chosen subtasks under an id for 30 days, to filter by or to act on",
  access: "read",
  params: TaskParams,
  query: NoQuery,
  body: NewSelection,
  answers: { 201: KeptSelection },
});

export const showSelection = defineEndpoint({
  id: "showSelection",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/selections/{selection}",
  summary: "What a kept selection of subtasks is, and who made it",
  access: "read",
  params: TaskParams.extend({ selection: z.uuid() }),
  query: NoQuery,
  body: NoBody,
  answers: { 200: ShownSelection },
});
