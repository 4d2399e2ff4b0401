"use client";

import { type ReactNode, useMemo, useRef } from "react";
import { useStable } from "../ui/use-stable";
import type { Column } from "./column";
import { SelectPageBox } from "./select-page-box";
import { type RowActions, TableRow } from "./table-row";
import { useRowKeys } from "./use-row-keys";
import { useRowsInSightFirst } from "./use-rows-in-sight-first";
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
  /**
   * A row is known by its place: another page fills the elements there are with other words, as making hundreds of rows
   * anew takes a browser twice as long, and those in sight come first. Nothing in a row may hold a state of its own
   * then, but its details.
   */
  byPlace?: boolean;
  /** The rows belong to the question before this one. */
  outdated?: boolean;
  /** Keys of rows held in their places although the newest answer no longer has them here, the second for the person's sake. */
  gone?: ReadonlySet<string>;
  kept?: ReadonlySet<string>;
  /** Something of it is on its way. */
  isBusy?: (row: Row) => boolean;
  selection?: {
    controls: SelectionControls;
    row: (row: Row) => SelectionRow;
    /** The same one with every render, else all rows render anew. */
    label: (row: Row) => string;
    pageLabel: string;
  };
  details?: { isOpen: (row: Row) => boolean; render: (row: Row) => ReactNode };
  actions?: RowActions;
}

/** A native table whose rows, order and pages the server decides. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, className, columns, rows, rowId, total, offset, outdated, byPlace = false } = props;
  const { selection, details } = props;
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table, props.actions);
  const selectionRows = useMemo(() => (selection ? rows.map(selection.row) : []), [rows, selection]);
  const select = useStable((row: Row, range: boolean) =>
    selection?.controls.toggle(selection.row(row), selectionRows, range),
  );
  const width = columns.length + (selection ? 1 : 0);
  const placed = useRowsInSightFirst(table, rows, offset, byPlace);
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
        {placed.map(({ row, index }, place) => {
          const id = rowId(row);
          const open = details?.isOpen(row) === true;
          return (
            <TableRow
              key={byPlace ? place : id}
              id={id}
              row={row}
              columns={columns}
              index={index}
              width={width}
              open={open}
              gone={props.gone?.has(id) === true}
              kept={props.kept?.has(id) === true}
              busy={props.isBusy?.(row) === true}
              selected={selection?.controls.isSelected(selection.row(row).id)}
              selectLabel={selection?.label}
              onSelect={selection && select}
              details={open ? details?.render(row) : undefined}
            />
          );
        })}
      </tbody>
    </table>
  );
}
