"use client";

import { useTranslations } from "use-intl";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import { ChipFilter, ChipShell } from "../ui/chip-filter";
import { DebouncedInput } from "../ui/debounced-input";
import type { Tab } from "../ui/tabs";
import { useFormatNumber } from "../ui/use-format";

interface SubtaskFiltersProps {
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
  state,
  summary,
  tabs,
  tab,
  byCommand,
  onTab,
  onChange,
}: SubtaskFiltersProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  const causes = summary?.byError ?? [];
  return (
    <search className="subfilters" aria-label={t("filters")}>
      <label className="only-cards row">
        <span className="mute">{t("status")}</span>
        <select className="chip" value={tab ?? ""} onChange={(event) => onTab(event.target.value)}>
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
      {byCommand && (
        <DebouncedInput
          label={t("commandId")}
          icon="filter"
          className="bydevice"
          value={state.command}
          onChange={(command) => onChange({ command })}
        />
      )}
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
    </search>
  );
}
