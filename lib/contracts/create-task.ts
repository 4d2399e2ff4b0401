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

/** Limits of the legacy API (sheet §13.4). */
export const legacyLimits = {
  timeoutMinutes: { min: 10, max: 2880 },
  tagNameLength: 128,
  tagValueLength: 1024,
  maxRetransmit: 3,
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

/** A file already stored on the platform (sheet §7). */
export const TargetFileInput = z.strictObject({
  kind: z.literal("file"),
  fileId: z.string().regex(targetPattern, "must be the id of a stored file"),
});

const Word = z.string().min(1).max(256);
/** The legacy API's own ways to choose devices (sheet §13.4). */
const TargetDeviceTypeInput = z.strictObject({
  kind: z.literal("deviceType"),
  deviceType: Word,
  manufacturerId: Word,
  model: Word,
});
const TargetAreaInput = z.strictObject({ kind: z.literal("area"), deviceLocation: Word });
const TargetGroupNamesInput = z.strictObject({
  kind: z.literal("groupNames"),
  names: z.array(Word).min(1).max(100),
});
const TargetBroadcastInput = z.strictObject({ kind: z.literal("broadcast") });

export const TargetsInput = z.discriminatedUnion("kind", [
  TargetListInput,
  TargetGroupsInput,
  TargetFileInput,
  TargetDeviceTypeInput,
  TargetAreaInput,
  TargetGroupNamesInput,
  TargetBroadcastInput,
]);
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
  /** Legacy connections only, and needed there: minutes until a device that did not answer counts as timed out. */
  timeoutMinutes: z
    .int()
    .min(legacyLimits.timeoutMinutes.min)
    .max(legacyLimits.timeoutMinutes.max)
    .optional(),
  /** Legacy connections only, as the next three. */
  tags: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(legacyLimits.tagNameLength),
        value: z.string().min(1).max(legacyLimits.tagValueLength),
      }),
    )
    .max(50)
    .optional(),
  /** Where the platform pushes results to; Muster does not need it. */
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(1024)
    .optional(),
  maxRetransmit: z.int().min(0).max(legacyLimits.maxRetransmit).optional(),
  groupTag: z.string().min(1).max(256).optional(),
  holdSeconds: z.int().min(0).max(60).optional(),
});
export type CreateTask = z.infer<typeof CreateTask>;
