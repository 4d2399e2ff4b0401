"use client";

import { lazy, Suspense } from "react";
import type { SubtaskFilterState } from "@/lib/client/task-detail-url";
import type { Task } from "@/lib/contracts/tasks";

const ExportDialog = lazy(async () => ({ default: (await import("./export-dialog")).ExportDialog }));

interface ExportOpenProps {
  task: Task;
  /** What to export first of all; null: nobody has asked. */
  filter: SubtaskFilterState | null;
  onClose: () => void;
}

/** The export's dialog, which comes when it is first asked for. */
export function ExportOpen({ task, filter, onClose }: ExportOpenProps) {
  if (filter === null) return null;
  return (
    <Suspense>
      <ExportDialog task={task} filter={filter} onClose={onClose} />
    </Suspense>
  );
}
