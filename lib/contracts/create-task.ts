import * as z from "zod";
import { _check } from "zod/v4/core";
import { Instant, JsonObject } from "./json";
import { objecting } from "./objection";
import { plainText, text, unique, wholeNumber } from "./ruled-fields";
import { documentSchemaOf } from "./task-document";

/** Limits the platform documents for a create (sheet §1, §6.1, §6.3): the form, the API and the platform share them. */
export const createLimits = {
  targets: 30_000,
  targetLength: 128,
  nameLength: 128,
  appIdLength: 36,
  extInfoLength: 512,
  retryCount: { min: 1, max: 5 },
  retryIntervalMinutes: { min: 0, max: 1440 },
  scheduleAheadMs: 7 * 24 * 60 * 60 * 1000,
} as const;

/** Limits of the legacy API (sheet §13.4). */
export const legacyLimits = {
  nameLength: 256,
  appIdLength: 64,
  timeoutMinutes: { min: 10, max: 2880 },
  tagNameLength: 128,
  tagValueLength: 1024,
  maxRetransmit: 3,
} as const;

/** Bounds of ours where the sheet names none: nobody needs more, and nothing here has to hold more. */
export const ownLimits = {
  groups: 100,
  groupIdLength: 36,
  wordLength: 256,
  tags: 50,
  callbackUrlLength: 1024,
  reasonLength: 500,
  holdSeconds: { min: 0, max: 60 },
} as const;

export const targetPattern = /^[A-Za-z0-9_-]{1,128}$/;
/** A name as v5 takes it (sheet §6.3, §15 row 2); a legacy name is any text of 256 characters (§13.4). */
export const namePattern = /^[\p{Script=Han}A-Za-z0-9_]{1,128}$/u;

const PlainId = plainText(createLimits.targetLength, /^[A-Za-z0-9_-]*$/, "A-Z a-z 0-9 _ -");

export const TargetListInput = z.strictObject({
  kind: z.literal("list"),
  ids: z
    .array(PlainId)
    .min(1, "needs at least one device")
    .max(createLimits.targets, `takes at most ${createLimits.targets} devices`),
});

export const TargetGroupsInput = z.strictObject({
  kind: z.literal("groups"),
  groupIds: z.array(text(ownLimits.groupIdLength)).min(1).max(ownLimits.groups),
});

/** A file that is stored on the platform (sheet §7), or the workbook kept with a draft, which goes there when it is sent. */
export const TargetFileInput = z
  .strictObject({
    kind: z.literal("file"),
    fileId: PlainId.optional(),
    draftId: z.uuid().optional(),
  })
  .refine((file) => file.fileId !== undefined || file.draftId !== undefined, {
    ...objecting("needed", "is needed, or draftId"),
    path: ["fileId"],
  })
  .refine((file) => file.fileId === undefined || file.draftId === undefined, {
    ...objecting("exclusive", "excludes fileId", { other: "fileId" }),
    path: ["draftId"],
  });

const Word = text(ownLimits.wordLength);
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
  names: z.array(Word).min(1).max(ownLimits.groups),
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

/** Retries take both values or none (sheet §6.1); the schedule is checked against the clock by `checkTask`. */
export const PolicyInput = z
  .strictObject({
    scheduleTime: Instant.optional(),
    retryCount: wholeNumber(createLimits.retryCount).optional(),
    retryIntervalMinutes: wholeNumber(createLimits.retryIntervalMinutes).optional(),
  })
  .refine((policy) => policy.retryCount === undefined || policy.retryIntervalMinutes !== undefined, {
    ...objecting("pair", "goes together with retryCount", { other: "retryCount" }),
    path: ["retryIntervalMinutes"],
  })
  .refine((policy) => policy.retryIntervalMinutes === undefined || policy.retryCount !== undefined, {
    ...objecting("pair", "goes together with retryIntervalMinutes", { other: "retryIntervalMinutes" }),
    path: ["retryCount"],
  });
export type PolicyInput = z.infer<typeof PolicyInput>;

const Tag = z.strictObject({
  name: text(legacyLimits.tagNameLength),
  value: text(legacyLimits.tagValueLength),
});

/** The fields of a create, each by itself; what a type makes of name, space and targets is `checkTask`'s. */
export const CreateTaskFields = z.strictObject({
  name: text(legacyLimits.nameLength),
  type: z.string().min(1).max(64),
  appId: text(legacyLimits.appIdLength).optional(),
  mode: z.literal("GATEWAY").optional(),
  extInfo: JsonObject.refine(
    (value) => JSON.stringify(value).length <= createLimits.extInfoLength,
    objecting("too_long", `takes at most ${createLimits.extInfoLength} characters`, {
      limit: createLimits.extInfoLength,
    }),
  ).optional(),
  needConfirm: z.boolean().optional(),
  targets: TargetsInput,
  document: JsonObject.optional(),
  policy: PolicyInput.optional(),
  /** Legacy connections only, and needed there: minutes until a device that did not answer counts as timed out. */
  timeoutMinutes: wholeNumber(legacyLimits.timeoutMinutes).optional(),
  /** Legacy connections only, as the next three. Name and value together are used once. */
  tags: z
    .array(Tag)
    .max(ownLimits.tags)
    .check(unique("value", ({ name, value }) => JSON.stringify([name, value])))
    .optional(),
  /** Where the platform pushes results to; Muster does not need it. */
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(ownLimits.callbackUrlLength)
    .optional(),
  maxRetransmit: wholeNumber({ min: 0, max: legacyLimits.maxRetransmit }).optional(),
  groupTag: text(ownLimits.wordLength).optional(),
  holdSeconds: wholeNumber(ownLimits.holdSeconds).optional(),
  /** The draft this was written in. */
  draftId: z.uuid().optional(),
  /** Why, for the audit trail. */
  reason: text(ownLimits.reasonLength).optional(),
});

/** A create whose document is what its type wants (sheet §9). */
export const CreateTask = CreateTaskFields.check(
  _check<z.infer<typeof CreateTaskFields>>(({ value: { type, document }, issues }) => {
    const found = document && documentSchemaOf(type)?.safeParse(document).error?.issues;
    for (const issue of found ?? []) {
      issues.push({ ...issue, path: ["document", ...issue.path], input: document } as z.core.$ZodRawIssue);
    }
  }),
);
export type CreateTask = z.infer<typeof CreateTask>;
