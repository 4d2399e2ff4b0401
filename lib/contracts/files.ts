import * as z from "zod";
import { DraftKind } from "./drafts";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { OperationError } from "./operations";
import { ConnectionParams, ConnectionSlug, NoBody, NoQuery } from "./path-params";
import { PersonRef } from "./tasks";
import { workbookLimits } from "./workbooks";

/** What a file was used for: the task, once there is one; before that the operation that sends it. */
const FileUse = z.strictObject({
  taskId: z.string().nullable(),
  operationId: z.uuid().nullable(),
  name: z.string(),
});

/** A workbook stored on the platform, gone an hour after it came (sheet §7). */
export const StoredFile = z.strictObject({
  fileId: z.string(),
  /** Its name on the platform, which is unique there. */
  fileName: z.string(),
  /** The name its file had, where it came from here. */
  originalName: z.string().nullable(),
  uploadedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  /** Null for a file that was put there by another tool. */
  uploadedBy: PersonRef.pick({ id: true, name: true }).nullable(),
  usedBy: z.array(FileUse),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** A workbook that is only here: of a draft, or of a task that was sent. */
export const KeptFile = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  size: z.int().min(0),
  type: z.string().nullable(),
  rows: z.int().min(0).nullable(),
  problemCount: z.int().min(0),
  addedAt: Instant,
  addedBy: PersonRef.pick({ id: true, name: true }),
  /** The caller's own draft that has it, or a template; of others' drafts only that there is one is told. */
  draft: z
    .strictObject({
      draftId: z.uuid().nullable(),
      kind: DraftKind,
      /** The caller may change it. */
      mine: z.boolean(),
      name: z.string().nullable(),
      step: z.string().nullable(),
    })
    .nullable(),
  usedBy: z.array(FileUse),
});
export type KeptFile = z.infer<typeof KeptFile>;

export const FileList = z.strictObject({
  items: z.array(StoredFile),
  kept: z.array(KeptFile),
  slots: z.strictObject({ used: z.int().min(0), of: z.int() }),
  /** When the platform was asked; null: it could not be, `items` is what we know of ourselves and `problem` says why. */
  readAt: Instant.nullable(),
  problem: OperationError.optional(),
});
export type FileList = z.infer<typeof FileList>;

export const FileParams = z.strictObject({
  connection: ConnectionSlug,
  fileId: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
});

export const listFiles = defineEndpoint({
  id: "listFiles",
  method: "GET",
  path: "/connections/{connection}/files",
  summary: "Batch task files on the platform, and the workbooks kept here",
  access: "read",
  params: ConnectionParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: FileList },
});

export const uploadFile = defineEndpoint({
  id: "uploadFile",
  method: "POST",
  path: "/connections/{connection}/files",
  summary: "Store a workbook on the platform at once, under a name made unique",
  access: "change",
  params: ConnectionParams,
  query: NoQuery,
  body: NoBody,
  upload: { limit: workbookLimits.bytes },
  answers: { 201: StoredFile },
});

export const deleteFile = defineEndpoint({
  id: "deleteFile",
  method: "DELETE",
  path: "/connections/{connection}/files/{fileId}",
  summary: "Delete a file on the platform",
  access: "change",
  params: FileParams,
  query: NoQuery,
  body: NoBody,
  answers: { 204: true },
});
