"use client";

import { useTranslations } from "use-intl";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { ChipFilter } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";
import type { Tab } from "../ui/tabs";
import { useFormatNumber } from "../ui/use-format";

interface FrozenFiltersProps {
  state: TaskDetailState;
  causes: readonly CauseCount[];
  tabs: readonly Tab[];
  tab: string | null;
  onChange: (part: Partial<TaskDetailState>) => void;
}

/** What is kept of rows can be filtered by. */
export function FrozenFilters({ state, causes, tabs, tab, onChange }: FrozenFiltersProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  return (
    <search className="subfilters" aria-label={t("filters")}>
      <label className="only-cards row">
        <span className="mute">{t("status")}</span>
        <select
          className="chip"
          value={tab ?? ""}
          onChange={(event) => onChange({ status: [event.target.value] })}
        >
          {tab === null && <option value="">{t("several")}</option>}
          {tabs.map((each) => (
            <option key={each.key} value={each.key}>
              {each.text} {each.count === undefined ? "" : number(each.count)}
            </option>
          ))}
        </select>
      </label>
      <DebouncedInput
        label={t("deviceId")}
        icon="search"
        className="bydevice"
        value={state.q}
        onChange={(q) => onChange({ q })}
      />
      <ChipFilter
        first
        label={t("cause")}
        options={causes.map((cause) => ({
          value: cause.cause,
          text: cause.message ?? cause.code ?? t("noCause"),
          count: cause.count,
        }))}
        chosen={state.cause}
        onChange={(cause) => onChange({ cause })}
      />
    </search>
  );
}
