"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";

/** `push` for what Back should undo (a page), `replace` for what it should skip (edits of a filter). */
export type HistoryMode = "push" | "replace";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/**
 * The query of the address, as the page itself last changed it. The router learns of such a change late, as a
 * transition, or not at all before its first effects ran: a click would be lost on a busy machine.
 */
export function useQueryText(): string {
  const pathname = usePathname();
  const rendered = useSearchParams().toString();
  const read = () => {
    // On the way back to another page the address is that page's before this one is gone.
    if (window.location.pathname !== pathname) return rendered;
    return new URLSearchParams(window.location.search).toString();
  };
  return useSyncExternalStore(subscribe, read, () => rendered);
}

/** Changes the address without asking the server for a page. */
export function changeAddress(address: string, mode: HistoryMode): void {
  if (mode === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
  for (const listener of listeners) listener();
}
