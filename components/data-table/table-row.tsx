"use client";

import type { ReactNode } from "react";
import type { Column } from "./column";

/** What single keys do with the row that has the focus. */
export interface RowActions {
  open?: (id: string) => void;
  copy?: (id: string) => void;
  retry?: (id: string) => void;
}

interface TableRowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  index: number;
  width: number;
  selected?: boolean;
  /** The newest answer no longer has it here. */
  gone?: boolean;
  selectLabel?: string;
  onSelect?: (range: boolean) => void;
  details?: ReactNode;
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, columns, index, width, selected, gone, selectLabel, onSelect, details } = props;
  const shown = details !== undefined;
  return (
    <>
      <tr
        aria-rowindex={index}
        data-row={id}
        className={`${selected ? "sel" : ""} ${shown ? "open" : ""} ${gone ? "gone" : ""}`}
      >
        {onSelect && (
          <td className="k-select">
            <input
              type="checkbox"
              className="chk"
              aria-label={selectLabel}
              checked={selected}
              data-select=""
              onChange={({ nativeEvent }) =>
                onSelect(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
              }
            />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} className={`${column.key} ${column.right ? "r" : ""}`}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
      {shown && (
        <tr className="x" id={`details-${id}`}>
          <td colSpan={width}>{details}</td>
        </tr>
      )}
    </>
  );
}
