"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { useSpanText } from "../time/span-text";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { NumberStepper } from "../ui/number-stepper";
import type { WizardDraft } from "./draft";
import { describedBy, FieldError } from "./error-summary";
import { StartFields } from "./start-fields";
import { StepFoot } from "./step-card";
import type { StepProps } from "./step-props";

const starts: readonly { value: WizardDraft["start"]; icon: IconName }[] = [
  { value: "now", icon: "bolt" },
  { value: "set", icon: "calendar" },
  { value: "confirmed", icon: "pin" },
];

/** When it starts, and whether failed devices are tried again by themselves. */
export function PolicyStep({ controls, errors, onBack, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  return (
    <>
      <section className="card" aria-labelledby="start-title">
        <header>
          <h2 id="start-title">{t("startTitle")}</h2>
        </header>
        <div className="pad stack">
          <fieldset className="opt">
            <legend className="sr">{t("startTitle")}</legend>
            {starts.map(({ value, icon }) => (
              <label key={value}>
                <input
                  type="radio"
                  name="start"
                  checked={draft.start === value}
                  onChange={() => change({ start: value })}
                />
                <Icon name={icon} />
                <b className="med">{t(`start.${value}`)}</b>
                <small>{t(`startText.${value}`)}</small>
              </label>
            ))}
          </fieldset>
          {draft.start === "set" && <StartFields controls={controls} errors={errors} />}
          {draft.start === "confirmed" && <p className="soft">{t("confirmElsewhere")}</p>}
        </div>
      </section>
      <section className="card" aria-labelledby="retry-title">
        <header>
          <h2 id="retry-title">{t("retryTitle")}</h2>
          <span className="grow" />
          <button
            type="button"
            className="switch"
            role="switch"
            aria-checked={draft.retry}
            aria-labelledby="retry-title"
            onClick={() => change({ retry: !draft.retry })}
          />
        </header>
        <div className="pad stack">
          {draft.retry ? (
            <RetryFields controls={controls} errors={errors} />
          ) : (
            <p className="soft">{t("noRetry")}</p>
          )}
        </div>
        <StepFoot onBack={onBack} onContinue={() => onContinue()} />
      </section>
    </>
  );
}

function RetryFields({ controls: { draft, change }, errors }: Pick<StepProps, "controls" | "errors">) {
  const t = useTranslations("wizard");
  const span = useSpanText();
  const { retryCount: counts, retryIntervalMinutes: minutes } = createLimits;
  const wrong = errors.some((each) => each.field === "w-minutes");
  const interval = Number(draft.retryMinutes);
  const known = /^\d{1,4}$/.test(draft.retryMinutes) && interval <= minutes.max;
  return (
    <>
      <div className="row wide wrap items-start!">
        <div className="field w-40">
          <label htmlFor="w-times">{t("times")}</label>
          <NumberStepper
            id="w-times"
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
          <label htmlFor="w-minutes">{t("minutes")}</label>
          <span className="input w-33">
            <input
              id="w-minutes"
              inputMode="numeric"
              autoComplete="off"
              value={draft.retryMinutes}
              aria-invalid={wrong}
              aria-describedby={describedBy(errors, "w-minutes", "w-minutes-hint")}
              onChange={(event) => change({ retryMinutes: event.target.value.trim() })}
            />
          </span>
          <span className="hint" id="w-minutes-hint">
            {known && interval === 0 ? t("zeroMinutes") : t("minutesHint", minutes)}
          </span>
          <FieldError errors={errors} field="w-minutes" />
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
