import { AppError } from "@/lib/errors";
import { findDraft } from "@/lib/store/draft-store";
import { workbookWords } from "@/lib/workbook/workbook-words";
import { type FoundConnection, requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { maxRowsOf, requireWorkbookType } from "../files/check-file";
import { type OpenedFile, openKeptFile } from "../files/open-kept-file";
import { type SavedFile, savedFile } from "../files/saved-file";
import { requireSeen } from "./find-draft";

export interface GetDraftFileInput {
  params: { connection: string; draftId: string };
  query: { marked?: "1"; language: "en" | "zh-CN" };
}

/** The workbook of a draft as it came, or with one more column that says what is wrong with each row. */
export async function getDraftFile({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: GetDraftFileInput;
}): Promise<SavedFile> {
  const { caller, deps } = ctx;
  const found = await requireConnection(ctx, input.params.connection, "change");
  const held = await findDraft(deps.database.prisma, input.params.draftId);
  const draft = requireSeen(caller, found, held);
  const file = draft.fileId === null ? null : await openKeptFile(deps, draft.fileId);
  if (!file) throw new AppError("not_found", "This draft has no workbook.");
  if (input.query.marked !== "1") return savedFile(file);
  return mark(ctx, found, { ...file, connectionId: draft.connectionId }, input.query.language);
}

async function mark(
  { deps }: ServiceContext,
  found: FoundConnection,
  file: OpenedFile & { connectionId: number },
  language: "en" | "zh-CN",
): Promise<SavedFile> {
  const connection = found.all.find(({ id }) => id === file.connectionId);
  if (!connection) throw new Error("a draft outside of its connections");
  const type = requireWorkbookType(file.taskType ?? "");
  const request = { fileName: file.name, type, maxRows: maxRowsOf(connection) };
  const content = await deps.workbooks.mark(file.content, request, workbookWords(language));
  return savedFile({ name: file.name.replace(/(\.xlsx)?$/i, "_marked.xlsx"), format: file.format, content });
}
