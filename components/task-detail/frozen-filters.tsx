"use client";

import { useTranslations } from "use-intl";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { ChipFilter } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";

interface FrozenFiltersProps {
  state: TaskDetailState;
  causes: readonly CauseCount[];
  onChange: (part: Partial<TaskDetailState>) => void;
}

/** What is kept of rows can be filtered by. */
export function FrozenFilters({ state, causes, onChange }: FrozenFiltersProps) {
  const t = useTranslations("task");
  return (
    <search className="subfilters" aria-label={t("filters")}>
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
