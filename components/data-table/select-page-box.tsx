"use client";

import type { SelectionControls, SelectionRow } from "./use-selection";

interface SelectPageBoxProps {
  rows: readonly SelectionRow[];
  controls: SelectionControls;
  label: string;
}

/** The box in the head: this page, mixed when only some of it is ticked. */
export function SelectPageBox({ rows, controls, label }: SelectPageBoxProps) {
  const ticked = rows.filter((row) => controls.isSelected(row.id)).length;
  const all = rows.length > 0 && ticked === rows.length;
  return (
    <input
      type="checkbox"
      className="chk"
      aria-label={label}
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = ticked > 0 && !all;
      }}
      onChange={() => controls.markPage(rows, !all)}
    />
  );
}
