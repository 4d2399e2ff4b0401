"use client";

import { useTranslations } from "use-intl";
import { causeVerdict } from "@/lib/domain/cause-verdict";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { actOnRows } from "./act-request";
import { AdviceText } from "./advice-text";
import { FailureMenu } from "./failure-menu";
import { FailureMore, useFailureMore } from "./failure-more";
import type { FailureRowProps } from "./failure-props";
import { useHindrance } from "./use-hindrance";

/** One cause: how many, what to do, and below it what was asked for: its texts, or the team's note to write. */
export function FailureRow(props: FailureRowProps) {
  const { cause, most, mayNote } = props;
  const t = useTranslations("task");
  const words = useTranslations("causes");
  const number = useFormatNumber();
  const more = useFailureMore();
  const label = cause.message ?? cause.code;
  return (
    <>
      <tr ref={more.row}>
        <td className="c1">
          <span className="name">{label ? <SafeText text={label} /> : t("noCause")}</span>
          {cause.code && cause.message && <span className="sub mono">{cause.code}</span>}
        </td>
        <td className="c2">
          <span className="row">
            <span className="strong min-w-7 text-right">{number(cause.count)}</span>
            <span className="meter red grow" aria-hidden="true">
              <i style={{ width: `${Math.max(2, (cause.count / most) * 100)}%` }} />
            </span>
          </span>
        </td>
        <td className="c3">
          <p className="what">
            <AdviceText advice={cause.advice} note={cause.note} />
            {mayNote && !cause.advice && !cause.note && (
              <>
                {" "}
                <button type="button" className="linkbtn" onClick={() => more.show("note")}>
                  {words("addNote")}
                </button>
              </>
            )}
          </p>
        </td>
        <td className="c4 r">
          <span className="row tight end">
            <MainAct {...props} />
            <ActionButton icon="filter" className="sm ghost" onPress={() => props.onShow(cause.cause)}>
              {t("show")}
            </ActionButton>
            <FailureMenu {...props} more={more} />
          </span>
        </td>
      </tr>
      <FailureMore {...props} more={more} />
    </>
  );
}

/** Retry where the platform can and it may help, else a new task where that is offered. */
function MainAct({ cause, task, acts, onRerun }: FailureRowProps) {
  const t = useTranslations("task");
  const words = useTranslations("causes");
  const hindrance = useHindrance(task)("retry");
  if (findTaskType(task.type)?.retryable === false) {
    if (!onRerun || !task.capabilities.rerun.allowed) return null;
    return (
      <ActionButton icon="clone" className="sm" onPress={() => onRerun(cause)}>
        {words("rerunCount", { count: cause.count })}
      </ActionButton>
    );
  }
  if (causeVerdict(cause) === "fix_first") {
    return <span className="mute small">{t("retryNotAdvised")}</span>;
  }
  const filter = { status: ["Fail", "FailWaitRetry"], cause: [cause.cause], q: "", tries: 0 };
  return (
    <ActionButton
      icon="retry"
      className="sm"
      hindrance={hindrance}
      onPress={() => acts.startRetry(actOnRows("retry", filter, { count: cause.count }))}
    >
      {t("retryCount", { count: cause.count })}
    </ActionButton>
  );
}
