"use client";

import { type ReactNode, useMemo, useRef } from "react";
import type { Column } from "./column";
import { SelectPageBox } from "./select-page-box";
import { type RowActions, TableRow } from "./table-row";
import { useRowKeys } from "./use-row-keys";
import type { SelectionControls, SelectionRow } from "./use-selection";

interface DataTableProps<Row> {
  caption: string;
  className: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** All rows of the list, and how many come before this page: for screen readers. */
  total: number;
  offset: number;
  /** The rows belong to the question before this one. */
  outdated?: boolean;
  /** Keys of rows held in their places although the newest answer no longer has them here. */
  gone?: ReadonlySet<string>;
  selection?: {
    controls: SelectionControls;
    row: (row: Row) => SelectionRow;
    label: (row: Row) => string;
    pageLabel: string;
  };
  details?: { isOpen: (row: Row) => boolean; render: (row: Row) => ReactNode };
  actions?: RowActions;
}

/** A native table whose rows, order and pages the server decides. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, className, columns, rows, rowId, total, offset, outdated, selection, details } = props;
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table, props.actions);
  const selectionRows = useMemo(() => (selection ? rows.map(selection.row) : []), [rows, selection]);
  const width = columns.length + (selection ? 1 : 0);
  return (
    <table
      ref={table}
      className={`rowcards ${className} ${outdated ? "busyrows" : ""}`}
      aria-rowcount={total + 1}
      aria-busy={outdated}
    >
      <caption className="sr">{caption}</caption>
      <colgroup>
        {selection && <col style={{ width: 42 }} />}
        {columns.map((column) => (
          <col key={column.key} className={column.key} />
        ))}
      </colgroup>
      <thead className="ruled">
        <tr aria-rowindex={1}>
          {selection && (
            <th scope="col">
              <SelectPageBox rows={selectionRows} controls={selection.controls} label={selection.pageLabel} />
            </th>
          )}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={`${column.key} ${column.right ? "r" : ""}`}
              aria-sort={column.sorted}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <TableRow
            key={rowId(row)}
            id={rowId(row)}
            row={row}
            columns={columns}
            index={offset + index + 2}
            width={width}
            gone={props.gone?.has(rowId(row))}
            selected={selection?.controls.isSelected(rowId(row))}
            selectLabel={selection?.label(row)}
            onSelect={
              selection &&
              ((range: boolean) => selection.controls.toggle(selection.row(row), selectionRows, range))
            }
            details={details?.isOpen(row) ? details.render(row) : undefined}
          />
        ))}
      </tbody>
    </table>
  );
}
