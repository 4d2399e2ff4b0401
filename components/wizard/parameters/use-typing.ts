"use client";

import { useState } from "react";

/** Whether somebody is still writing in a field: what is wrong with half a value is not said yet. */
export function useTyping(): { typing: boolean; onType: () => void; onBlur: () => void } {
  const [typing, setTyping] = useState(false);
  return {
    typing,
    onType: () => setTyping(true),
    onBlur: () => afterPress(() => setTyping(false)),
  };
}

/** A sentence that appears between pressing and letting go would move the button away from under the pointer. */
function afterPress(run: () => void): void {
  if (!document.querySelector(":active")) {
    run();
    return;
  }
  const over = new AbortController();
  for (const end of ["pointerup", "pointercancel"]) {
    const later = () => {
      over.abort();
      setTimeout(run);
    };
    window.addEventListener(end, later, { signal: over.signal });
  }
}
