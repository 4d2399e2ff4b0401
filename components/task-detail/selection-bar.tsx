"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { SelectionControls } from "../data-table/use-selection";
import { ActionButton } from "../ui/action-button";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";

interface SelectionBarProps {
  controls: SelectionControls;
  /** How many rows the filter matches. */
  total: number;
  /** What can be done to what is ticked. */
  actions: ReactNode;
}

export function SelectionBar({ controls, total, actions }: SelectionBarProps) {
  const t = useTranslations("task");
  const copy = useCopy();
  const { everything, marked } = controls.selection;
  const count = everything ? total - marked.size : marked.size;
  if (count === 0 && !everything) return null;
  return (
    <section className="selbar" aria-label={t("selection")}>
      <b>{t("selected", { count })}</b>
      {!everything && marked.size < total && (
        <button type="button" className="linkbtn" onClick={controls.selectEverything}>
          {t("selectAll", { count: total })}
        </button>
      )}
      <span className="grow" />
      {!everything && (
        <ActionButton
          icon="copy"
          className="sm"
          onPress={() => void copy([...marked.keys()].join("\n"), t("copiedIds", { count }))}
        >
          {t("copyIds")}
        </ActionButton>
      )}
      {actions}
      <button type="button" className="iconbtn" aria-label={t("clearSelection")} onClick={controls.clear}>
        <Icon name="x" />
      </button>
    </section>
  );
}
