"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { pageAtRest } from "@/lib/client/page-at-rest";
import { useRowLook } from "@/lib/client/row-look";
import { subtaskListOptions } from "@/lib/client/subtask-queries";
import { everyStatus, type SubtaskFilterState, type TaskDetailState } from "@/lib/client/task-detail-url";
import type { Subtask, SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { findTaskType } from "@/lib/domain/task-types";
import { DataTable } from "../data-table/data-table";
import { useHeldRows } from "../data-table/use-held-rows";
import { useLastGood } from "../data-table/use-last-good";
import { useSelection } from "../data-table/use-selection";
import { Banner } from "../ui/banner";
import { useCopy } from "../ui/copy-button";
import { deviceTail } from "../ui/id-text";
import { Pager } from "../ui/pager";
import { Tabs } from "../ui/tabs";
import { showToast } from "../ui/toast";
import { useNamedLabel } from "../ui/use-named-label";
import { useWords } from "../ui/use-words";
import type { ChangeTaskState } from "./show-rows";
import { subtaskKey, useSubtaskColumns } from "./subtask-columns";
import { SubtaskFilters } from "./subtask-filters";
import { SubtasksHead } from "./subtasks-head";
import type { Acts } from "./use-acts";
import { useHindrance } from "./use-hindrance";
import { useSubtaskTabs } from "./use-subtask-tabs";

const ProblemSentence = lazy(async () => ({
  default: (await import("../ui/problem-sentence")).ProblemSentence,
}));
const SkeletonRows = lazy(async () => ({
  default: (await import("../data-table/skeleton-rows")).SkeletonRows<Subtask>,
}));
const CountsDiffer = lazy(async () => ({ default: (await import("./counts-differ")).CountsDiffer }));
const SubtasksEmpty = lazy(async () => ({ default: (await import("./subtasks-empty")).SubtasksEmpty }));
const ActProblem = lazy(async () => ({ default: (await import("./act-problem")).ActProblem }));
const SelectionNote = lazy(async () => ({ default: (await import("./selection-note")).SelectionNote }));
const loadSelection = () => import("./subtask-selection");
const SubtaskSelection = lazy(async () => ({ default: (await loadSelection()).SubtaskSelection }));
const SubtaskDetails = lazy(async () => ({ default: (await import("./subtask-details")).SubtaskDetails }));

interface SubtasksCardProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  state: TaskDetailState;
  filter: SubtaskFilterState;
  change: ChangeTaskState;
  /** Not for fields: one that shows what was there before for a moment takes no further keys meanwhile. */
  changeWithRows: ChangeTaskState;
  /** Asks for the rows that a change would bring; it may be that nobody makes it. */
  readRows: (part: Partial<TaskDetailState>) => void;
  acts: Acts;
  /** The rows as they are filtered, as a file. */
  onExport: () => void;
}

const retryOf = async (target: string) => (await import("./act-request")).actOnTargets("retry", [target]);

const noRows: readonly Subtask[] = [];

