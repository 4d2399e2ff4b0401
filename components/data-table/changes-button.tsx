"use client";

import type { ReactNode } from "react";
import { useAnnounced } from "../ui/use-announced";

interface ChangesButtonProps {
  /** How many changes wait; 0 shows nothing. */
  count: number;
  /** What is said aloud, such as "2 devices changed". */
  spoken: string;
  /** The region that shows them: it gets the focus the button takes with it when it goes. */
  controls: string;
  onShow: () => void;
  children: ReactNode;
}

/** Changes that wait behind a word, so that no row moves under the pointer (ui.md §1). */
export function ChangesButton({ count, spoken, controls, onShow, children }: ChangesButtonProps) {
  useAnnounced(count > 0 ? spoken : null);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="linkbtn row tight"
      aria-controls={controls}
      onClick={() => {
        onShow();
        document.getElementById(controls)?.focus({ preventScroll: true });
      }}
    >
      {children}
    </button>
  );
}
