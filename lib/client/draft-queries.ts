import { queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import type { CopyDraft, Draft, DraftKind, SaveDraft, SavedDraft } from "@/lib/contracts/drafts";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import { addressOf, call } from "./api";
import { sendFile } from "./send-file";

export const draftKeys = {
  lists: (connection: string) => ["drafts", connection] as const,
  list: (connection: string, kind: DraftKind) => ["drafts", connection, kind] as const,
  one: (connection: string, id: string) => ["draft", connection, id] as const,
};

/** The caller's drafts, or the connection's templates, last changed first. */
export function draftListOptions(connection: string, kind: DraftKind) {
  return queryOptions({
    queryKey: draftKeys.list(connection, kind),
    queryFn: async ({ signal }) => {
      const { listDrafts } = await import("@/lib/contracts/drafts");
      return (await call(listDrafts, { params: { connection }, query: { kind, limit: 200 }, signal })).body;
    },
  });
}

export async function showDraftNow(connection: string, draftId: string): Promise<Draft> {
  const { showDraft } = await import("@/lib/contracts/drafts");
  return (await call(showDraft, { params: { connection, draftId }, query: {} })).body;
}

export async function saveDraftNow(
  connection: string,
  draftId: string,
  body: SaveDraft,
): Promise<SavedDraft> {
  const { saveDraft } = await import("@/lib/contracts/drafts");
  return (await call(saveDraft, { params: { connection, draftId }, query: {}, body })).body;
}

/** A new draft or template from a task, a draft or a template. */
export async function copyDraftNow(connection: string, body: z.input<typeof CopyDraft>): Promise<Draft> {
  const { copyDraft } = await import("@/lib/contracts/drafts");
  return (await call(copyDraft, { params: { connection }, query: {}, body })).body;
}

export async function deleteDraftNow(connection: string, draftId: string): Promise<void> {
  const { deleteDraft } = await import("@/lib/contracts/drafts");
  await call(deleteDraft, { params: { connection, draftId }, query: {} });
}

/** The workbook of a draft the server knows, checked by the columns of `type`. */
export async function putDraftFileNow(
  place: { connection: string; draftId: string; type: string },
  file: File,
  watch: { onProgress?: (sent: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<KeptWorkbook> {
  const { connection, draftId, type } = place;
  const [{ putDraftFile }, { KeptWorkbook: schema }] = await Promise.all([
    import("@/lib/contracts/drafts"),
    import("@/lib/contracts/workbooks"),
  ]);
  return sendFile(putDraftFile, schema, { params: { connection, draftId }, query: { type }, file, ...watch });
}

export async function deleteDraftFileNow(connection: string, draftId: string): Promise<void> {
  const { deleteDraftFile } = await import("@/lib/contracts/drafts");
  await call(deleteDraftFile, { params: { connection, draftId }, query: {} });
}

/** Where a draft's workbook is fetched from; `marked` adds a column that says, in `language`, what is wrong in each row. */
export function draftFileAddress(
  connection: string,
  draftId: string,
  marked: boolean,
  language?: string,
): string {
  const path = "/connections/{connection}/drafts/{draftId}/file";
  return addressOf({ path }, { connection, draftId }, marked ? { marked: "1", language } : {});
}

/** Where an empty workbook for a type is fetched from. */
export function templateAddress(type: string, language: string): string {
  return addressOf({ path: "/workbook-templates" }, {}, { type, language });
}
