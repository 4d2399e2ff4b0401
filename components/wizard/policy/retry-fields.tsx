"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { useSpanText } from "../../time/span-text";
import { NumberStepper } from "../../ui/number-stepper";
import { describedBy, FieldError } from "../error-summary";
import type { StepProps } from "../step-props";

const field = "w-policy.retryIntervalMinutes";

/** The platform takes both values or none (sheet §6.1). */
export function RetryFields({ controls: { draft, change }, errors }: Pick<StepProps, "controls" | "errors">) {
  const t = useTranslations("wizard");
  const span = useSpanText();
  const { retryCount: counts, retryIntervalMinutes: minutes } = createLimits;
  const interval = Number(draft.retryMinutes);
  const known = /^\d{1,4}$/.test(draft.retryMinutes) && interval <= minutes.max;
  return (
    <>
      <div className="row wide wrap items-start!">
        <div className="field w-40">
          <label htmlFor="w-policy.retryCount">{t("times")}</label>
          <NumberStepper
            id="w-policy.retryCount"
            value={draft.retryCount}
            min={counts.min}
            max={counts.max}
            describedBy="w-times-hint"
            onChange={(retryCount) => change({ retryCount })}
          />
          <span className="hint" id="w-times-hint">
            {t("timesHint", counts)}
          </span>
        </div>
        <div className="field">
          <label htmlFor={field}>{t("minutes")}</label>
          <span className="input w-33">
            <input
              id={field}
              inputMode="numeric"
              autoComplete="off"
              value={draft.retryMinutes}
              aria-invalid={errors.some((each) => each.field === field)}
              aria-describedby={describedBy(errors, field, "w-minutes-hint")}
              onChange={(event) => change({ retryMinutes: event.target.value.trim().slice(0, 8) })}
            />
          </span>
          <span className="hint" id="w-minutes-hint">
            {known && interval === 0 ? t("zeroMinutes") : t("minutesHint", minutes)}
          </span>
          <FieldError errors={errors} field={field} />
        </div>
      </div>
      {known && (
        <p className="soft">
          {t("retryPlan", { tries: draft.retryCount + 1, after: span(draft.retryCount * interval * 60_000) })}
        </p>
      )}
    </>
  );
}
