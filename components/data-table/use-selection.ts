"use client";

import { useCallback, useMemo, useState } from "react";

/** What is ticked: rows one by one, or everything a filter matches but some. */
export interface Selection {
  everything: boolean;
  /** Ticked ones, or with `everything` the exceptions; with the status each had when it was ticked. */
  marked: ReadonlyMap<string, string>;
}

export interface SelectionRow {
  id: string;
  status: string;
}

const nothing: Selection = { everything: false, marked: new Map() };

/** A selection that survives paging and refresh and ends with the filter it was made under. */
export function useSelection(scope: string) {
  const [held, setHeld] = useState({ scope, selection: nothing, anchor: null as string | null });
  // Forgotten, not set aside: who comes back to a filter must not find rows ticked that they believe to be let go.
  if (held.scope !== scope) setHeld({ scope, selection: nothing, anchor: null });
  const selection = held.scope === scope ? held.selection : nothing;
  const anchor = held.scope === scope ? held.anchor : null;

  const set = useCallback(
    (next: Selection, from: string | null) => setHeld({ scope, selection: next, anchor: from }),
    [scope],
  );
  const isSelected = useCallback(
    (id: string) => selection.marked.has(id) !== selection.everything,
    [selection],
  );
  /** Ticks or unticks rows; all of them get the same answer. */
  const mark = useCallback(
    (rows: readonly SelectionRow[], selected: boolean, from: string | null) => {
      const marked = new Map(selection.marked);
      for (const row of rows) {
        if (selected !== selection.everything) marked.set(row.id, row.status);
        else marked.delete(row.id);
      }
      set({ ...selection, marked }, from);
    },
    [selection, set],
  );
  return useMemo(
    () => ({
      selection,
      isSelected,
      /** `rows` are those of the page, so that Shift can take everything between two ticks. */
      toggle(row: SelectionRow, rows: readonly SelectionRow[], range: boolean) {
        const at = rows.findIndex((each) => each.id === row.id);
        const from = range ? rows.findIndex((each) => each.id === anchor) : -1;
        const span = from < 0 ? [row] : rows.slice(Math.min(at, from), Math.max(at, from) + 1);
        mark(span, !isSelected(row.id), row.id);
      },
      markPage: (rows: readonly SelectionRow[], selected: boolean) => mark(rows, selected, null),
      selectEverything: () => set({ everything: true, marked: new Map() }, null),
      clear: () => set(nothing, null),
    }),
    [selection, isSelected, mark, set, anchor],
  );
}

export type SelectionControls = ReturnType<typeof useSelection>;
