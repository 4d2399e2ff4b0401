"use client";

import { type RefObject, useEffect, useRef } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import type { RowActions } from "./table-row";

type PressRowKey = typeof import("./row-keys").pressRowKey;

/**
 * j, k and arrows move over rows, x ticks, Shift with arrows ticks on the way, Enter or e opens, c copies, r retries
 * (ui.md §11); off in inputs and frames. What they do comes when the page is at rest, or with the first key.
 */
export function useRowKeys(table: RefObject<HTMLTableElement | null>, actions: RowActions | undefined): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  }, [actions]);
  useEffect(() => {
    let pressKey: PressRowKey | null = null;
    const load = async () => {
      pressKey = (await import("./row-keys")).pressRowKey;
    };
    const onKey = async (event: KeyboardEvent) => {
      if (!pressKey) await load();
      pressKey?.(event, table.current, latest.current);
    };
    document.addEventListener("keydown", onKey);
    void pageAtRest().then(load);
    return () => document.removeEventListener("keydown", onKey);
  }, [table]);
}
