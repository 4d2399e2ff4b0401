"use client";

import { createFocusTrap } from "focus-trap";
import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";

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
 *
 * Not `showModal`: that makes all of the page inert at once, and styling every element of it anew, twice, holds up a
 * long page. In the top layer as a popover, the focus kept inside and the page hidden from readers, it costs itself alone.
 */
export function Dialog(props: DialogProps) {
  const inBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  // Beside the page, not in it: what hides the page from readers must not hide a dialog that another one opened.
  const dialog = <OpenDialog {...props} />;
  return inBrowser ? createPortal(dialog, framedPage() ?? document.body) : dialog;
}

function OpenDialog({ title, onClose, children, footer, wide, role = "dialog" }: DialogProps) {
  const t = useTranslations("common");
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  const heading = useId();
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement;
    element.showPopover();
    if (framedPage()) placeNear(element, opener);
    const trap = createFocusTrap(element, {
      // Without one a trap takes its first control, which is Close.
      initialFocus: () => element.querySelector<HTMLElement>("[data-safe]") ?? undefined,
      fallbackFocus: element,
      // Opening has moved the focus already, to Close.
      setReturnFocus: () => (opener instanceof HTMLElement ? opener : false),
      delayInitialFocus: false,
      delayReturnFocus: false,
      isolateSubtrees: "aria-hidden",
      escapeDeactivates: () => {
        close.current();
        return false;
      },
    });
    // What opens is drawn first: taking the focus asks for its layout.
    const focusing = requestAnimationFrame(() => trap.activate());
    return () => {
      cancelAnimationFrame(focusing);
      trap.deactivate();
      element.hidePopover();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      popover="manual"
      className={wide ? "dlg wide" : "dlg"}
      role={role}
      aria-modal="true"
      aria-labelledby={heading}
      tabIndex={-1}
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

const framedPage = (): Element | null => document.querySelector(".embed-page");

function placeNear(dialog: HTMLElement, opener: Element | null): void {
  const around = opener?.getBoundingClientRect().top ?? 0;
  const lowest = Math.max(16, window.innerHeight - dialog.offsetHeight - 16);
  dialog.style.insetBlockStart = `${Math.min(Math.max(16, around - 120), lowest)}px`;
}
