import { workbookLimits } from "@/lib/contracts/workbooks";

/**
 * The rule a file breaks that can be seen without reading it, or null; a word of the catalogue `hint`. The server
 * looks again, at the content too: this only spares an upload that cannot end well.
 */
export function findEarlyRefusal(file: Pick<File, "name" | "size">): string | null {
  if (!/\.xlsx?$/i.test(file.name)) return "workbook_kind";
  return file.size > workbookLimits.bytes ? "workbook_size" : null;
}
