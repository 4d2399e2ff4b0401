"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** Set by `app/_page/early-press-keeper.tsx`: the button that was pressed before React could hear it. */
    takeEarlyPress?: () => HTMLButtonElement | null;
  }
}

/** Presses the button again that was pressed before the page was awake. Last in the page: its effects come last. */
export function EarlyPress() {
  useEffect(() => {
    // Not in the midst of a press: the one that wakes a page is delivered by React, which is known when it has passed.
    const timer = setTimeout(() => {
      const pressed = window.takeEarlyPress?.();
      delete window.takeEarlyPress;
      if (pressed?.isConnected) pressed.click();
    });
    return () => clearTimeout(timer);
  }, []);
  return null;
}
