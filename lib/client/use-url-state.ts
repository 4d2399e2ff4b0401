"use client";

import { usePathname } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readUrl, type UrlFields, type UrlState, writeUrl } from "@/lib/domain/url-state";
import { changeAddress, type HistoryMode, useQueryText } from "./address";

export interface UrlStateControls<Fields> {
  state: UrlState<Fields>;
  /** Parameters whose value was not understood. */
  rejected: readonly string[];
  change: (part: Partial<UrlState<Fields>>, mode: HistoryMode) => void;
}

/** What the address says, and a way to change it without asking the server for a page. */
export function useUrlState<Fields extends UrlFields>(fields: Fields): UrlStateControls<Fields> {
  const pathname = usePathname();
  const text = useQueryText();
  const { state, rejected } = useMemo(() => readUrl(fields, new URLSearchParams(text)), [fields, text]);
  const change = useCallback(
    (part: Partial<UrlState<Fields>>, mode: HistoryMode) => {
      // Two fields typed into at once: the later change must not bring back what the earlier one replaced.
      const now = readUrl(fields, new URLSearchParams(window.location.search)).state;
      const query = writeUrl(fields, { ...now, ...part });
      changeAddress(`${pathname}${query ? `?${query}` : ""}`, mode);
    },
    [fields, pathname],
  );
  return { state, rejected, change };
}
