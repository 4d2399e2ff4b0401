import { makeTemplate } from "@/lib/workbook/make-template";
import { workbookWords } from "@/lib/workbook/workbook-words";
import type { ServiceContext } from "../context";
import { requireWorkbookType } from "./check-file";
import { type SavedFile, savedFile } from "./saved-file";

/** An empty workbook for a type of task. */
export async function downloadTemplate({
  input,
}: {
  ctx: ServiceContext;
  input: { query: { type: string; language: "en" | "zh-CN" } };
}): Promise<SavedFile> {
  const type = requireWorkbookType(input.query.type);
  const content = makeTemplate(type, workbookWords(input.query.language));
  return savedFile({ name: `${type}_template.xlsx`, format: "xlsx", content });
}
