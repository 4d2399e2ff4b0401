import { z } from "zod";
import { defineEndpoint } from "./endpoint";
import { NoQuery, TaskParams } from "./path-params";
import { ChangeSelection } from "./subtask-changes";

/** Rows of a task that an address or a call names by their id: `filter.selection`. */
export const KeptSelection = z.strictObject({
  id: z.uuid(),
  count: z.int().min(0),
  /** Ids of a list that are not in the task. */
  notFound: z.array(z.string()),
});
export type KeptSelection = z.infer<typeof KeptSelection>;

export const keepSelection = defineEndpoint({
  id: "keepSelection",
  method: "POST",
  path: "/connections/{connection}/tasks/{taskId}/selections",
  summary: "Keep chosen subtasks under an id, to filter by or to act on",
  access: "read",
  params: TaskParams,
  query: NoQuery,
  body: ChangeSelection,
  answers: { 201: KeptSelection },
});
