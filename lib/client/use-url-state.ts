"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readUrl, type UrlFields, type UrlState, writeUrl } from "./url-state";

/** `push` for what Back should undo (a page), `replace` for what it should skip (edits of a filter). */
export type HistoryMode = "push" | "replace";

export interface UrlStateControls<Fields> {
  state: UrlState<Fields>;
  /** Parameters whose value was not understood. */
  rejected: readonly string[];
  change: (part: Partial<UrlState<Fields>>, mode: HistoryMode) => void;
}

/** What the address says, and a way to change it without asking the server for a page. */
export function useUrlState<Fields extends UrlFields>(fields: Fields): UrlStateControls<Fields> {
  const pathname = usePathname();
  const search = useSearchParams();
  const text = search.toString();
  const { state, rejected } = useMemo(() => readUrl(fields, new URLSearchParams(text)), [fields, text]);
  const change = useCallback(
    (part: Partial<UrlState<Fields>>, mode: HistoryMode) => {
      const query = writeUrl(fields, { ...state, ...part });
      const address = `${pathname}${query ? `?${query}` : ""}`;
      if (mode === "push") window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [fields, state, pathname],
  );
  return { state, rejected, change };
}
