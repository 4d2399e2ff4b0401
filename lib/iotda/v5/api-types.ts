import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import { parsePlatformTime } from "./times";

/*
 * The answers of v5 as the sheet describes them, read tolerantly: unknown fields pass, what may be absent may also
 * be null, words of enums are plain texts. Ids are texts: a number may already have lost digits.
 */

const Id = z.string().min(1);
const Text = z.string().nullish();
const Counter = z.int().min(0).nullish();

/** Either format, as ISO 8601 with milliseconds; absent and empty are null. */
const Time = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === null || text === undefined || text === "") return null;
    const iso = parsePlatformTime(text);
    if (iso === null) context.addIssue({ code: "custom", message: "is a time in neither format" });
    return iso;
  });

const deepest = 100;

/** Passed through as it is, so it must have survived parsing: an integer beyond 2^53 has not. */
const Passthrough = z
  .custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
    message: "Invalid input: expected object",
  })
  .refine((value) => isFaithful(value, deepest), {
    message: "holds a number too large to be exact, or too many levels",
  });

function isFaithful(value: unknown, levels: number): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isFaithful(inner, levels - 1));
}

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

/** Sheet §6.1 Page. */
const ApiPage = z.object({ count: z.int().min(0), marker: Text });
export type ApiPage = z.infer<typeof ApiPage>;

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

/** Sheet §11.6. */
const ApiPackage = z.object({
  package_id: Id,
  package_type: z.string(),
  version: z.string(),
  product_id: Text,
  product_name: Text,
  support_source_versions: z.array(z.string()).nullish(),
  description: Text,
  create_time: Time,
});
export type ApiPackage = z.infer<typeof ApiPackage>;
export const ApiPackageList = z.object({ packages: z.array(ApiPackage), page: ApiPage });

/** Sheet §11.1. */
const ApiApp = z.object({ app_id: Id, app_name: z.string(), default_app: z.boolean().nullish() });
export type ApiApp = z.infer<typeof ApiApp>;
export const ApiAppList = z.object({ applications: z.array(ApiApp) });
