import type { ReactNode } from "react";

/** One column of a `DataTable`. */
export interface Column<Row> {
  /** Also the class of its cells, by which a column leaves on narrow pages. */
  key: string;
  head: ReactNode;
  right?: boolean;
  sorted?: "ascending" | "descending";
  cell: (row: Row) => ReactNode;
}
