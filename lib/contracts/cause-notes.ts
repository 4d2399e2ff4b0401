import * as z from "zod";
import { Advice, CauseNote, Verdict } from "./advice";
import { defineEndpoint } from "./endpoint";
import { Page, pagingQuery } from "./page";
import { ConnectionParams, NoBody, NoQuery, TaskParams } from "./path-params";

/** A platform's error code, `m-` and a hash, or `none`. */
const CauseKey = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, "must be the key of a cause");

const CauseParams = ConnectionParams.extend({ cause: CauseKey });

/** Characters of a note. */
export const longestNote = 2_000;

/** A cause that was met on the connection, or that only its note remembers. */
export const KnownCause = z.strictObject({
  cause: z.string(),
  code: z.string().nullable(),
  /** A text the platform sent with it, raw; null when it sent none, or when no row is left. */
  message: z.string().nullable(),
  /** Subtasks that stand failed with it, of so many tasks; 0 when no task has it any more. */
  devices: z.int().min(0),
  tasks: z.int().min(0),
  advice: Advice.nullable(),
  note: CauseNote.nullable(),
});
export type KnownCause = z.infer<typeof KnownCause>;

export const ListCauseNotesQuery = z.strictObject({
  /** A part of the code, the text or the note, case ignored. */
  q: z.string().min(1).max(128).optional(),
  /** Only those with a note, or only those without note and advice. */
  only: z.enum(["noted", "unadvised"]).optional(),
  ...pagingQuery,
});
export type ListCauseNotesQuery = z.infer<typeof ListCauseNotesQuery>;

export const CauseNoteList = z.strictObject({ items: z.array(KnownCause), page: Page });
export type CauseNoteList = z.infer<typeof CauseNoteList>;

export const SaveCauseNote = z.strictObject({
  /** The version this change was made on; 0 for a new note. Another one is there: 409 with hint `note_changed`. */
  version: z.int().min(0),
  verdict: Verdict.nullable(),
  text: z.string().trim().min(1).max(longestNote),
});
export type SaveCauseNote = z.infer<typeof SaveCauseNote>;

export const listCauseNotes = defineEndpoint({
  id: "listCauseNotes",
  method: "GET",
  path: "/connections/{connection}/cause-notes",
  summary: "Causes of failure met on the connection, with the team's notes; those of most devices first",
  access: "read",
  params: ConnectionParams,
  query: ListCauseNotesQuery,
  body: NoBody,
  answers: { 200: CauseNoteList },
});

export const saveCauseNote = defineEndpoint({
  id: "saveCauseNote",
  method: "PUT",
  path: "/connections/{connection}/cause-notes/{cause}",
  summary: "Write or change the team's note about a cause; version 0 makes it",
  access: "change",
  params: CauseParams,
  query: NoQuery,
  body: SaveCauseNote,
  answers: { 200: CauseNote },
});

export const deleteCauseNote = defineEndpoint({
  id: "deleteCauseNote",
  method: "DELETE",
  path: "/connections/{connection}/cause-notes/{cause}",
  summary: "Take the team's note about a cause away",
  access: "change",
  params: CauseParams,
  /** The version that was seen. */
  query: z.strictObject({ version: z.coerce.number().int().min(1) }),
  body: NoBody,
  answers: { 204: true },
});

/** Texts an answer holds at most. */
export const mostMessages = 20;

export const CauseMessages = z.strictObject({
  /** The commonest first; null for rows without a text. */
  items: z.array(z.strictObject({ message: z.string().nullable(), count: z.int().min(1) })).max(mostMessages),
  /** Different texts among the rows that were looked at. */
  distinct: z.int().min(0),
  /** Rows that were looked at, of all that have the cause: fewer where there are very many, or where rows were dropped. */
  looked: z.int().min(0),
  total: z.int().min(0),
});
export type CauseMessages = z.infer<typeof CauseMessages>;

export const listCauseMessages = defineEndpoint({
  id: "listCauseMessages",
  method: "GET",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/causes/{cause}/messages",
  summary: "The platform's own texts behind a cause of a task's failures",
  access: "read",
  params: TaskParams.extend({ cause: CauseKey }),
  query: NoQuery,
  body: NoBody,
  answers: { 200: CauseMessages },
});
