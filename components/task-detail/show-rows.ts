import type { HistoryMode } from "@/lib/client/address";
import type { TaskDetailState } from "@/lib/client/task-detail-url";

export type ChangeTaskState = (part: Partial<TaskDetailState>, mode: HistoryMode) => void;

/** What a way to certain rows starts from. */
export const noFilter = { cause: [], q: "", command: "", tries: 0, changedBefore: "", selection: "" };

/** Filters the rows, brings them into sight and the focus to their heading. */
export function showRows(change: ChangeTaskState, part: Partial<TaskDetailState>): void {
  change({ ...part, page: 1, open: [], panel: "subtasks" }, "replace");
  const heading = document.getElementById("subtasks-title");
  heading?.focus({ preventScroll: true });
  heading?.closest("section")?.scrollIntoView({ block: "start", behavior: "auto" });
}
