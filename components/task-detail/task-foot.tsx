"use client";

import type { AroundRows } from "./around-rows";
import { MoreMenu } from "./more-menu";
import { PrimaryAct } from "./primary-act";
import { ProgressAnnouncer } from "./progress-announcer";
import { StopAndConfirm } from "./stop-and-confirm";

interface TaskFootProps extends AroundRows {
  onExport: () => void;
}

/** On narrow pages the actions, at the bottom; and what is only said aloud. */
export function TaskFoot({ task, acts, createHindrance, onExport }: TaskFootProps) {
  return (
    <>
      <div className="mact">
        <PrimaryAct task={task} acts={acts} place="up" counted />
        <StopAndConfirm task={task} acts={acts} />
        <MoreMenu {...{ task, acts, createHindrance, onExport }} place="right up" />
      </div>
      <ProgressAnnouncer task={task} />
    </>
  );
}
