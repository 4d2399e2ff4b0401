"use client";

import { everyStatus, type SubtaskFilterState, type TaskDetailState } from "@/lib/client/task-detail-url";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import { actOnCauses } from "./act-request";
import type { AroundRows } from "./around-rows";
import { FailureCard } from "./failure-card";
import { PanelSwitch } from "./panel-switch";
import { ProgressCard } from "./progress-card";
import { type ChangeTaskState, noFilter, showRows } from "./show-rows";
import { elsewhere } from "./use-hindrance";

interface TaskOutlookProps extends AroundRows {
  summary: SubtaskSummary | undefined;
  /** The states the rows are filtered by. */
  shown: readonly string[];
  panel: TaskDetailState["panel"];
  change: ChangeTaskState;
  /** The rows of a filter as a file. */
  onExport: (filter: SubtaskFilterState) => void;
}

/** How far it is, why some failed, and on narrow pages the way to the rail. */
export function TaskOutlook(props: TaskOutlookProps) {
  const { task, acts, embedded, createHindrance, summary, shown, panel, change, onExport } = props;
  const runAnew = ({ cause, count }: CauseCount) => {
    const tab = elsewhere(task, "rerun", embedded);
    if (tab !== null)
      window.open(tab.replace("#", `?cause=${encodeURIComponent(cause)}#`), "_blank", "noopener");
    else acts.ask({ kind: "rerun", request: actOnCauses("rerun", [cause], count) });
  };
  const wholeFailed = task.progress.total === 0 && task.status === "Fail" && task.statusDescription !== null;
  return (
    <>
      {!wholeFailed && (
        <ProgressCard
          task={task}
          shown={shown}
          onStatus={(status) => change({ status: [status ?? everyStatus], page: 1, open: [] }, "replace")}
          ways={{
            onStuck: (changedBefore) =>
              showRows(change, { ...noFilter, status: ["Processing"], changedBefore }),
            onChanges: () => change({ panel: "changes" }, "replace"),
          }}
        />
      )}
      {summary && (
        <FailureCard
          task={task}
          summary={summary}
          acts={acts}
          onRerun={runAnew}
          mayNote={createHindrance === null || createHindrance === "read_only"}
          onExport={({ cause }) => onExport({ ...noFilter, status: [], cause: [cause] })}
          onShow={(cause) => showRows(change, { ...noFilter, cause: [cause], status: [everyStatus] })}
        />
      )}
      <PanelSwitch task={task} panel={panel} onPanel={(next) => change({ panel: next }, "replace")} />
    </>
  );
}