/** The rows: tabs by state, filters, selection, pages, details. */
export function SubtasksCard({
  task,
  summary,
  state,
  filter,
  change,
  changeWithRows,
  readRows,
  acts,
  onExport,
}: SubtasksCardProps) {
  const t = useTranslations("task");
  const copy = useCopy();
  const place = { connection: task.connection, taskId: task.taskId };
  const list = useQuery(subtaskListOptions(place, filter, state, task));
  const filterKey = JSON.stringify(filter);
  // The first click on a filter or a row need not wait for what it brings.
  useEffect(() => {
    void pageAtRest().then(() => {
      void import("@/lib/client/api");
      void import("@/lib/contracts/subtasks");
      void loadSelection();
      void import("./send-act");
    });
  }, []);
  const controls = useSelection(filterKey);
  const { data, outdated } = useLastGood(list.data, list.isError);
  const settled = list.isSuccess && !list.isPlaceholderData;
  const held = useHeldRows({
    scope: JSON.stringify([filter, state.page, state.size, state.sort, task.snapshot.rowsDroppedAt]),
    items: data?.items ?? noRows,
    settled,
    keyOf: subtaskKey,
    isKept: (row) => acts.retried.has(row.target),
    full: data !== undefined && data.page.pages > 1 && data.items.length >= state.size,
  });
  const { rows, gone, kept } = held;
  const hindrance = useHindrance(task)("retry");
  const inPlace = findTaskType(task.type)?.retryable !== false;

  const refilter = (part: Partial<TaskDetailState>, by: ChangeTaskState = change) => {
    if (controls.selection.everything || controls.selection.marked.size > 0) {
      showToast({ text: t("selectionCleared"), icon: "filter", tone: "waiting" });
    }
    by({ ...part, page: 1, open: [] }, "replace");
  };
  const { open, sort } = state;
  const toggle = (target: string) => {
    const rest = open.filter((each) => each !== target);
    change({ open: rest.length < open.length ? rest : [...open, target].slice(-10) }, "replace");
  };
  const look = useRowLook();
  const allColumns = useSubtaskColumns({
    ...{ inPlace, hindrance, sort, toggle },
    onSort: (next) => changeWithRows({ sort: next, page: 1, open: [] }, "replace"),
    retry: (target) => void retryOf(target).then(acts.startRetry),
  });
  const columns = useMemo(
    () => allColumns.filter(({ key }) => !look.hidden.includes(key)),
    [allColumns, look],
  );
  const select = useNamedLabel(t, "selectDevice");
  const selectLabel = useCallback((row: Subtask) => select(deviceTail(row.target)), [select]);
  const word = useWords("status");
  const tabs = useSubtaskTabs(task, summary);
  const tab =
    filter.status.length === 0 ? everyStatus : filter.status.length === 1 ? (filter.status[0] ?? null) : null;
  const only = filter.status.length === 1 ? filter.status[0] : undefined;
  const onTab = (key: string) => refilter({ status: [key] });
  const causes = new Map(summary?.byError.map((cause) => [cause.cause, cause]));
  const fault = asApiError(list.error);
  const page = data?.page;
  const total = page?.total ?? 0;
  const offset = (state.page - 1) * state.size;
  return (
    <section className="card p-subtasks" aria-labelledby="subtasks-title" id="subtasks">
      <SubtasksHead snapshot={task.snapshot} changed={held.changed} onShow={held.show} onExport={onExport} />
      <Tabs
        className="subtabs"
        label={t("subtaskStatus")}
        controls="subtask-rows"
        tabs={tabs}
        selected={tab}
        onSelect={(key) => refilter({ status: [key] }, changeWithRows)}
        onAim={(key) => readRows({ status: [key], page: 1 })}
      />
      <SubtaskFilters
        place={place}
        state={state}
        summary={summary}
        tabs={tabs}
        tab={tab}
        byCommand={findTaskType(task.type)?.platform === "na"}
        onTab={onTab}
        onChange={refilter}
      />
      {acts.failure && acts.question === null && (
        <Suspense>
          <ActProblem acts={acts} className="incard" />
        </Suspense>
      )}
      {summary && isFinalTaskStatus(task.status) && (
        <Suspense>
          <CountsDiffer task={task} summary={summary} />
        </Suspense>
      )}
      {fault && fault.code !== "unauthenticated" && (
        <Banner tone="fail" icon="fail" className="incard" title={t("notRefreshed")} role="status">
          <p>
            <Suspense>
              <ProblemSentence error={fault} />
            </Suspense>
          </p>
        </Banner>
      )}
      {state.selection !== "" && (
        <Suspense>
          <SelectionNote
            place={place}
            selection={state.selection}
            onClear={() => refilter({ selection: "" })}
          />
        </Suspense>
      )}
      {(controls.selection.everything || controls.selection.marked.size > 0) && (
        <Suspense>
          <SubtaskSelection
            {...{ task, acts, controls, filter, sort, total }}
            status={only === undefined ? null : (word(only) ?? only)}
          />
        </Suspense>
      )}
      <div
        id="subtask-rows"
        className="rows"
        data-density={look.density}
        role="tabpanel"
        aria-labelledby={`subtask-rows-tab-${tab ?? everyStatus}`}
        tabIndex={-1}
      >
        {!page ? (
          <Suspense>
            <SkeletonRows
              columns={columns}
              className="subs"
              caption={t("subtasks")}
              waiting={list.isPending}
              selectable
            />
          </Suspense>
        ) : rows.length === 0 ? (
          <Suspense>
            <SubtasksEmpty
              task={task}
              filter={filter}
              onClear={() =>
                refilter({ q: "", command: "", cause: [], tries: 0, changedBefore: "", selection: "" })
              }
            />
          </Suspense>
        ) : (
          <DataTable
            caption={t("table.caption", { name: task.name, order: t(`table.order.${sort}`) })}
            className="subs"
            columns={columns}
            rows={rows}
            rowId={subtaskKey}
            byPlace
            gone={gone}
            kept={kept}
            isBusy={(row) => row.target === acts.sendingTarget}
            total={total}
            offset={offset}
            outdated={outdated || list.isPlaceholderData}
            selection={{
              controls,
              row: (row) => ({ id: row.target, status: row.status }),
              label: selectLabel,
              pageLabel: t("selectPage"),
            }}
            details={{
              isOpen: (row) => open.includes(row.target),
              render: (row) => (
                <Suspense>
                  <SubtaskDetails place={place} row={row} known={causes.get(row.cause ?? "")} />
                </Suspense>
              ),
            }}
            actions={{
              open: toggle,
              copy: (target) => void copy(target),
              retry: (target) => void retryOf(target).then((request) => acts.ask({ kind: "retry", request })),
            }}
          />
        )}
      </div>
      {total > 0 && (
        <Pager
          jump
          page={state.page}
          pages={page?.pages ?? 1}
          size={state.size}
          summary={t("shown", {
            from: Math.min(offset + 1, total),
            to: Math.min(offset + state.size, total),
            total,
          })}
          onPage={(next) => changeWithRows({ page: next, open: [] }, "push")}
          onAim={(next) => readRows({ page: next })}
          onSize={(size) => change({ size, page: 1, open: [] }, "push")}
        />
      )}
    </section>
  );
}
