import { exportColumnNames } from "@/lib/store/export-statement";
import type { SubtaskExport } from "@/lib/store/subtask-export";
import { workbookWords } from "@/lib/workbook/workbook-words";
import { cleanCsv } from "@/lib/workbook/write/clean-csv";
import { mostSheetRows, streamBook } from "@/lib/workbook/write/stream-book";

/** Spreadsheets take a file without it for one in the system's own code page. */
export const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** In characters, by column. */
const widths = [44, 14, 16, 50, 70, 9, 30, 30, 60];

export async function* csvPieces(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield byteOrderMark;
  for await (const piece of rows) yield cleanCsv(piece);
}

/** One sheet, or as many as its rows need. */
export function bookPieces(
  rows: Pick<SubtaskExport, "count" | "sheetRows">,
  language: "en" | "zh-CN",
): AsyncGenerator<Uint8Array> {
  const { devices } = workbookWords(language).template;
  const sheets = Math.max(1, Math.ceil(rows.count / mostSheetRows));
  return streamBook(
    Array.from({ length: sheets }, (_, index) => ({
      name: index === 0 ? devices : `${devices} ${index + 1}`,
      widths,
      headings: exportColumnNames,
      rows: () => rows.sheetRows({ skip: index * mostSheetRows, limit: mostSheetRows }),
    })),
  );
}
