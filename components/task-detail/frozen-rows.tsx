"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { HistoryMode } from "@/lib/client/address";
import { asApiError } from "@/lib/client/api-error";
import { type FrozenPlace, frozenRowsOptions } from "@/lib/client/frozen-queries";
import { everyStatus, type TaskDetailState } from "@/lib/client/task-detail-url";
import type { FrozenSubtask, FrozenTask } from "@/lib/contracts/frozen";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { Banner } from "../ui/banner";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { Pager } from "../ui/pager";
import { useProblemSentence } from "../ui/problem-details";
import { Tabs } from "../ui/tabs";
import { useFrozenColumns } from "./frozen-columns";
import { FrozenFilters } from "./frozen-filters";
import { useSubtaskTabs } from "./use-subtask-tabs";

interface FrozenRowsProps {
  frozen: FrozenTask;
  place: FrozenPlace;
  state: TaskDetailState;
  /** Statuses to show; none: all. */
  shown: readonly string[];
  change: (part: Partial<TaskDetailState>, mode: HistoryMode) => void;
}

/** Rows as they were: by state, cause and device, page by page. */
export function FrozenRows({ frozen, place, state, shown, change }: FrozenRowsProps) {
  const t = useTranslations("task");
  const words = useTranslations("frozen");
  const copy = useCopy();
  const sentence = useProblemSentence();
  const filter = { status: shown, cause: state.cause, q: state.q };
  const { data, error, isPending, isPlaceholderData } = useQuery(frozenRowsOptions(place, filter, state));
  const columns = useFrozenColumns();
  const tabs = useSubtaskTabs(frozen.task, frozen.summary);
  const tab = shown.length === 0 ? everyStatus : shown.length === 1 ? (shown[0] ?? null) : null;
  const refilter = (part: Partial<TaskDetailState>) => change({ ...part, page: 1 }, "replace");
  const fault = asApiError(error);
  const total = data?.page.total ?? 0;
  const offset = (state.page - 1) * state.size;
  const isFiltered = state.q !== "" || state.cause.length > 0;
  const none = isFiltered ? "noMatch" : "noneInState";
  return (
    <section className="card p-subtasks" aria-labelledby="subtasks-title" id="subtasks">
      <header className="pb-1!">
        <h2 id="subtasks-title" tabIndex={-1}>
          {t("subtasks")}
        </h2>
      </header>
      <Tabs
        className="subtabs"
        label={t("subtaskStatus")}
        controls="subtask-rows"
        tabs={tabs}
        selected={tab}
        onSelect={(key) => refilter({ status: [key] })}
      />
      <FrozenFilters {...{ state, tabs, tab }} causes={frozen.summary.byError} onChange={refilter} />
      {fault && (
        <Banner tone="fail" icon="fail" className="incard" title={words("rowsFailed")} role="status">
          <p>{sentence(fault)}</p>
        </Banner>
      )}
      <div
        id="subtask-rows"
        role="tabpanel"
        aria-labelledby={`subtask-rows-tab-${tab ?? everyStatus}`}
        tabIndex={-1}
      >
        {!data ? (
          <SkeletonRows columns={columns} className="subs" caption={t("subtasks")} waiting={isPending} />
        ) : data.items.length === 0 ? (
          <div className="mid">
            <Icon name={isFiltered ? "filter" : "tasks"} size="l" />
            <h3>{frozen.rows === 0 ? words("noRows") : t(`${none}Title`)}</h3>
            <p>{frozen.rows === 0 ? words("noRowsText") : t(`${none}Text`)}</p>
            {isFiltered && (
              <button type="button" className="btn" onClick={() => refilter({ q: "", cause: [] })}>
                {t("clearFilters")}
              </button>
            )}
          </div>
        ) : (
          <DataTable
            caption={t("subtasksCaption", { name: frozen.task.name })}
            className="subs"
            columns={columns}
            rows={data.items}
            rowId={rowId}
            byPlace
            total={total}
            offset={offset}
            outdated={isPlaceholderData}
            actions={{ copy: (target) => void copy(target) }}
          />
        )}
      </div>
      {total > 0 && (
        <Pager
          jump
          page={state.page}
          pages={data?.page.pages ?? 1}
          size={state.size}
          summary={t("shown", {
            from: Math.min(offset + 1, total),
            to: Math.min(offset + state.size, total),
            total,
          })}
          onPage={(page) => change({ page }, "push")}
          onSize={(size) => change({ size, page: 1 }, "push")}
        />
      )}
    </section>
  );
}

const rowId = (row: FrozenSubtask) => row.ord.toString();
