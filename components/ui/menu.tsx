"use client";

import { lazy, type ReactNode, Suspense, useId } from "react";
import type { MenuPanelProps } from "./menu-panel";
import { usePopover } from "./use-popover";

const loadPanel = () => import("./menu-panel");
const MenuPanel = lazy(async () => ({ default: (await loadPanel()).MenuPanel }));

interface MenuProps extends Pick<MenuPanelProps, "entries" | "place"> {
  /** Names the button; with `worded` it only goes before the words the button shows. */
  label: string;
  worded?: boolean;
  buttonClass: string;
  button: ReactNode;
  wrapClass?: string;
}

/** A button and the menu it opens (ARIA menu pattern: arrows, Home, End, first letters, Escape). */
export function Menu({ label, worded, buttonClass, button, entries, place, wrapClass }: MenuProps) {
  const popover = usePopover();
  const id = useId();
  return (
    <div className={`menuwrap ${wrapClass ?? ""}`} ref={popover.root}>
      <button
        type="button"
        ref={popover.button}
        className={buttonClass}
        aria-label={worded ? undefined : label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={popover.open}
        aria-controls={popover.open ? id : undefined}
        onClick={popover.open ? popover.close : popover.show}
        // Who comes near will open it.
        onPointerEnter={loadPanel}
        onFocus={loadPanel}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || popover.open) return;
          event.preventDefault();
          popover.show();
        }}
      >
        {worded && <span className="sr">{label} </span>}
        {button}
      </button>
      {popover.open && (
        <Suspense>
          <MenuPanel id={id} label={label} entries={entries} place={place} close={popover.close} />
        </Suspense>
      )}
    </div>
  );
}
