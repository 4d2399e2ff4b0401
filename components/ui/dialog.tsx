"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";
import { inertByParts } from "./inert-by-parts";

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer: ReactNode;
  wide?: boolean;
  role?: "dialog" | "alertdialog";
}

/**
 * A modal dialog, open while it is rendered. The focus goes to the control marked `data-safe` and afterwards back
 * to where it was. In a frame, which may be taller than the window, it opens beside what was pressed.
 */
export function Dialog({ title, onClose, children, footer, wide, role = "dialog" }: DialogProps) {
  const t = useTranslations("common");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (!element) return;
    const callOff = inertByParts(element, () => {
      // One move of the focus: without it a modal takes its first control, which is Close.
      element.querySelector("[data-safe]")?.setAttribute("autofocus", "");
      element.showModal();
      if (element.closest(".embed-page")) placeNear(element, opener);
    });
    return () => {
      callOff();
      element.close();
      if (opener instanceof HTMLElement) opener.focus();
      // Styled in this turn, painted in the next: what was inert is all styled anew.
      document.body.getBoundingClientRect();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? "dlg wide" : "dlg"}
      role={role}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="iconbtn" aria-label={t("close")} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      {children}
      <footer>{footer}</footer>
    </dialog>
  );
}

function placeNear(dialog: HTMLElement, opener: Element | null): void {
  const around = opener?.getBoundingClientRect().top ?? 0;
  const lowest = Math.max(16, window.innerHeight - dialog.offsetHeight - 16);
  dialog.style.insetBlockStart = `${Math.min(Math.max(16, around - 120), lowest)}px`;
}
