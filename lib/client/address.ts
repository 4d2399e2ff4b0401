"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

/** `push` for what Back should undo (a page), `replace` for what it should skip (edits of a filter). */
export type HistoryMode = "push" | "replace";

/** Milliseconds after which the router learns of a change: by then its answer has been painted. */
const untilToldMs = 1_000;

const listeners = new Set<() => void>();
let untold: ReturnType<typeof setTimeout> | undefined;
/** The query the router was told and has not rendered yet: once it has, it writes that address again. */
let underWay: string | null = null;

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
  useEffect(() => {
    if (rendered === underWay) underWay = null;
  }, [rendered]);
  const read = () => {
    // On the way back to another page the address is that page's before this one is gone.
    if (window.location.pathname !== pathname) return rendered;
    return readQueryText();
  };
  return useSyncExternalStore(subscribe, read, () => rendered);
}

/**
 * Changes the address without asking the server for a page. The router is told of it a moment later, or before it does
 * anything else: all it makes of it is the whole page rendered anew, which a person would wait for.
 */
export function changeAddress(address: string, mode: HistoryMode): void {
  // With a state of its own in it the router passes over the change. While it is busy with the one before it must not,
  // as it would bring that one back.
  const state = underWay === null ? window.history.state : null;
  if (mode === "push") window.history.pushState(state, "", address);
  else window.history.replaceState(state, "", address);
  forgetToTellRouter();
  if (state === null) underWay = readQueryText();
  else untold = setTimeout(tellRouter, untilToldMs);
  for (const listener of listeners) listener();
}

/** Has the router learn at once of the address, if it has not: it would restore the one it knows. */
export function tellRouter(): void {
  if (untold === undefined) return;
  forgetToTellRouter();
  underWay = readQueryText();
  window.history.replaceState(null, "", window.location.href);
}

/** Somebody goes to another page, or back or forth: the router hears from the browser where they are. */
export function forgetToTellRouter(): void {
  clearTimeout(untold);
  untold = undefined;
  underWay = null;
}

const readQueryText = () => new URLSearchParams(window.location.search).toString();
