import type { WorkbookRule } from "@/lib/domain/workbook-columns";
import { WorkbookRefusal } from "../refusals";
import { decodeSheetText } from "../xml/xml-text";

/** What may be wrong with a cell whatever its column takes: the platform could read another value than people see. */
export type CellFlaw = Extract<WorkbookRule, "formula" | "error_value" | "inexact" | "formatted">;

export interface SheetCell {
  column: number;
  /** Of a formula its last result, of a number all its digits. Never empty. */
  text: string;
  flaw: CellFlaw | null;
}

/** What cells point to. */
export interface CellSources {
  texts: readonly string[];
  isPlain(style: number): boolean;
  /** Numbers as the file has them: an identifier of twenty digits is no number. Else as a reader of numbers sees them. */
  digits?: boolean;
}

interface RawCell {
  /** The `t` of ECMA-376 part 1, 18.18.11. */
  type: string;
  style: number;
  value: string;
  formula: boolean;
}

/** Null for a cell without content; one that computes an empty text still counts as a formula. */
export function readCell(raw: RawCell, column: number, sources: CellSources): SheetCell | null {
  const { text, flaw } = readContent(raw, sources);
  if (raw.formula) return { column, text, flaw: "formula" };
  return text === "" ? null : { column, text, flaw };
}

function readContent({ type, value, style }: RawCell, sources: CellSources): Omit<SheetCell, "column"> {
  switch (type) {
    case "s":
      return { text: value === "" ? "" : sharedText(value, sources.texts), flaw: null };
    case "b":
      return { text: value === "" ? "" : value.trim() === "1" ? "TRUE" : "FALSE", flaw: null };
    case "e":
      return { text: value, flaw: "error_value" };
    case "d":
      return { text: value, flaw: "formatted" };
    case "n":
      return sources.digits
        ? { text: value.trim(), flaw: null }
        : readNumber(value.trim(), sources.isPlain(style));
    default:
      return { text: decodeSheetText(value), flaw: null };
  }
}

function sharedText(index: string, texts: readonly string[]): string {
  const text = texts[Number(index)];
  if (text === undefined) throw new WorkbookRefusal("damaged");
  return text;
}

/** Spreadsheets keep 15 digits: what was typed with more has lost its end already. */
const exact = /^-?\d{1,15}$|^-?(?=[\d.]{3,16}$)\d+\.\d+$/;

function readNumber(value: string, plain: boolean): Omit<SheetCell, "column"> {
  if (value === "") return { text: "", flaw: null };
  const number = Number(value);
  if (!Number.isFinite(number)) throw new WorkbookRefusal("damaged");
  const text = String(number);
  if (!exact.test(text)) return { text, flaw: "inexact" };
  return { text, flaw: plain ? null : "formatted" };
}
