import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Page, pagingQuery } from "./page";
import { ConnectionParams, ConnectionSlug, NoBody, NoQuery, TaskId } from "./path-params";
import { UpgradePackage } from "./pickers";
import { PersonRef, TargetKind } from "./tasks";
import { KeptWorkbook, workbookLimits } from "./workbooks";

export const DraftId = z.uuid();
export const DraftParams = z.strictObject({ connection: ConnectionSlug, draftId: DraftId });

export const DraftStep = z.enum(["type", "targets", "parameters", "policy", "review"]);
export type DraftStep = z.infer<typeof DraftStep>;

/** A draft belongs to its writer; a template to everybody who may create on the connection. */
export const DraftKind = z.enum(["draft", "template"]);
export type DraftKind = z.infer<typeof DraftKind>;

const typed = (most: number) => z.string().max(most).default("");

/**
 * What the wizard's fields hold, as it was typed: raw text is kept, so that going back never loses a letter. Nothing here
 * has to be valid; `CreateTask` decides that when the task is sent. The names of the kinds of targets are the contract's.
 */
export const DraftContent = z.strictObject({
  appId: z.string().max(36).nullable().default(null),
  /** Which of the sources counts; the others keep their input. Null: the first one of the type. */
  source: TargetKind.exclude(["unknown"]).nullable().default(null),
  groups: z
    .array(
      z.strictObject({
        groupId: z.string().max(36),
        name: z.string().max(256),
        type: z.string().max(32).nullable(),
      }),
    )
    .max(100)
    .default([]),
  /** Legacy only (sheet §13.4); `groupIds` and `groupNames` one a line. */
  deviceType: typed(256),
  manufacturerId: typed(256),
  model: typed(256),
  deviceLocation: typed(256),
  groupNames: typed(30_000),
  groupIds: typed(30_000),
  /** The platform's document by task type, as JSON text: the forms are views of it. */
  documents: z.record(z.string().max(64), z.string().max(600_000)).default({}),
  /** The product a command or shadow form is built from. */
  product: z
    .strictObject({ productId: z.string().max(36), name: z.string().max(256) })
    .nullable()
    .default(null),
  /** What the packages of the document are, for showing them without asking again. */
  packages: z.array(UpgradePackage).max(20).default([]),
  gatewayMode: z.boolean().default(false),
  extInfo: typed(4_000),
  start: z.enum(["now", "set", "confirmed"]).default("now"),
  date: typed(10),
  time: typed(5),
  /** Empty: the reader's own zone. */
  timeZone: typed(64),
  /** Which of two moments is meant when a clock change repeats the hour. */
  occurrence: z
    .union([z.literal(0), z.literal(1)])
    .nullable()
    .default(null),
  retry: z.boolean().default(false),
  retryCount: z.int().min(0).max(99).default(2),
  retryMinutes: z.string().max(8).default("30"),
  /** Legacy only (sheet §13.4). */
  timeoutMinutes: z.string().max(8).default("30"),
  tags: z
    .array(z.strictObject({ name: z.string().max(1024), value: z.string().max(4_096) }))
    .max(50)
    .default([]),
  callbackUrl: typed(2_048),
  maxRetransmit: typed(4),
  groupTag: typed(1_024),
  /** Why, for the audit trail. */
  reason: typed(500),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** Characters of pasted ids a draft keeps: 100,000 of usual length, or 60,000 of the longest. */
export const longestTargetsText = 8_000_000;

const DraftHead = {
  name: z.string().max(300),
  type: z.string().max(64).nullable(),
  step: DraftStep,
};

export const DraftSummary = z.strictObject({
  id: DraftId,
  kind: DraftKind,
  ...DraftHead,
  targetCount: z.int().min(0),
  version: z.int().min(1),
  owner: PersonRef.pick({ id: true, name: true }),
  /** The caller may change and delete it. */
  mine: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Sent, or being sent: by this operation, as this task once it is known. */
  sent: z.strictObject({ operationId: z.uuid(), taskId: z.string().nullable() }).nullable(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;

export const Draft = DraftSummary.extend({
  content: DraftContent,
  targetsText: z.string(),
  file: KeptWorkbook.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** The answer of a save leaves out what the saver has just sent. */
export const SavedDraft = Draft.omit({ content: true, targetsText: true });
export type SavedDraft = z.infer<typeof SavedDraft>;

export const SaveDraft = z.strictObject({
  ...DraftHead,
  /** The version these changes were made on; 0 for a new draft. Another one is there: 409 with hint `draft_changed`. */
  version: z.int().min(0),
  content: DraftContent,
  /** Absent: as it was. */
  targetsText: z.string().max(longestTargetsText).optional(),
  targetCount: z.int().min(0).max(1_000_000),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

export const CopyDraft = z.strictObject({
  /** A task (clone), a draft or a template. */
  from: z.union([z.strictObject({ taskId: TaskId }), z.strictObject({ draftId: DraftId })]),
  kind: DraftKind.default("draft"),
  name: z.string().min(1).max(128).optional(),
  /** Instead of the ids of the original: a further part of a list too long for one task. */
  targetsText: z.string().max(longestTargetsText).optional(),
  targetCount: z.int().min(0).max(1_000_000).optional(),
});
export type CopyDraft = z.infer<typeof CopyDraft>;

export const DraftList = z.strictObject({ items: z.array(DraftSummary), page: Page });
export type DraftList = z.infer<typeof DraftList>;

export const ListDraftsQuery = z.strictObject({ kind: DraftKind.default("draft"), ...pagingQuery });
export type ListDraftsQuery = z.infer<typeof ListDraftsQuery>;

export const listDrafts = defineEndpoint({
  id: "listDrafts",
  method: "GET",
  path: "/connections/{connection}/drafts",
  summary:
    "The caller's drafts, or the connection's templates, last changed first; what was sent is left out",
  access: "change",
  params: ConnectionParams,
  query: ListDraftsQuery,
  body: NoBody,
  answers: { 200: DraftList },
});

export const copyDraft = defineEndpoint({
  id: "copyDraft",
  method: "POST",
  path: "/connections/{connection}/drafts",
  summary: "A new draft or template from a task, a draft or a template",
  access: "change",
  params: ConnectionParams,
  query: NoQuery,
  body: CopyDraft,
  bodyLimit: 10_000_000,
  answers: { 201: Draft },
});

export const showDraft = defineEndpoint({
  id: "showDraft",
  method: "GET",
  path: "/connections/{connection}/drafts/{draftId}",
  summary: "One draft of the caller's, or a template",
  access: "change",
  params: DraftParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: Draft },
});

export const saveDraft = defineEndpoint({
  id: "saveDraft",
  method: "PUT",
  path: "/connections/{connection}/drafts/{draftId}",
  summary: "Save a draft; version 0 makes it",
  access: "change",
  params: DraftParams,
  query: NoQuery,
  body: SaveDraft,
  bodyLimit: 10_000_000,
  answers: { 200: SavedDraft, 201: SavedDraft },
});

export const deleteDraft = defineEndpoint({
  id: "deleteDraft",
  method: "DELETE",
  path: "/connections/{connection}/drafts/{draftId}",
  summary: "Throw a draft or a template away",
  access: "change",
  params: DraftParams,
  query: NoQuery,
  body: NoBody,
  answers: { 204: true },
});

export const putDraftFile = defineEndpoint({
  id: "putDraftFile",
  method: "PUT",
  path: "/connections/{connection}/drafts/{draftId}/file",
  summary: "The workbook of a draft, checked row by row and kept here until the task is sent",
  access: "change",
  params: DraftParams,
  /** The type whose columns it is checked by. */
  query: z.strictObject({ type: z.string().min(1).max(64) }),
  body: NoBody,
  upload: { limit: workbookLimits.bytes },
  answers: { 200: KeptWorkbook },
});

export const getDraftFile = defineEndpoint({
  id: "getDraftFile",
  method: "GET",
  path: "/connections/{connection}/drafts/{draftId}/file",
  summary: "The workbook of a draft; `marked=1` adds a column that says what is wrong with each row",
  access: "change",
  params: DraftParams,
  query: z.strictObject({
    marked: z.literal("1").optional(),
    /** Of the words of that column. */
    language: z.enum(["en", "zh-CN"]).default("en"),
  }),
  body: NoBody,
  answers: { file: true },
});

export const deleteDraftFile = defineEndpoint({
  id: "deleteDraftFile",
  method: "DELETE",
  path: "/connections/{connection}/drafts/{draftId}/file",
  summary: "Take the workbook out of a draft",
  access: "change",
  params: DraftParams,
  query: NoQuery,
  body: NoBody,
  answers: { 204: true },
});
