"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { useLive } from "@/lib/client/live/use-live";
import { taskListOptions } from "@/lib/client/task-list-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { viewListOptions } from "@/lib/client/view-queries";
import type { Connection } from "@/lib/contracts/connections";
import type { TaskSummary } from "@/lib/contracts/tasks";
import {
  noFilters,
  readViewQuery,
  type TaskListState,
  type TaskSort,
  taskListFields,
  viewQueryOf,
} from "@/lib/domain/task-list-url";
import { ChangesButton } from "../data-table/changes-button";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { useHeldRows } from "../data-table/use-held-rows";
import { useLastGood } from "../data-table/use-last-good";
import { OpenCreates } from "../operations/open-creates";
import { AddressNotice } from "../ui/address-notice";
import { useCopy } from "../ui/copy-button";
import { Pager } from "../ui/pager";
import { ExportButton } from "./export-button";
import { LegacyNotice } from "./legacy-notice";
import { ListDisplay } from "./list-display";
import { useTaskColumns } from "./task-columns";
import { TaskFilters } from "./task-filters";
import { TaskListEmpty } from "./task-list-empty";
import { TaskListNotices } from "./task-list-notices";
import { useListPlace } from "./use-list-place";
import { ViewTabs } from "./view-tabs";

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

/** The card with views, filters, rows and pages. */
export function TaskListView(props: TaskListViewProps) {
  const { connection, kind, personId, connectionName, root, newTask } = props;
  const place = useListPlace(connection, personId);
  const t = useTranslations("tasks");
  const copy = useCopy();
  const { state, rejected, change } = useUrlState(taskListFields);
  useLive(connection, null);
  const list = useQuery(taskListOptions(place, state));
  const [opened, setOpened] = useState<string | null>(null);
  const sortBy = useCallback((sort: TaskSort) => change({ sort, page: 1 }, "replace"), [change]);
  const columns = useTaskColumns({ root, shown: state.cols, sort: state.sort, onSort: sortBy });
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
  const onlyNewer = newer === held.changed && state.sort === "-created";
  const error = asApiError(list.error);
  const refilter = (part: Partial<TaskListState>) => change({ ...part, page: 1 }, "replace");
  const views = useQuery(viewListOptions(place));
  /** Back to the kept view that was opened, and from there to no filters at all. */
  const clear = () => {
    const kept = views.data?.items.find(({ id, query }) => id === opened && query !== viewQueryOf(state));
    refilter(kept ? readViewQuery(kept.query).state : noFilters);
  };
  const page = data?.page;
  const offset = (state.page - 1) * state.size;
  return (
    <>
      <AddressNotice rejected={rejected} />
      <section className="card" aria-label={t("title")}>
        <ViewTabs
          place={place}
          state={state}
          opened={opened}
          onOpen={(next, view) => {
            setOpened(view);
            change({ ...next, page: 1 }, "replace");
          }}
        />
        <TaskFilters
          connection={connection}
          kind={kind}
          personId={personId}
          state={state}
          onChange={refilter}
          onClear={clear}
        >
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
          <ListDisplay state={state} onChange={refilter} />
          <ExportButton place={place} state={state} />
        </TaskFilters>
        {kind === "na" && <LegacyNotice root={root} />}
        {root.startsWith("/c/") && <OpenCreates connection={connection} personId={personId} />}
        <TaskListNotices snapshot={data?.snapshot} error={error} />
        <div id="task-rows" role="tabpanel" aria-label={t("caption")} tabIndex={-1}>
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
              onClear={clear}
            />
          ) : (
            <DataTable
              caption={t("caption")}
              className={`tasks ${state.density}`}
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
