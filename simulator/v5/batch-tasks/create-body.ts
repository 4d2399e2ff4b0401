import { z } from "zod";
import { LIMITS } from "../../limits";
import { parseCompactTime } from "../../utc-time";

const { retryCount, retryIntervalMinutes } = LIMITS;

/** A device id as targets carry it (sheet §6.3). */
export const Target = z.string().regex(new RegExp(`^[A-Za-z0-9_-]{1,${LIMITS.targetLength}}$`));

/** English pages allow letters, digits and `_`, Chinese ones Han characters too (sheet §15 row 2). */
const TaskName = z
  .string()
  .regex(new RegExp(`^[\\p{Script=Han}A-Za-z0-9_]{1,${LIMITS.taskNameLength}}$`, "u"));

const CompactTime = z
  .string()
  .refine((text) => parseCompactTime(text) !== undefined, { params: { timeFormat: true } });

const TaskPolicy = z
  .object({
    schedule_time: CompactTime.optional(),
    retry_count: z.int().min(retryCount.min).max(retryCount.max).optional(),
    retry_interval: z.int().min(retryIntervalMinutes.min).max(retryIntervalMinutes.max).optional(),
  })
  .refine((policy) => (policy.retry_count === undefined) === (policy.retry_interval === undefined), {
    message: "retry_count and retry_interval go together",
  });

const ExtInfo = z
  .record(z.string(), z.unknown())
  .refine((info) => JSON.stringify(info).length <= LIMITS.taskExtInfoLength, { message: "too long" });

/** The body of CreateBatchTask (sheet §6.3); what the type allows is checked apart. */
export const CreateBody = z.object({
  app_id: z
    .string()
    .max(LIMITS.appIdLength)
    .regex(/^[A-Za-z0-9_-]*$/)
    .optional(),
  task_name: TaskName,
  task_type: z.string(),
  task_mode: z.literal("GATEWAY").optional(),
  need_confirm: z.boolean().optional(),
  task_ext_info: ExtInfo.optional(),
  targets: z.array(Target).min(1).max(LIMITS.targetsPerTask).optional(),
  targets_filter: z.strictObject({ group_ids: z.array(z.string().min(1).max(64)).min(1) }).optional(),
  document: z.record(z.string(), z.unknown()).optional(),
  task_policy: TaskPolicy.optional(),
  document_source: z.string().min(1).max(LIMITS.documentSourceLength).optional(),
});
export type CreateBody = z.infer<typeof CreateBody>;

/** The body of retry, stop and confirm (sheet §6.1, BatchTargets). */
export const TargetsBody = z.object({
  targets: z.array(Target).min(1).max(LIMITS.operationTargets).optional(),
});
