"use client";

import { useTranslations } from "use-intl";
import { createdRanges, daysOf, isRange } from "@/lib/domain/task-list-url";
import { useTimeView } from "../time/clock";
import { calendarDay, formatDay } from "../time/format-time";
import { ChipShell } from "../ui/chip-filter";

interface CreatedFilterProps {
  value: string;
  onChange: (value: string) => void;
}

/** Words for what the address says about the time of creation. */
export function useCreatedWords(): (value: string) => string | null {
  const t = useTranslations("tasks");
  const view = useTimeView();
  return (value) => {
    if (isRange(value)) return t(`ranges.${value}`);
    const range = daysOf(value);
    if (!range) return null;
    const day = (text: string) => formatDay(new Date(`${text}T00:00:00Z`), { ...view, timeZone: "UTC" });
    return range.from === range.to ? day(range.from) : `${day(range.from)} – ${day(range.to)}`;
  };
}

/** Quick ranges, or two days of the calendar in the reader's zone. */
export function CreatedFilter({ value, onChange }: CreatedFilterProps) {
  const t = useTranslations("tasks");
  const view = useTimeView();
  const words = useCreatedWords();
  const range = daysOf(value);
  const today = calendarDay(view.now, view.timeZone);
  return (
    <ChipShell label={t("columns.created")} value={words(value)} onClear={() => onChange("")}>
      {(close) => (
        <>
          <div className="opts">
            {createdRanges.map((each) => (
              <label className="cbx" key={each}>
                <input
                  type="radio"
                  name="created"
                  className="rd"
                  checked={value === each}
                  onChange={() => {
                    onChange(each);
                    close();
                  }}
                />
                {t(`ranges.${each}`)}
              </label>
            ))}
          </div>
          <form
            className="popfoot items-end"
            onSubmit={(event) => {
              event.preventDefault();
              const form = new FormData(event.currentTarget);
              const [from, to] = [String(form.get("from")), String(form.get("to"))].sort();
              if (!from || !to) return;
              onChange(`${from}..${to}`);
              close();
            }}
          >
            <label className="field small">
              {t("from")}
              <input
                className="input low"
                type="date"
                name="from"
                required
                max={today}
                defaultValue={range?.from}
              />
            </label>
            <label className="field small">
              {t("to")}
              <input
                className="input low"
                type="date"
                name="to"
                required
                max={today}
                defaultValue={range?.to ?? today}
              />
            </label>
            <button type="submit" className="btn sm">
              {t("apply")}
            </button>
          </form>
        </>
      )}
    </ChipShell>
  );
}
