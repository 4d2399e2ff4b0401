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
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { AddressNotice } from "../ui/address-notice";
import { useWords } from "../ui/use-words";
import { ActivityCard } from "./activity-card";
import { CloneLink } from "./clone-link";
import { CondensedHeader } from "./condensed-header";
import { DefinitionCard } from "./definition-card";
import { ExportOpen } from "./export-open";
import { FailureCard } from "./failure-card";
import { PanelSwitch } from "./panel-switch";
import { ProgressAnnouncer } from "./progress-announcer";
import { ProgressCard } from "./progress-card";
import { RetryDialogs } from "./retry-dialogs";
import { RetryMenu } from "./retry-menu";
import { SubtasksCard } from "./subtasks-card";
import { TaskBanners } from "./task-banners";
import { TaskHeader } from "./task-header";
import { useReadNow } from "./use-read-now";
import { useRetry } from "./use-retry";

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
  const retry = useRetry(place, !task.snapshot.subtasksComplete);
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
  const wholeFailed = task.progress.total === 0 && task.status === "Fail" && task.statusDescription !== null;
  return (
    <>
      <AddressNotice rejected={rejected} />
      <TaskBanners task={task} error={error} reading={read.reading} onRead={read.readNow} />
      <TaskHeader
        task={task}
        root={embedded ? null : `/c/${task.connection}`}
        actions={
          <>
            <ExportAction onPress={() => setExporting(filter)} />
            <CloneLink task={task} hindrance={createHindrance} newTab={embedded} />
            <RetryMenu task={task} retry={retry} />
          </>
        }
      />
      <CondensedHeader task={task} actions={<RetryMenu task={task} retry={retry} />} />
      <div className="cols" data-panel={state.panel === "changes" ? "subtasks" : state.panel}>
        <div className="colm">
          {!wholeFailed && (
            <ProgressCard
              task={task}
              shown={shown}
              onStatus={(status) => change({ status: [status ?? everyStatus], page: 1, open: [] }, "replace")}
              onStuck={(changedBefore) => showRows({ ...noFilter, status: ["Processing"], changedBefore })}
              onChanges={() => change({ panel: "changes" }, "replace")}
            />
          )}
          {summary && (
            <FailureCard
              task={task}
              summary={summary}
              retry={retry}
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
            retry={retry}
            onExport={() => setExporting(filter)}
          />
        </div>
        <aside className="rail" aria-label={task.name}>
          <DefinitionCard task={task} />
          <ActivityCard task={task} onOpen={(operationId) => retry.watch({ operationId, quietly: false })} />
        </aside>
      </div>
      {findTaskType(task.type)?.retryable && (
        <div className="mact">
          <RetryMenu task={task} retry={retry} place="up" counted />
        </div>
      )}
      <RetryDialogs task={task} summary={summary} retry={retry} />
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
