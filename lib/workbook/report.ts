import type { WorkbookRule } from "@/lib/domain/workbook-columns";

export interface RowProblem {
  /** As the spreadsheet numbers its rows: headings are row 1. */
  row: number;
  /** The heading of the column at fault. */
  column: string;
  /** What the cell holds, cut to 100 characters; null where it may be a secret. */
  value: string | null;
  rule: WorkbookRule;
  /** For the words of the rule: `workbook.{rule}`. */
  values: Record<string, string | number>;
}

export interface WorkbookReport {
  format: "xlsx" | "xls";
  /** False for `.xls`: only size and kind of file were looked at, and everything below is empty. */
  checked: boolean;
  /** Rows below the headings that hold anything, with or without problems. */
  rows: number | null;
  /** The first 1,000, from the top. */
  problems: RowProblem[];
  problemCount: number;
  /** Headings of columns that this type of task has no use for. */
  ignoredHeadings: string[];
  /** The first three devices, and the last three of those behind them. */
  first: string[];
  last: string[];
  /** Null when the file was not looked into. */
  targets: WorkbookTargets | null;
}

/** The devices of all rows without a problem, none twice; of createDevices the ids they will have. */
export interface WorkbookTargets {
  count: number;
  /** SHA-256 in hex over the sorted ids, one a line. */
  hash: string;
  /** One a line, in the order of the rows: a hundred thousand in one text cross threads in a millisecond. */
  ids: string;
}
