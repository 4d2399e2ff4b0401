"use client";

import { useTranslations } from "use-intl";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { DebouncedInput } from "../ui/debounced-input";
import type { Tab } from "../ui/tabs";
import { CauseFilter } from "./cause-filter";
import { StatusSelect } from "./status-select";

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
  return (
    <search className="subfilters" aria-label={t("filters")}>
      <StatusSelect tabs={tabs} tab={tab} onTab={(status) => onChange({ status: [status] })} />
      <DebouncedInput
        label={t("deviceId")}
        icon="search"
        className="bydevice"
        value={state.q}
        onChange={(q) => onChange({ q })}
      />
      <CauseFilter causes={causes} chosen={state.cause} onChange={(cause) => onChange({ cause })} />
    </search>
  );
}
