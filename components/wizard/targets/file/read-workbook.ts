import { readFirstSheet } from "@/lib/workbook/read-first-sheet";
import { type RefusalRule, WorkbookRefusal } from "@/lib/workbook/refusals";
import type { SheetRow } from "@/lib/workbook/sheet/sheet-reader";
import { type FileRefusal, FileRefused, fileLimits } from "./file-limits";

/** What is wrong with a workbook, in the words of a list: the rest is damage. */
const meanings: Partial<Record<RefusalRule, FileRefusal>> = {
  kind: "kind",
  macros: "macros",
  no_sheet: "empty",
};

/** The rows of a workbook's first sheet that hold anything, every cell a text. Rejects with `FileRefused`. */
export async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    await readFirstSheet(bytes, fileLimits.inflated, (row) => rows.push(textsOf(row)));
  } catch (error) {
    throw error instanceof WorkbookRefusal ? inWordsOfLists(error.rule) : error;
  }
  return rows;
}

function textsOf({ number, cells }: SheetRow): string[] {
  if (number > fileLimits.rows + 1) throw new FileRefused("rows", { rows: number, limit: fileLimits.rows });
  const columns = (cells.at(-1)?.column ?? -1) + 1;
  if (columns > fileLimits.columns) throw new FileRefused("columns", { columns, limit: fileLimits.columns });
  const texts = new Array<string>(columns).fill("");
  for (const { column, text } of cells) texts[column] = text;
  return texts;
}

function inWordsOfLists(rule: RefusalRule): FileRefused {
  if (rule === "inflated") return new FileRefused("inflated", { limit: fileLimits.inflated / 1_000_000 });
  return new FileRefused(meanings[rule] ?? "damaged");
}
