"use client";

import { useTranslations } from "use-intl";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import { Moment } from "../time/moment";
import { ChipShell } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";
import { Icon } from "../ui/icon";
import type { Tab } from "../ui/tabs";
import { useFormatNumber } from "../ui/use-format";
import { CauseFilter } from "./cause-filter";
import { DeviceSearch } from "./device-search";
import { RowDisplay } from "./row-display";
import { StatusSelect } from "./status-select";

interface SubtaskFiltersProps {
  place: TaskPlace;
  state: TaskDetailState;
  summary: SubtaskSummary | undefined;
  tabs: readonly Tab[];
  tab: string | null;
  /** Legacy: each row is a command with an id of its own. */
  byCommand: boolean;
  onTab: (tab: string) => void;
  onChange: (part: Partial<TaskDetailState>) => void;
}

const tries = [1, 2, 3, 4, 5, 6];

export function SubtaskFilters({
  place,
  state,
  summary,
  tabs,
  tab,
  byCommand,
  onTab,
  onChange,
}: SubtaskFiltersProps) {
  const t = useTranslations("task");
  const common = useTranslations("common");
  const number = useFormatNumber();
  const causes = summary?.byError ?? [];
  return (
    <search className="subfilters" aria-label={t("filters")}>
      <StatusSelect tabs={tabs} tab={tab} onTab={onTab} />
      <DeviceSearch place={place} q={state.q} onChange={onChange} />
      {byCommand && (
        <DebouncedInput
          label={t("commandId")}
          icon="filter"
          className="bydevice"
          value={state.command}
          onChange={(command) => onChange({ command })}
        />
      )}
      <CauseFilter causes={causes} chosen={state.cause} onChange={(cause) => onChange({ cause })} />
      <ChipShell
        label={t("tries")}
        value={state.tries > 0 ? number(state.tries) : null}
        onClear={() => onChange({ tries: 0 })}
      >
        {(close) => (
          <div className="opts">
            {tries.map((each) => (
              <label className="cbx" key={each}>
                <input
                  type="radio"
                  name="tries"
                  className="rd"
                  checked={state.tries === each}
                  onChange={() => {
                    onChange({ tries: each });
                    close();
                  }}
                />
                {number(each)}
              </label>
            ))}
          </div>
        )}
      </ChipShell>
      {state.changedBefore !== "" && (
        <span className="chipwrap set">
          <span className="chip">
            {t("table.unchangedSince")}{" "}
            <b>
              <Moment at={state.changedBefore} />
            </b>
          </span>
          <button
            type="button"
            className="cross"
            aria-label={common("clearFilter", { name: t("table.unchangedSince") })}
            onClick={() => onChange({ changedBefore: "" })}
          >
            <Icon name="x" size="xs" />
          </button>
        </span>
      )}
      <span className="grow" />
      <RowDisplay />
    </search>
  );
}
