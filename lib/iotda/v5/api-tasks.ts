import { z } from "zod";
import { Counter, Id, Passthrough, Text, Time } from "../wire/api-values";
import { ApiPage } from "./page";

/** Sheet §6.1 TaskProgress. */
const ApiProgress = z.object({
  total: Counter,
  processing: Counter,
  success: Counter,
  fail: Counter,
  waitting: Counter,
  fail_wait_retry: Counter,
  stopped: Counter,
  removed: Counter,
});
export type ApiProgress = z.infer<typeof ApiProgress>;

/** Sheet §6.1 TaskPolicy. */
const ApiPolicy = z.object({
  schedule_time: Time,
  retry_count: z.int().nullish(),
  retry_interval: z.int().nullish(),
});

/** Sheet §6.1 Task, the answer of a create (§6.3). */
export const ApiTask = z.object({
  task_id: Id,
  task_name: z.string(),
  task_type: z.string(),
  task_mode: Text,
  need_confirm: z.boolean().nullish(),
  task_ext_info: Passthrough.nullish(),
  targets: z.array(Id).nullish(),
  targets_filter: z.object({ group_ids: z.array(Id).nullish() }).nullish(),
  document: Passthrough.nullish(),
  document_source: Text,
  task_policy: ApiPolicy.nullish(),
  status: z.string(),
  status_desc: Text,
  task_progress: ApiProgress.nullish(),
  create_time: Time,
});
export type ApiTask = z.infer<typeof ApiTask>;

/** Sheet §6.1 TaskDetail. */
const ApiTaskDetail = z.object({
  target: Id,
  status: z.string(),
  output: Text,
  error: z.object({ error_code: Text, error_msg: Text }).nullish(),
});
export type ApiTaskDetail = z.infer<typeof ApiTaskDetail>;

/** Sheet §6.4. */
export const ApiTaskList = z.object({ batchtasks: z.array(ApiTask), page: ApiPage });

/** Sheet §6.5; a task without subtasks yet may come without details and page. */
export const ApiTaskShow = z
  .object({ batchtask: ApiTask, task_details: z.array(ApiTaskDetail).nullish(), page: ApiPage.nullish() })
  .refine(({ task_details: rows, page }) => !!page || !rows?.length, {
    path: ["page"],
    message: "Invalid input: expected object, received undefined",
  });

/** Sheet §6.7; without targets the platform may name none. */
export const ApiTargetResults = z.object({
  targets: z.array(z.object({ target: Id, status: z.string(), error_code: Text, error_msg: Text })).nullish(),
});
export type ApiTargetResults = z.infer<typeof ApiTargetResults>;
