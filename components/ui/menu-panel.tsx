"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons";
import { PageLink } from "./page-link";

export type MenuEntry =
  | { kind: "line"; key: string }
  | {
      kind: "item";
      key: string;
      icon?: IconName;
      text: ReactNode;
      note?: ReactNode;
      count?: ReactNode;
      /** Why it cannot be chosen now; it stays in reach of the keyboard so that the reason can be read. */
      hindrance?: string;
      current?: boolean;
      href?: string;
      newTab?: boolean;
      /** `href` is a file to save, not a page to go to. */
      download?: boolean;
      onSelect?: () => void;
    };

export interface MenuPanelProps {
  id: string;
  label: string;
  entries: readonly MenuEntry[];
  place?: "right" | "up" | "right up";
  close: () => void;
}

/** The entries of an open menu: arrows, Home, End and first letters go through them. */
export function MenuPanel({ id, label, entries, place, close }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    items(panel.current)[0]?.focus();
  }, []);
  return (
    <div
      className={`menu ${place ?? ""}`}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      ref={panel}
      onKeyDown={(event) => moveFocus(event, panel.current)}
    >
      {entries.map((entry) =>
        entry.kind === "line" ? (
          <hr key={entry.key} />
        ) : (
          <MenuItem key={entry.key} entry={entry} close={close} />
        ),
      )}
    </div>
  );
}

function MenuItem({ entry, close }: { entry: Extract<MenuEntry, { kind: "item" }>; close: () => void }) {
  const body = (
    <>
      {entry.icon && <Icon name={entry.icon} />}
      <span className="body">
        {entry.text}
        {(entry.hindrance ?? entry.note) && <small>{entry.hindrance ?? entry.note}</small>}
      </span>
      {entry.count !== undefined && <span className="n">{entry.count}</span>}
      {entry.current && <Icon name="check" size="s" />}
    </>
  );
  if (entry.href && entry.download && !entry.hindrance) {
    return (
      <a className="mi" role="menuitem" tabIndex={-1} href={entry.href} onClick={close} download>
        {body}
      </a>
    );
  }
  if (entry.href && !entry.hindrance) {
    const target = entry.newTab ? { target: "_blank", rel: "noopener" } : {};
    return (
      <PageLink className="mi" role="menuitem" tabIndex={-1} href={entry.href} onClick={close} {...target}>
        {body}
      </PageLink>
    );
  }
  return (
    <button
      type="button"
      className="mi"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={entry.hindrance !== undefined}
      aria-current={entry.current}
      onClick={() => {
        if (entry.hindrance !== undefined) return;
        close();
        entry.onSelect?.();
      }}
    >
      {body}
    </button>
  );
}

const items = (panel: HTMLElement | null): HTMLElement[] =>
  panel ? [...panel.querySelectorAll<HTMLElement>('[role="menuitem"]')] : [];

function moveFocus(event: KeyboardEvent, panel: HTMLElement | null): void {
  const all = items(panel);
  const active = document.activeElement;
  const at = active instanceof HTMLElement ? all.indexOf(active) : -1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  const next = to === undefined ? byLetter(event.key, all, at) : all[to % all.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function byLetter(key: string, all: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  const starts = (item: HTMLElement) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase());
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(starts);
}
