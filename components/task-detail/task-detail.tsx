"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { CreateHindrance } from "@/lib/client/may-create";
import { pageAtRest } from "@/lib/client/page-at-rest";
import { subtaskListOptions, subtaskSummaryOptions } from "@/lib/client/subtask-queries";
import {
  everyStatus,
  firstStatuses,
  type SubtaskFilterState,
  type TaskDetailState,
  taskDetailFields,
  toSubtaskFilter,
} from "@/lib/client/task-detail-url";
import { useUrlState } from "@/lib/client/use-url-state";
import type { Task } from "@/lib/contracts/tasks";
import { AddressNotice } from "../ui/address-notice";
import { usePageTitle } from "../ui/use-page-title";
import { useStable } from "../ui/use-stable";
import { useWords } from "../ui/use-words";
import { useAtHand, wakeLate } from "../ui/wake-late";
import { ExportOpen } from "./export-open";
import { noFilter, showRows } from "./show-rows";
import { SubtasksCard } from "./subtasks-card";
import { useActs } from "./use-acts";
import { useChangeWithRows } from "./use-change-with-rows";

// The rows are what people come for: what stands around them wakes after them.
const TaskTop = wakeLate(async () => (await import("./task-top")).TaskTop);
const TaskOutlook = wakeLate(async () => (await import("./task-outlook")).TaskOutlook);
const TaskRail = wakeLate(async () => (await import("./task-rail")).TaskRail);
const TaskFoot = wakeLate(async () => (await import("./task-foot")).TaskFoot);

/** For pages the browser makes: nothing of a task's page comes after the rest of it. */
export function useTaskParts(): void {
  useAtHand(TaskTop, TaskOutlook, TaskRail, TaskFoot);
}

const loadDialogs = () => import("./act-dialogs");
const ActDialogs = lazy(async () => ({ default: (await loadDialogs()).ActDialogs }));
const TaskBanners = lazy(async () => ({ default: (await import("./task-banners")).TaskBanners }));
const WhatChanged = lazy(async () => ({
  default: (await import("./what-changed-dialog")).WhatChangedDialog,
}));

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
  const { state, rejected, change: write } = useUrlState(taskDetailFields);
  const [byDefault] = useState(() => firstStatuses(task.progress));
  const { data: summary } = useQuery(subtaskSummaryOptions(place, task));
  const [exporting, setExporting] = useState<SubtaskFilterState | null>(null);
  const acts = useActs(place, { incomplete: !task.snapshot.subtasksComplete, embedded });
  useTitle(task);
  useEffect(() => {
    void pageAtRest().then(loadDialogs);
  }, []);

  const filter = useMemo(() => toSubtaskFilter(state, byDefault), [state, byDefault]);
  // The legend follows the rows, which people look at, and does not hold them up.
  const shown = useDeferredValue(filter.status);
  const queryClient = useQueryClient();
  const readRows = useCallback(
    (part: Partial<TaskDetailState>) => {
      const next = { ...state, ...part };
      return queryClient.prefetchQuery(
        subtaskListOptions(place, toSubtaskFilter(next, byDefault), next, task),
      );
    },
    [queryClient, place, state, byDefault, task],
  );
  const { change, changeWithRows } = useChangeWithRows(write, readRows);
  const exportRows = useStable(() => setExporting(filter));
  const around = { task, acts, embedded, createHindrance };
  return (
    <>
      {/* Painted in pieces as it is parsed, a page would be laid out twice before its causes stand: it begins with them. */}
      <link rel="expect" href="#subtasks-title" blocking="render" />
      <AddressNotice rejected={rejected} />
      {hasNews(task, error) && (
        <Suspense>
          <TaskBanners task={task} error={error} />
        </Suspense>
      )}
      <TaskTop {...around} onExport={exportRows} />
      <div className="cols" data-panel={state.panel === "changes" ? "subtasks" : state.panel}>
        <div className="colm">
          <TaskOutlook
            {...around}
            summary={summary}
            shown={shown}
            panel={state.panel}
            change={change}
            onExport={setExporting}
          />
          <SubtasksCard
            task={task}
            summary={summary}
            state={state}
            filter={filter}
            change={change}
            changeWithRows={changeWithRows}
            readRows={readRows}
            acts={acts}
            onExport={exportRows}
          />
        </div>
        <aside className="rail" aria-label={task.name}>
          <TaskRail task={task} embedded={embedded} watch={acts.watch} />
        </aside>
      </div>
      <TaskFoot {...around} onExport={exportRows} />
      {(acts.question || acts.watched) && (
        <Suspense>
          <ActDialogs task={task} summary={summary} acts={acts} />
        </Suspense>
      )}
      <ExportOpen task={task} filter={exporting} onClose={() => setExporting(null)} />
      {state.panel === "changes" && (
        <Suspense>
          <WhatChanged
            task={task}
            between={state.between}
            onBetween={(between) => change({ between }, "replace")}
            onShow={(selection) =>
              showRows(change, { ...noFilter, status: [everyStatus], selection, between: "" })
            }
            onClose={() => change({ panel: "subtasks", between: "" }, "replace")}
          />
        </Suspense>
      )}
    </>
  );
}

/** Whether there is anything for the banners to say. */
function hasNews({ snapshot, statusDescription }: Task, error: ApiError | null): boolean {
  return error !== null || statusDescription !== null || ["unreachable", "deleted"].includes(snapshot.state);
}

/** Task, status, Muster: what a tab says when it is one of many. */
function useTitle(task: Task): void {
  const t = useTranslations("task");
  const status = useWords("status")(task.status) ?? task.status;
  usePageTitle(t("pageTitle", { name: task.name, status }));
}
