import { z } from "zod";
import { Counter, Id, Text, Time } from "../wire/api-values";
import { ApiPage } from "./page";

/** Sheet §7. */
export const ApiFile = z.object({ file_id: Id, file_name: z.string(), upload_time: Time });
export type ApiFile = z.infer<typeof ApiFile>;
export const ApiFileList = z.object({ files: z.array(ApiFile) });

/** Sheet §8. */
export const ApiExport = z.object({
  export_task_id: Id,
  resource_condition: z.object({ task_id: Text }).nullish(),
  export_format: Text,
  status: z.string(),
  export_count: Counter,
  progress: Counter,
  create_time: Time,
  end_time: Time,
  app_id: Text,
});
export type ApiExport = z.infer<typeof ApiExport>;
export const ApiExportList = z.object({ export_tasks: z.array(ApiExport), page: ApiPage });
