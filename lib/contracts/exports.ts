import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { ConnectionParams, NoBody, TaskParams } from "./path-params";
import { ListSubtasksQuery } from "./subtasks";
import { ListTasksQuery } from "./tasks";

/** Of advice and of the words around it; what the platform says stays as it is. */
const language = z.enum(["en", "zh-CN"]).default("en");
const paging = { limit: true, cursor: true, page: true } as const;

/** `original`: the workbook the task was made from, with what became of each row; it takes no filter. */
export const ExportFormat = z.enum(["csv", "xlsx", "original"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportSubtasksQuery = ListSubtasksQuery.omit({ ...paging, sort: true }).extend({
  format: ExportFormat.default("csv"),
  language,
});
export type ExportSubtasksQuery = z.infer<typeof ExportSubtasksQuery>;

export const ExportTasksQuery = ListTasksQuery.omit(paging).extend({
  format: z.literal("csv").default("csv"),
});
export type ExportTasksQuery = z.infer<typeof ExportTasksQuery>;

/** The header of an export that tells how many rows it has, headings not counted. */
export const rowsHeader = "x-total-rows";

export const exportSubtasks = defineEndpoint({
  id: "exportSubtasks",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/export",
  summary:
    "The subtasks that match, as they are at one moment, as CSV or XLSX; or the task's own workbook with results",
  access: "export",
  params: TaskParams,
  query: ExportSubtasksQuery,
  body: NoBody,
  answers: { file: true },
});

export const exportTasks = defineEndpoint({
  id: "exportTasks",
  method: "GET",
  path: "/connections/{connection}/tasks/export",
  summary: "The tasks that match, as CSV",
  access: "export",
  params: ConnectionParams,
  query: ExportTasksQuery,
  body: NoBody,
  answers: { file: true },
});
