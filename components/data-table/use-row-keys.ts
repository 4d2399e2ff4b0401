"use client";

import { type RefObject, useEffect, useRef } from "react";
import { areShortcutsOn, isTyping } from "../shell/shortcut-rules";
import type { RowActions } from "./table-row";

/** j and k move over rows, x ticks, e opens, c copies, r retries (ui.md §11); off in inputs and frames. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>, actions: RowActions | undefined): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  }, [actions]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || !areShortcutsOn() || document.querySelector("dialog[open]")) return;
      const row = document.activeElement?.closest<HTMLElement>("tr[data-row]");
      const own = row && table.current?.contains(row) ? row : null;
      if (event.key === "j" || event.key === "k") {
        moveRow(table.current, own, event.key === "j" ? 1 : -1);
        event.preventDefault();
        return;
      }
      const id = own?.dataset.row;
      if (!own || id === undefined) return;
      if (event.key === "x") own.querySelector<HTMLElement>("[data-select]")?.click();
      else if (event.key === "e") latest.current?.open?.(id);
      else if (event.key === "c") latest.current?.copy?.(id);
      else if (event.key === "r") latest.current?.retry?.(id);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [table]);
}

function moveRow(table: HTMLElement | null, from: HTMLElement | null, step: number): void {
  const rows = [...(table?.querySelectorAll<HTMLElement>("tr[data-row]") ?? [])];
  const at = from ? rows.indexOf(from) + step : 0;
  const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
  row?.querySelector<HTMLElement>("[data-select], a, button")?.focus();
}
