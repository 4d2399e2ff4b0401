"use client";

import { useTranslations } from "use-intl";
import { findTaskType } from "@/lib/domain/task-types";
import { Icon } from "../../ui/icon";
import type { IconName } from "../../ui/icons";
import type { WizardDraft } from "../draft";
import { StepFoot } from "../step-card";
import type { StepProps } from "../step-props";
import { RetryFields } from "./retry-fields";
import { StartFields } from "./start-fields";

const starts: readonly { value: WizardDraft["start"]; icon: IconName }[] = [
  { value: "now", icon: "bolt" },
  { value: "set", icon: "calendar" },
  { value: "confirmed", icon: "pin" },
];

/** When it starts, and whether failed devices are tried again by themselves. */
export function PolicyStep({ controls, errors, onBack, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  const offered = starts.filter(({ value }) => value !== "confirmed" || type?.confirmable);
  const chosen = offered.some(({ value }) => value === draft.start) ? draft.start : "now";
  return (
    <>
      <section className="card" aria-labelledby="start-title">
        <header>
          <h2 id="start-title">{t("startTitle")}</h2>
        </header>
        <div className="pad stack">
          <fieldset className="opt" id="w-policy" tabIndex={-1}>
            <legend className="sr">{t("startTitle")}</legend>
            {offered.map(({ value, icon }) => (
              <label key={value}>
                <input
                  type="radio"
                  name="start"
                  checked={chosen === value}
                  onChange={() => change({ start: value })}
                />
                <Icon name={icon} />
                <b className="med">{t(`start.${value}`)}</b>
                <small>{t(`startText.${value}`)}</small>
              </label>
            ))}
          </fieldset>
          {chosen === "set" && <StartFields controls={controls} errors={errors} />}
          {chosen === "set" && !type?.stoppable && <p className="soft">{t("scheduleFinal")}</p>}
          {chosen === "confirmed" && <p className="soft">{t("confirmElsewhere")}</p>}
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
            <p className="soft">{t(type?.retryable ? "noRetry" : "noRetryAtAll")}</p>
          )}
        </div>
        <StepFoot onBack={onBack} onContinue={() => onContinue()} />
      </section>
    </>
  );
}
