"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { Icon } from "../../ui/icon";

interface OverLimitProps {
  /** Usable IDs. */
  count: number;
  onKeepFirst: () => void;
  onSplit: () => void;
}

/** More IDs than a task takes: several tasks, or the first ones only. Nothing is cut before somebody says so. */
export function OverLimit({ count, onKeepFirst, onSplit }: OverLimitProps) {
  const t = useTranslations("wizard");
  const limit = createLimits.targets;
  return (
    <div className="note s-fail">
      <Icon name="fail" />
      <div>
        <b>{t("overLimit", { count, over: count - limit })}</b>
        <p>{t("overLimitText")}</p>
      </div>
      <div className="acts">
        <button type="button" className="btn sm" onClick={onSplit}>
          {t("ids.makeTasks", { count: Math.ceil(count / limit) })}
        </button>
        <button type="button" className="btn sm" onClick={onKeepFirst}>
          {t("keepFirst", { count: limit })}
        </button>
      </div>
    </div>
  );
}
