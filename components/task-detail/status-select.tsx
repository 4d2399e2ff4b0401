"use client";

import { useTranslations } from "use-intl";
import type { Tab } from "../ui/tabs";
import { useFormatNumber } from "../ui/use-format";

interface StatusSelectProps {
  tabs: readonly Tab[];
  /** Null: several states at once. */
  tab: string | null;
  onTab: (key: string) => void;
}

/** The tabs by state as one field, where cards stand instead of a table. */
export function StatusSelect({ tabs, tab, onTab }: StatusSelectProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  return (
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
  );
}
