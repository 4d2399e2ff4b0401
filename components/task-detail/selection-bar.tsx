"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { SelectionControls } from "../data-table/use-selection";
import { Icon } from "../ui/icon";

interface SelectionBarProps {
  controls: SelectionControls;
  /** How many rows the filter matches. */
  total: number;
  /** The one status they all have, in the reader's words. */
  status: string | null;
  /** What can be done to what is ticked. */
  actions: ReactNode;
}

export function SelectionBar({ controls, total, status, actions }: SelectionBarProps) {
  const t = useTranslations("task");
  const { everything, marked } = controls.selection;
  const count = everything ? total - marked.size : marked.size;
  if (count === 0 && !everything) return null;
  return (
    <section className="selbar" aria-label={t("selection")}>
      <b>{t("selected", { count })}</b>
      {!everything && marked.size < total && (
        <button type="button" className="linkbtn" onClick={controls.selectEverything}>
          {status === null
            ? t("selectAll", { count: total })
            : t("table.selectAllOf", { count: total, status: status.toLowerCase() })}
        </button>
      )}
      <span className="grow" />
      {actions}
      <button type="button" className="iconbtn" aria-label={t("clearSelection")} onClick={controls.clear}>
        <Icon name="x" />
      </button>
    </section>
  );
}
