"use client";

import { type ReactNode, useId } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons";

interface ActionButtonProps {
  icon?: IconName;
  children: ReactNode;
  className?: string;
  /** Why it is off. It stays focusable, with the reason as tooltip and description. */
  hindrance?: string | null;
  busy?: boolean;
  label?: string;
  safe?: boolean;
  rowAction?: string;
  onPress: () => void;
}

/** A button that can say why it does nothing. A busy one takes no second press. */
export function ActionButton(props: ActionButtonProps) {
  const { icon, children, className, hindrance, busy = false, label, safe, rowAction, onPress } = props;
  const reason = useId();
  const off = Boolean(hindrance);
  return (
    <>
      <button
        type="button"
        className={`btn ${className ?? ""}`}
        aria-disabled={off || busy}
        aria-busy={busy}
        aria-label={label}
        aria-describedby={off ? reason : undefined}
        title={hindrance ?? undefined}
        data-safe={safe ? "" : undefined}
        data-row-action={rowAction}
        // A key held down presses once, also when it was pressed on the page before this one.
        onKeyDown={(event) => {
          if (event.repeat && event.key === "Enter") event.preventDefault();
        }}
        onClick={() => {
          if (!off && !busy) onPress();
        }}
      >
        {icon && <Icon name={icon} size={className?.includes("sm") ? "s" : undefined} />}
        {children}
      </button>
      {off && (
        <span className="sr" id={reason}>
          {hindrance}
        </span>
      )}
    </>
  );
}
