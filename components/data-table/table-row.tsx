"use client";

import { memo, type ReactNode, useState } from "react";
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
  open: boolean;
  gone: boolean;
  kept: boolean;
  busy: boolean;
  selectLabel?: (row: Row) => string;
  onSelect?: (row: Row, range: boolean) => void;
  details?: ReactNode;
}

/** Of hundreds of rows only those are rendered again of which something is new. */
export const TableRow = memo(PlainRow) as typeof PlainRow;

function PlainRow<Row>(props: TableRowProps<Row>) {
  const { id, row, columns, index, width, selected, selectLabel, onSelect, details } = props;
  const { open, gone, kept, busy } = props;
  const shown = details !== undefined;
  const [pointed, setPointed] = useState(false);
  const state = { open, gone, kept, busy, pointed };
  return (
    <>
      <tr
        aria-rowindex={index}
        data-row={id}
        className={`${selected ? "sel" : ""} ${shown ? "open" : ""} ${gone ? "gone" : ""}`}
        onPointerEnter={() => setPointed(true)}
      >
        {onSelect && (
          <td className="k-select">
            <input
              type="checkbox"
              className="chk"
              aria-label={selectLabel?.(row)}
              checked={selected}
              data-select=""
              onChange={({ nativeEvent }) =>
                onSelect(row, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
              }
            />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} className={`${column.key} ${column.right ? "r" : ""}`}>
            {column.cell(row, state)}
          </td>
        ))}
      </tr>
      {shown && (
        // Under the row's own name: what one row has open or revealed is not for the next one in its place.
        <tr key={id} className="x" id={`details-${id}`}>
          <td colSpan={width}>{details}</td>
        </tr>
      )}
    </>
  );
}
