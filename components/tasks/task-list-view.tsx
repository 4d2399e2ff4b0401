"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { useLive } from "@/lib/client/live/use-live";
import { taskCountOptions, taskListOptions } from "@/lib/client/task-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import type { Connection } from "@/lib/contracts/connections";
import type { TaskSummary } from "@/lib/contracts/tasks";
import { type TaskListState, type TaskView, taskListFields, taskViews } from "@/lib/domain/task-list-url";
import { ChangesButton } from "../data-table/changes-button";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { useHeldRows } from "../data-table/use-held-rows";
import { useLastGood } from "../data-table/use-last-good";
import { OpenCreates } from "../operations/open-creates";
import { AddressNotice } from "../ui/address-notice";
import { useCopy } from "../ui/copy-button";
import { Pager } from "../ui/pager";
import { Tabs } from "../ui/tabs";
import { LegacyNotice } from "./legacy-notice";
import { useTaskColumns } from "./task-columns";
import { TaskFilters } from "./task-filters";
import { TaskListEmpty } from "./task-list-empty";
import { TaskListNotices } from "./task-list-notices";
import { useListPlace } from "./use-list-place";

interface TaskListViewProps {
  connection: string;
  kind: Connection["kind"];
  personId: string;
  connectionName: string;
  /** `/c/…` or `/embed/c/…`: where the links of the rows lead. */
  root: string;
  newTask: string | null;
}

const noTasks: readonly TaskSummary[] = [];
const taskKey = (task: TaskSummary): string => task.taskId;
const views = Object.keys(taskViews) as TaskView[];

/** The card with views, filters, rows and pages. */
export function TaskListView(props: TaskListViewProps) {
  const { connection, kind, personId, connectionName, root, newTask } = props;
  const place = useListPlace(connection, personId);
  const t = useTranslations("tasks");
  const copy = useCopy();
  const { state, rejected, change } = useUrlState(taskListFields);
  useLive(connection, null);
  const list = useQuery(taskListOptions(place, state));
  const counts = useQueries({ queries: views.map((view) => taskCountOptions(place, view)) });
  const columns = useTaskColumns(root);
  const { data, outdated } = useLastGood(list.data, list.isError);
  const held = useHeldRows({
    scope: JSON.stringify([place, state]),
    items: data?.items ?? noTasks,
    settled: list.isSuccess && !list.isPlaceholderData,
    keyOf: taskKey,
    isKept: () => false,
    full: data !== undefined && data.page.pages > 1 && data.items.length >= state.size,
  });
  const newest = held.rows[0]?.createdAt ?? "";
  const newer = held.came.filter((task) => task.createdAt > newest).length;
  // New ones push others out of a full page, which is no news of those.
  const onlyNewer = newer === held.changed;
  const error = asApiError(list.error);
  const refilter = (part: Partial<TaskListState>) => change({ ...part, page: 1 }, "replace");
  const page = data?.page;
  const offset = (state.page - 1) * state.size;
  return (
    <>
      <AddressNotice rejected={rejected} />
      <section className="card" aria-label={t("title")}>
        <div className="listtop">
          <Tabs
            label={t("views.label")}
            controls="task-rows"
            selected={state.view}
            tabs={views.map((view, index) => ({
              key: view,
              text: t(`views.${view}`),
              count: counts[index]?.data,
            }))}
            onSelect={(key) => {
              const view = views.find((each) => each === key);
              if (view) refilter({ view, status: [] });
            }}
          />
        </div>
        <TaskFilters kind={kind} state={state} onChange={refilter}>
          <ChangesButton
            count={held.changed}
            spoken={t(onlyNewer ? "newerSpoken" : "changedSpoken", { count: held.changed })}
            controls="task-rows"
            onShow={held.show}
          >
            {t.rich(onlyNewer ? "newer" : "changed", {
              count: held.changed,
              n: (text) => <span className="tag count">{text}</span>,
            })}
          </ChangesButton>
        </TaskFilters>
        {kind === "na" && <LegacyNotice root={root} />}
        {root.startsWith("/c/") && <OpenCreates connection={connection} personId={personId} />}
        <TaskListNotices snapshot={data?.snapshot} error={error} />
        <div id="task-rows" role="tabpanel" aria-labelledby={`task-rows-tab-${state.view}`} tabIndex={-1}>
          {!page ? (
            <SkeletonRows
              columns={columns}
              className="tasks"
              caption={t("caption")}
              waiting={list.isPending}
            />
          ) : held.rows.length === 0 ? (
            <TaskListEmpty
              state={state}
              kind={kind}
              connectionName={connectionName}
              newTask={newTask}
              onClear={() => refilter({ q: "", status: [], type: [], created: "" })}
            />
          ) : (
            <DataTable
              caption={t("caption")}
              className="tasks"
              columns={columns}
              rows={held.rows}
              rowId={taskKey}
              gone={held.gone}
              total={page.total}
              offset={offset}
              outdated={outdated || list.isPlaceholderData}
              actions={{ copy: (id) => void copy(id) }}
            />
          )}
        </div>
        {page && page.total > 0 && (
          <Pager
            page={state.page}
            pages={page.pages}
            size={state.size}
            summary={t("shown", {
              from: Math.min(offset + 1, page.total),
              to: Math.min(offset + state.size, page.total),
              total: page.total,
            })}
            onPage={(next) => change({ page: next }, "push")}
            onSize={(size) => change({ size, page: 1 }, "push")}
          />
        )}
      </section>
    </>
  );
}
