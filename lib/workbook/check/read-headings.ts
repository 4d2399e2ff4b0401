import { findWorkbookColumns, type WorkbookColumn, type WorkbookType } from "@/lib/domain/workbook-columns";
import { WorkbookRefusal } from "../refusals";
import type { SheetRow } from "../sheet/sheet-reader";

export interface Headings {
  /** The columns that are read, each with its place in the sheet, counted from 0; null when the sheet lacks it. */
  columns: readonly { column: WorkbookColumn; place: number | null }[];
  /** Headings that no column of this type has; what stands below them is not looked at. */
  ignored: string[];
}

/**
 * Row 1 says which column is where, in any order (sheet §7.1). Headings are taken to the letter, blanks around them
 * aside: whether the platform forgives other letters is not known. Throws `WorkbookRefusal` when a needed one lacks.
 */
export function readHeadings(row: SheetRow, type: WorkbookType): Headings {
  if (row.number !== 1) throw new WorkbookRefusal("no_headings");
  const known = findWorkbookColumns(type) ?? [];
  const places = new Map<string, number>();
  const ignored: string[] = [];
  for (const { column: place, text } of row.cells) {
    const heading = text.trim();
    const isKnown = known.some((column) => column.heading === heading);
    if (!isKnown && heading !== "") ignored.push(heading);
    if (!isKnown) continue;
    if (places.has(heading)) throw new WorkbookRefusal("heading_repeated", [at(heading, "occurs twice")]);
    places.set(heading, place);
  }
  if (places.size === 0 && ignored.length === 0) throw new WorkbookRefusal("no_headings");
  const lacking = known.filter(({ heading, required }) => required && !places.has(heading));
  if (lacking.length > 0) {
    const params = lacking.map(({ heading }) => at(heading, "is needed as a heading in row 1"));
    throw new WorkbookRefusal("heading_missing", params);
  }
  return { columns: known.map((column) => ({ column, place: places.get(column.heading) ?? null })), ignored };
}

function at(heading: string, message: string) {
  return { path: `workbook.${heading}`, message };
}
