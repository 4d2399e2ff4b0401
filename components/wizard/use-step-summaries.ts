"use client";

import { useTranslations } from "use-intl";
import { useTimeView } from "../time/clock";
import { formatHourMinute, formatWeekday } from "../time/format-time";
import { useWords } from "../ui/use-words";
import type { WizardDraft, WizardStep } from "./draft";
import { readStart } from "./start-time";
import type { DraftError } from "./validate-draft";

export interface StepSummary {
  /** What was said in this step; null while it was not touched. */
  text: string | null;
  /** What is to be fixed in a step that was touched. */
  trouble: string | null;
}

/** Each step in a few words, for the list of steps and the column beside the form. */
export function useStepSummaries(
  draft: WizardDraft,
  errors: readonly DraftError[],
): Record<WizardStep, StepSummary> {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const view = useTimeView();
  const lines = draft.targets?.problems.length ?? 0;
  const invalid = (step: WizardStep) => errors.filter((each) => each.step === step).length;
  const start = draft.start === "set" ? readStart(draft, view.timeZone, view.now) : null;
  const when =
    start?.kind === "good"
      ? `${formatWeekday(start.at, view)} ${formatHourMinute(start.at, view)}`
      : t(`start.${draft.start}`);
  const minutes = Number(draft.retryMinutes);
  const complete = draft.retryMinutes !== "" && Number.isInteger(minutes);
  const retry = !draft.retry
    ? t("summary.noRetry")
    : complete
      ? t("summary.retry", { count: draft.retryCount, minutes })
      : t("summary.retryOpen", { count: draft.retryCount });
  const nothing: StepSummary = { text: null, trouble: null };
  return {
    type: { text: draft.type ? (word(draft.type) ?? null) : null, trouble: null },
    targets: {
      text: draft.targets ? t("summary.targets", { count: draft.targets.ids.length }) : null,
      trouble: lines > 0 ? t("summary.lines", { count: lines }) : null,
    },
    parameters: {
      text: draft.package ? `${draft.package.productName ?? t("package")} ${draft.package.version}` : null,
      trouble:
        draft.package && invalid("parameters") > 0
          ? t("summary.values", { count: invalid("parameters") })
          : null,
    },
    policy: {
      text: `${when}${t("comma")}${retry}`,
      trouble: invalid("policy") > 0 ? t("summary.values", { count: invalid("policy") }) : null,
    },
    review: nothing,
  };
}
