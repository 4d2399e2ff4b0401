/** The rows of an uploaded workbook below its headings, a column each; a cell left empty is "". */
export type FileTable = { size: number; columns: Record<string, string[]> };

export function cellOf(table: FileTable | undefined, row: number, heading: string): string {
  return table?.columns[heading]?.[row] ?? "";
}
