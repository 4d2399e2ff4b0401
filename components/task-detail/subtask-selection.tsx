"use client";

import type { SubtaskFilterState } from "@/lib/client/task-detail-url";
import type { SubtaskSort } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import type { SelectionControls } from "../data-table/use-selection";
import { CopyIds } from "./copy-ids";
import { SelectionActs } from "./selection-acts";
import { SelectionBar } from "./selection-bar";
import type { Acts } from "./use-acts";

interface SubtaskSelectionProps {
  task: Task;
  acts: Acts;
  controls: SelectionControls;
  filter: SubtaskFilterState;
  sort: SubtaskSort;
  /** How many rows the filter matches. */
  total: number;
  /** The one status they all have, in the reader's words. */
  status: string | null;
}

/** What is ticked, and what can be done with it. */
export function SubtaskSelection(props: SubtaskSelectionProps) {
  const { task, acts, controls, filter, sort, total, status } = props;
  const ticked = controls.selection;
  const place = { connection: task.connection, taskId: task.taskId };
  return (
    <SelectionBar
      controls={controls}
      total={total}
      status={status}
      actions={
        <>
          <CopyIds place={place} filter={filter} sort={sort} ticked={ticked} />
          <SelectionActs task={task} acts={acts} ticked={ticked} filter={filter} total={total} />
        </>
      }
    />
  );
}
