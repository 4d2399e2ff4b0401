"use client";

import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons";
import type { Tone } from "./status-looks";

interface BannerProps {
  tone: Tone;
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** `alert` interrupts and comes into sight; only for what blocks. */
  role?: "alert" | "status";
}

const showOnce = (banner: HTMLElement | null) => banner?.scrollIntoView({ block: "nearest" });

/** Amber for stale or unusual, red for blocked, violet for a kept copy: a bold fact, a sentence, two actions at most. */
export function Banner({ tone, icon, title, children, actions, className, role }: BannerProps) {
  return (
    <div
      className={`note s-${tone} ${className ?? ""}`}
      role={role}
      ref={role === "alert" ? showOnce : undefined}
    >
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children}
      </div>
      {actions && <div className="acts">{actions}</div>}
    </div>
  );
}
