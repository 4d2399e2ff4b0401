"use client";

import type { KeyboardEvent } from "react";
import { useFormatNumber } from "./use-format";

export interface Tab {
  key: string;
  text: string;
  count?: number;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  selected: string | null;
  controls: string;
  onSelect: (key: string) => void;
  /** Somebody is about to choose: a press is about a tenth of a second old when it becomes a click. */
  onAim?: (key: string) => void;
  className?: string;
}

/** Tabs over one panel; arrow keys move, the chosen one is the only stop for Tab. */
export function Tabs({ label, tabs, selected, controls, onSelect, onAim, className }: TabsProps) {
  const number = useFormatNumber();
  const stop = tabs.some((tab) => tab.key === selected) ? selected : tabs[0]?.key;
  const move = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const all = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role="tab"]');
    const next = (to + tabs.length) % tabs.length;
    all?.[next]?.focus();
    const tab = tabs[next];
    if (tab) onSelect(tab.key);
  };
  return (
    <div className={`tabs ${className ?? ""}`} role="tablist" aria-label={label}>
      {tabs.map((tab, index) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`${controls}-tab-${tab.key}`}
          aria-selected={tab.key === selected}
          aria-controls={controls}
          tabIndex={tab.key === stop ? 0 : -1}
          onPointerDown={() => onAim?.(tab.key)}
          onClick={() => onSelect(tab.key)}
          onKeyDown={(event) => move(event, index)}
        >
          {tab.text}
          {tab.count !== undefined && <span className="c">{number(tab.count)}</span>}
        </button>
      ))}
    </div>
  );
}
