"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import type { TargetList } from "@/lib/domain/target-list";
import { Icon } from "../ui/icon";
import { useFormatNumber } from "../ui/use-format";

/** How many of how many, and a tally whose parts add up. */
export function TargetCounter({ targets }: { targets: TargetList | null }) {
  const t = useTranslations("wizard");
  const number = useFormatNumber();
  const limit = createLimits.targets;
  const used = targets?.ids.length ?? 0;
  const bold = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <>
      <div className="cnt">
        <span>
          <b className="strong text-base">{number(used)}</b>{" "}
          <span className="mute">{t("ofLimit", { limit })}</span>
        </span>
        <meter className="sr" min={0} max={limit} value={Math.min(used, limit)} aria-label={t("meter")} />
        <div className={used > limit ? "meter big over" : "meter big"} aria-hidden="true">
          <i style={{ width: `${Math.min(100, (used / limit) * 100)}%` }} />
        </div>
        <span className="mute">
          {used > limit ? t("overBy", { count: used - limit }) : t("left", { count: limit - used })}
        </span>
      </div>
      <div className="tally" role="status" id="w-targets-tally">
        <span>{t.rich("tally.read", { count: targets?.read ?? 0, b: bold })}</span>
        <span className="s-success">
          <Icon name="success" size="s" />
          <span>{t.rich("tally.usable", { count: used, b: bold })}</span>
        </span>
        <span>
          <Icon name="minus" size="s" />
          <span>{t.rich("tally.repeats", { count: targets?.repeats.length ?? 0, b: bold })}</span>
        </span>
        <span className={targets?.problems.length ? "s-fail" : ""}>
          <Icon name="fail" size="s" />
          <span>{t.rich("tally.problems", { count: targets?.problems.length ?? 0, b: bold })}</span>
        </span>
      </div>
    </>
  );
}
