"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { CreateHindrance } from "@/lib/client/may-create";
import { subtaskSummaryOptions } from "@/lib/client/subtask-queries";
import {
  everyStatus,
  firstStatuses,
  type SubtaskFilterState,
  shownStatuses,
  type TaskDetailState,
  taskDetailFields,
} from "@/lib/client/task-detail-url";
import { useUrlState } from "@/lib/client/use-url-state";
import type { CauseCount } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { ActionButton } from "../ui/action-button";
import { AddressNotice } from "../ui/address-notice";
import { useWords } from "../ui/use-words";
import { ActDialogs } from "./act-dialogs";
import { actOnCauses } from "./act-request";
import { CondensedHeader } from "./condensed-header";
import { ExportOpen } from "./export-open";
import { FailureCard } from "./failure-card";
import { LateRail } from "./late-rail";
import { MoreMenu } from "./more-menu";
import { PanelSwitch } from "./panel-switch";
import { PrimaryAct } from "./primary-act";
import { ProgressAnnouncer } from "./progress-announcer";
import { ProgressCard } from "./progress-card";
import { StopAndConfirm } from "./stop-and-confirm";
import { SubtasksCard } from "./subtasks-card";
import { TaskHeader } from "./task-header";
import { useActs } from "./use-acts";
import { useAskedAct } from "./use-asked-act";
import { elsewhere } from "./use-hindrance";
import { useReadNow } from "./use-read-now";

const TaskBanners = lazy(async () => ({ default: (await import("./task-banners")).TaskBanners }));
const WhatChanged = lazy(async () => ({
  default: (await import("./what-changed-dialog")).WhatChangedDialog,
}));

/** What a way to certain rows starts from. */
const noFilter = { cause: [], q: "", command: "", tries: 0, changedBefore: "", selection: "" };

interface TaskDetailProps {
  task: Task;
  error: ApiError | null;
  embedded: boolean;
  createHindrance: CreateHindrance | null;
}

/** How far, why not, what now. */
export function TaskDetail({ task, error, embedded, createHindrance }: TaskDetailProps) {
  const place = useMemo(
    () => ({ connection: task.connection, taskId: task.taskId }),
    [task.connection, task.taskId],
  );
  const { state, rejected, change } = useUrlState(taskDetailFields);
  const [byDefault] = useState(() => firstStatuses(task.progress));
  const { data: summary } = useQuery(subtaskSummaryOptions(place, task));
  const [exporting, setExporting] = useState<SubtaskFilterState | null>(null);
  const acts = useActs(place, { incomplete: !task.snapshot.subtasksComplete, embedded });
  useAskedAct(task, acts, state.cause);
  const read = useReadNow(place);
  useTitle(task);

  const shown = shownStatuses(state, byDefault);
  const filter = useMemo(
    (): SubtaskFilterState => ({
      status: shown,
      cause: state.cause,
      q: state.q,
      command: state.command,
      tries: state.tries,
      changedBefore: state.changedBefore,
      selection: state.selection,
    }),
    [shown, state.cause, state.q, state.command, state.tries, state.changedBefore, state.selection],
  );
  const showRows = (part: Partial<TaskDetailState>) => {
    change({ ...part, page: 1, open: [], panel: "subtasks" }, "replace");
    const heading = document.getElementById("subtasks-title");
    heading?.focus({ preventScroll: true });
    heading?.closest("section")?.scrollIntoView({ block: "start", behavior: "auto" });
  };
  const runAnew = ({ cause, count }: CauseCount) => {
    const tab = elsewhere(task, "rerun", embedded);
    if (tab !== null)
      window.open(tab.replace("#", `?cause=${encodeURIComponent(cause)}#`), "_blank", "noopener");
    else acts.ask({ kind: "rerun", request: actOnCauses("rerun", [cause], count) });
  };
  const wholeFailed = task.progress.total === 0 && task.status === "Fail" && task.statusDescription !== null;
  return (
    <>
      <AddressNotice rejected={rejected} />
      {hasNews(task, error) && (
        <Suspense>
          <TaskBanners task={task} error={error} reading={read.reading} onRead={read.readNow} />
        </Suspense>
      )}
      <TaskHeader
        task={task}
        root={embedded ? null : `/c/${task.connection}`}
        actions={
          <>
            <StopAndConfirm task={task} acts={acts} />
            <ExportAction onPress={() => setExporting(filter)} />
            <MoreMenu task={task} acts={acts} createHindrance={createHindrance} />
            <PrimaryAct task={task} acts={acts} />
          </>
        }
      />
      <CondensedHeader task={task} actions={<PrimaryAct task={task} acts={acts} />} />
      <div className="cols" data-panel={state.panel === "changes" ? "subtasks" : state.panel}>
        <div className="colm">
          {!wholeFailed && (
            <ProgressCard
              task={task}
              shown={shown}
              onStatus={(status) => change({ status: [status ?? everyStatus], page: 1, open: [] }, "replace")}
              ways={{
                onStuck: (changedBefore) => showRows({ ...noFilter, status: ["Processing"], changedBefore }),
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
              onExport={({ cause }) => setExporting({ ...noFilter, status: [], cause: [cause] })}
              onShow={(cause) => showRows({ ...noFilter, cause: [cause], status: [everyStatus] })}
            />
          )}
          <PanelSwitch task={task} panel={state.panel} onPanel={(panel) => change({ panel }, "replace")} />
          <SubtasksCard
            task={task}
            summary={summary}
            state={state}
            filter={filter}
            change={change}
            acts={acts}
            onExport={() => setExporting(filter)}
          />
        </div>
        <aside className="rail" aria-label={task.name}>
          <LateRail task={task} embedded={embedded} watch={acts.watch} />
        </aside>
      </div>
      <div className="mact">
        <PrimaryAct task={task} acts={acts} place="up" counted />
        <StopAndConfirm task={task} acts={acts} />
        <MoreMenu
          {...{ task, acts, createHindrance }}
          place="right up"
          onExport={() => setExporting(filter)}
        />
      </div>
      <ActDialogs task={task} summary={summary} acts={acts} />
      <ExportOpen task={task} filter={exporting} onClose={() => setExporting(null)} />
      {state.panel === "changes" && (
        <Suspense>
          <WhatChanged
            task={task}
            between={state.between}
            onBetween={(between) => change({ between }, "replace")}
            onShow={(selection) => showRows({ ...noFilter, status: [everyStatus], selection, between: "" })}
            onClose={() => change({ panel: "subtasks", between: "" }, "replace")}
          />
        </Suspense>
      )}
      <ProgressAnnouncer task={task} />
    </>
  );
}

/** Whether there is anything for the banners to say. */
function hasNews({ snapshot, statusDescription }: Task, error: ApiError | null): boolean {
  return error !== null || statusDescription !== null || ["unreachable", "deleted"].includes(snapshot.state);
}

function ExportAction({ onPress }: { onPress: () => void }) {
  const t = useTranslations("export");
  return (
    <ActionButton icon="download" onPress={onPress}>
      {t("title")}
    </ActionButton>
  );
}

/** Task, status, Muster: what a tab says when it is one of many. */
function useTitle(task: Task): void {
  const t = useTranslations("task");
  const status = useWords("status")(task.status) ?? task.status;
  const title = t("pageTitle", { name: task.name, status });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
