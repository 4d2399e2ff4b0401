"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { taskStatuses } from "@/lib/domain/statuses";
import { countFilters, outsideMuster, type TaskListState, viewStatuses } from "@/lib/domain/task-list-url";
import { taskTypesOf } from "@/lib/domain/task-types";
import { ChipFilter } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";
import { useWords } from "../ui/use-words";
import { CreatedFilter } from "./created-filter";
import { SpaceFilter } from "./space-filter";
import { TextFilter } from "./text-filter";

interface TaskFiltersProps {
  connection: string;
  kind: Connection["kind"];
  personId: string;
  /** The same filters, cleared back to the view. */
  onClear: () => void;
  state: TaskListState;
  onChange: (part: Partial<TaskListState>) => void;
  children?: React.ReactNode;
}

export function TaskFilters(props: TaskFiltersProps) {
  const { connection, kind, personId, state, onChange, onClear, children } = props;
  const t = useTranslations("tasks");
  const status = useWords("status");
  const type = useWords("type");
  const inView = viewStatuses[state.view];
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
      {kind === "v5" && (
        <SpaceFilter connection={connection} value={state.space} onChange={(space) => onChange({ space })} />
      )}
      <CreatedFilter value={state.created} onChange={(created) => onChange({ created })} />
      {state.view !== "mine" && (
        <TextFilter
          label={t("filter.by")}
          field={t("filter.person")}
          value={state.by}
          shortcuts={[
            { value: personId, text: t("filter.me") },
            { value: outsideMuster, text: t("outside") },
          ]}
          longest={128}
          onChange={(by) => onChange({ by })}
        />
      )}
      <TextFilter
        label={t("filter.device")}
        field={t("filter.deviceId")}
        value={state.target}
        longest={128}
        onChange={(target) => onChange({ target })}
      />
      {countFilters(state) > 0 && (
        <button type="button" className="linkbtn px-1" onClick={onClear}>
          {t("clear")}
        </button>
      )}
      <span className="grow" />
      {children}
    </search>
  );
}
