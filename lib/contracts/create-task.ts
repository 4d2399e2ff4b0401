import { z } from "zod";
import { Instant, JsonObject } from "./json";

/** Limits the platform documents for a create (sheet §1, §6.1, §6.3): the form, the API and the platform share them. */
export const createLimits = {
  targets: 30_000,
  targetLength: 128,
  nameLength: 128,
  extInfoLength: 512,
  retryCount: { min: 1, max: 5 },
  retryIntervalMinutes: { min: 0, max: 1440 },
  scheduleAheadMs: 7 * 24 * 60 * 60 * 1000,
} as const;

export const targetPattern = /^[A-Za-z0-9_-]{1,128}$/;
export const namePattern = /^[\p{Script=Han}A-Za-z0-9_]{1,128}$/u;

export const TargetListInput = z.strictObject({
  kind: z.literal("list"),
  ids: z
    .array(z.string().regex(targetPattern, "must be 1 to 128 letters, digits, _ or -"))
    .min(1, "needs at least one device")
    .max(createLimits.targets, `takes at most ${createLimits.targets} devices`),
});

export const TargetGroupsInput = z.strictObject({
  kind: z.literal("groups"),
  groupIds: z.array(z.string().min(1).max(36)).min(1).max(100),
});

export const TargetsInput = z.discriminatedUnion("kind", [TargetListInput, TargetGroupsInput]);
export type TargetsInput = z.infer<typeof TargetsInput>;

/** Retries take both values or none (sheet §6.1); the schedule is checked against the clock by the service. */
export const PolicyInput = z
  .strictObject({
    scheduleTime: Instant.optional(),
    retryCount: z.int().min(createLimits.retryCount.min).max(createLimits.retryCount.max).optional(),
    retryIntervalMinutes: z
      .int()
      .min(createLimits.retryIntervalMinutes.min)
      .max(createLimits.retryIntervalMinutes.max)
      .optional(),
  })
  .refine((policy) => (policy.retryCount === undefined) === (policy.retryIntervalMinutes === undefined), {
    message: "retryCount and retryIntervalMinutes go together",
    path: ["retryIntervalMinutes"],
  });
export type PolicyInput = z.infer<typeof PolicyInput>;

export const CreateTask = z.strictObject({
  name: z.string().regex(namePattern, "must be 1 to 128 letters, digits, _ or Chinese characters"),
  type: z.string().min(1).max(64),
  appId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,36}$/)
    .optional(),
  mode: z.literal("GATEWAY").optional(),
  extInfo: JsonObject.refine((value) => JSON.stringify(value).length <= createLimits.extInfoLength, {
    message: `takes at most ${createLimits.extInfoLength} characters`,
  }).optional(),
  needConfirm: z.boolean().optional(),
  targets: TargetsInput,
  document: JsonObject.optional(),
  policy: PolicyInput.optional(),
  holdSeconds: z.int().min(0).max(60).optional(),
});
export type CreateTask = z.infer<typeof CreateTask>;
