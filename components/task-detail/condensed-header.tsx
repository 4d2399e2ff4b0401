"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Task } from "@/lib/contracts/tasks";
import { SafeText } from "../ui/safe-text";
import { SegmentedBar } from "../ui/segmented-bar";
import { StatusPill } from "../ui/status-pill";

/** Name, status, a thin bar and the actions, once the header has scrolled away. */
export function CondensedHeader({ task, actions }: { task: Task; actions: ReactNode }) {
  const mark = useRef<HTMLDivElement>(null);
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setPassed(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div ref={mark} className="-mt-4 h-px" />
      <div className="stickyhead -mt-4" aria-hidden={!passed} inert={!passed}>
        {passed && (
          <div>
            <b className="strong ell">
              <SafeText text={task.name} />
            </b>
            <StatusPill status={task.status} form="auto" />
            <SegmentedBar progress={task.progress} size="thin" />
            <span className="grow" />
            {actions}
          </div>
        )}
      </div>
    </>
  );
}
