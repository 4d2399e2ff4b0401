"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import type { TargetSummary } from "@/lib/domain/target-list";
import { Icon } from "../../ui/icon";
import { useFormatNumber } from "../../ui/use-format";
import type { LineFilter } from "./lines-view";

interface TargetCounterProps {
  targets: TargetSummary | null;
  /** What the editor shows only, of a list long enough for it. */
  filter: LineFilter;
  onShow: (what: Exclude<LineFilter, "all">) => void;
}

/** How many of how many, and a tally whose parts add up. */
export function TargetCounter({ targets, filter, onShow }: TargetCounterProps) {
  const t = useTranslations("wizard");
  const number = useFormatNumber();
  const limit = createLimits.targets;
  const { read = 0, count = 0, repeatCount = 0, problemCount = 0 } = targets ?? {};
  const bold = (text: ReactNode) => <b>{text}</b>;
  const show = (what: Exclude<LineFilter, "all">, label: string) => (
    <button type="button" className="linkbtn" aria-pressed={filter === what} onClick={() => onShow(what)}>
      {filter === what ? t("ids.showAll") : label}
    </button>
  );
  return (
    <>
      <div className="cnt">
        <span>
          <b className="strong text-base">{number(count)}</b>{" "}
          <span className="mute">{t("ofLimit", { limit })}</span>
        </span>
        <meter className="sr" min={0} max={limit} value={Math.min(count, limit)} aria-label={t("meter")} />
        <div className={count > limit ? "meter big over" : "meter big"} aria-hidden="true">
          <i style={{ width: `${Math.min(100, (count / limit) * 100)}%` }} />
        </div>
        <span className="mute">
          {count > limit ? t("overBy", { count: count - limit }) : t("left", { count: limit - count })}
        </span>
      </div>
      <div className="row wrap tallies">
        <div className="tally" role="status" id="w-targets-tally">
          <span>{t.rich("tally.read", { count: read, b: bold })}</span>
          <span className="s-success">
            <Icon name="success" size="s" />
            <span>{t.rich("tally.usable", { count, b: bold })}</span>
          </span>
          <span>
            <Icon name="minus" size="s" />
            <span>{t.rich("tally.repeats", { count: repeatCount, b: bold })}</span>
          </span>
          <span className={problemCount > 0 ? "s-fail" : ""}>
            <Icon name="fail" size="s" />
            <span>{t.rich("tally.problems", { count: problemCount, b: bold })}</span>
          </span>
        </div>
        {repeatCount > 0 && show("repeat", t("ids.showRepeats"))}
        {problemCount > 0 && show("problem", t("ids.showProblems"))}
      </div>
    </>
  );
}
