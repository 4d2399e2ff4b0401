"use client";

import { useEffect } from "react";
import type { DraftControls } from "./step-props";
import { readTargets } from "./targets/read-targets";

/** A draft that was opened has its text, which is still to be read before anything can be said of it. */
export function useReadTargets({ draft, change }: DraftControls): boolean {
  const { targetsText, targets } = draft;
  const unread = targets === null && targetsText !== "";
  useEffect(() => {
    if (!unread) return;
    let current = true;
    void readTargets(targetsText).then((found) => {
      if (current) change({ targets: found });
    });
    return () => {
      current = false;
    };
  }, [unread, targetsText, change]);
  return unread;
}
