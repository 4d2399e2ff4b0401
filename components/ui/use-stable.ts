"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * The same function for as long as the caller is shown, which does what the newest one does: what gets it need not
 * render again because of it. For handlers only, as while rendering it is still the one before.
 */
export function useStable<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
