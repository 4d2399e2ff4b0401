"use client";

import { memo } from "react";
import { everyStatus, type SubtaskFilterState, type TaskDetailState } from "@/lib/client/task-detail-url";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import { useStable } from "../ui/use-stable";
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

// Both are the same under every filter of the rows.
const Failures = memo(FailureCard);
const Panels = memo(PanelSwitch);

/** How far it is, why some failed, and on narrow pages the way to the rail. */
export function TaskOutlook(props: TaskOutlookProps) {
  const { task, acts, embedded, createHindrance, summary, shown, panel, change, onExport } = props;
  const runAnew = useStable(({ cause, count }: CauseCount) => {
    const tab = elsewhere(task, "rerun", embedded);
    if (tab !== null)
      window.open(tab.replace("#", `?cause=${encodeURIComponent(cause)}#`), "_blank", "noopener");
    else acts.ask({ kind: "rerun", request: actOnCauses("rerun", [cause], count) });
  });
  const exportCause = useStable(({ cause }: CauseCount) =>
    onExport({ ...noFilter, status: [], cause: [cause] }),
  );
  const showCause = useStable((cause: string) =>
    showRows(change, { ...noFilter, cause: [cause], status: [everyStatus] }),
  );
  const showPanel = useStable((next: TaskDetailState["panel"]) => change({ panel: next }, "replace"));
  const showStuck = useStable((changedBefore: string) =>
    showRows(change, { ...noFilter, status: ["Processing"], changedBefore }),
  );
  const showChanges = useStable(() => showPanel("changes"));
  const wholeFailed = task.progress.total === 0 && task.status === "Fail" && task.statusDescription !== null;
  return (
    <>
      {!wholeFailed && (
        <ProgressCard
          task={task}
          shown={shown}
          onStatus={(status) => change({ status: [status ?? everyStatus], page: 1, open: [] }, "replace")}
          ways={{ onStuck: showStuck, onChanges: showChanges }}
        />
      )}
      {summary && (
        <Failures
          task={task}
          summary={summary}
          acts={acts}
          onRerun={runAnew}
          mayNote={createHindrance === null || createHindrance === "read_only"}
          onExport={exportCause}
          onShow={showCause}
        />
      )}
      <Panels task={task} panel={panel} onPanel={showPanel} />
    </>
  );
}
