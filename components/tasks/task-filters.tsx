"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { taskStatuses } from "@/lib/domain/statuses";
import { countFilters, type TaskListState, taskViews } from "@/lib/domain/task-list-url";
import { taskTypesOf } from "@/lib/domain/task-types";
import { ChipFilter } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";
import { useWords } from "../ui/use-words";
import { CreatedFilter } from "./created-filter";

interface TaskFiltersProps {
  kind: Connection["kind"];
  state: TaskListState;
  onChange: (part: Partial<TaskListState>) => void;
  children?: React.ReactNode;
}

export function TaskFilters({ kind, state, onChange, children }: TaskFiltersProps) {
  const t = useTranslations("tasks");
  const status = useWords("status");
  const type = useWords("type");
  const inView = taskViews[state.view];
  const statuses: readonly string[] = inView.length > 0 ? inView : taskStatuses;
  return (
    <search className="filters" aria-label={t("filters")}>
      <DebouncedInput
        label={t("byName")}
        icon="filter"
        className="byname"
        value={state.q}
        onChange={(q) => onChange({ q })}
      />
      <ChipFilter
        first
        label={t("columns.status")}
        options={statuses.map((value) => ({ value, text: status(value) ?? value }))}
        chosen={state.status}
        onChange={(chosen) => onChange({ status: chosen })}
      />
      <ChipFilter
        label={t("columns.type")}
        options={taskTypesOf(kind).map((entry) => ({
          value: entry.type,
          text: type(entry.type) ?? entry.type,
        }))}
        chosen={state.type}
        onChange={(chosen) => onChange({ type: chosen })}
      />
      <CreatedFilter value={state.created} onChange={(created) => onChange({ created })} />
      {countFilters(state) > 0 && (
        <button
          type="button"
          className="linkbtn px-1"
          onClick={() => onChange({ q: "", status: [], type: [], created: "" })}
        >
          {t("clear")}
        </button>
      )}
      <span className="grow" />
      {children}
    </search>
  );
}
