"use client";

import { useLayoutEffect } from "react";

/** The title of the tab while the caller stands, for pages whose title changes with what they show. */
export function usePageTitle(title: string): void {
  // Let go of with the page itself: the title of the next one comes in the same turn.
  useLayoutEffect(() => {
    const keep = () => {
      if (document.title !== title) document.title = title;
    };
    keep();
    // The head wakes on its own, on a busy machine after the page, and then writes the title it was sent with.
    const watch = new MutationObserver(keep);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [title]);
}
