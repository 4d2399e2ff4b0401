"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

export interface Popover<Root extends HTMLElement> {
  open: boolean;
  root: RefObject<Root | null>;
  button: RefObject<HTMLButtonElement | null>;
  show(): void;
  /** Closes and gives the focus back to the button. */
  close(): void;
}

/** What opens under a button: closes on Escape, on a press elsewhere and when the focus moves away. */
export function usePopover<Root extends HTMLElement = HTMLDivElement>(): Popover<Root> {
  const [open, setOpen] = useState(false);
  const root = useRef<Root>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const isOutside = (target: EventTarget | null) =>
      !(target instanceof Node) || !root.current?.contains(target);
    const onPress = (event: PointerEvent) => {
      if (isOutside(event.target)) setOpen(false);
    };
    const onFocus = (event: FocusEvent) => {
      if (isOutside(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    };
    const element = root.current;
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onFocus);
    element?.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onFocus);
      element?.removeEventListener("keydown", onKey);
    };
  }, [open]);

  const show = useCallback(() => setOpen(true), []);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  return { open, root, button, show, close };
}
