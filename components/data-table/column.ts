import type { ReactNode } from "react";

/** What is so of a row just now, beside what it says itself. */
export interface RowState {
  open: boolean;
  /** The newest answer no longer has it here. */
  gone: boolean;
  /** As `gone`, but it stays, since the person has just acted on it. */
  kept: boolean;
  /** What was asked for it is on its way. */
  busy: boolean;
  /** A pointer has been over its place. */
  pointed: boolean;
}

/** One column of a `DataTable`. */
export interface Column<Row> {
  /** Also the class of its cells, by which a column leaves on narrow pages. */
  key: string;
  head: ReactNode;
  right?: boolean;
  sorted?: "ascending" | "descending";
  /** Rows are drawn anew only when they, their state or the columns change: what else it reads has to make new columns. */
  cell: (row: Row, state: RowState) => ReactNode;
}
