"use client";

import { useTranslations } from "use-intl";
import type { SelectionControls } from "../data-table/use-selection";
import { ActionButton } from "../ui/action-button";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import type { RetryRequest } from "./retry-request";

interface SelectionBarProps {
  controls: SelectionControls;
  /** How many rows the filter matches. */
  total: number;
  retry: RetryRequest | null;
  /** The platform can retry this type in place. */
  inPlace: boolean;
  hindrance: string | null;
  busy: boolean;
  onRetry: (request: RetryRequest) => void;
}

export function SelectionBar({
  controls,
  total,
  retry,
  inPlace,
  hindrance,
  busy,
  onRetry,
}: SelectionBarProps) {
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
      {inPlace && (
        <ActionButton
          icon="retry"
          className={hindrance || !retry ? "sm" : "sm primary"}
          hindrance={hindrance ?? (retry ? null : t("noneRetryable"))}
          busy={busy}
          onPress={() => {
            if (retry) onRetry(retry);
          }}
        >
          {retry?.count ? t("retryCount", { count: retry.count }) : t("retry")}
        </ActionButton>
      )}
      <button type="button" className="iconbtn" aria-label={t("clearSelection")} onClick={controls.clear}>
        <Icon name="x" />
      </button>
    </section>
  );
}
