"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { type WizardDraft, type WizardStep, wizardSteps } from "./draft";
import { useStepSummaries } from "./use-step-summaries";
import type { DraftError } from "./validate-draft";

interface StepsListProps {
  current: WizardStep;
  draft: WizardDraft;
  draftId: string;
  errors: readonly DraftError[];
  onStep: (step: WizardStep) => void;
}

/** The five steps; each can be gone to, and says what was chosen there. */
export function StepsList({ current, draft, draftId, errors, onStep }: StepsListProps) {
  const t = useTranslations("wizard");
  const summaries = useStepSummaries(draft, errors);
  const at = wizardSteps.indexOf(current);
  return (
    <>
      <ol className="steps" aria-label={t("steps")}>
        {wizardSteps.map((step, index) => {
          const wrong = errors.some((each) => each.step === step);
          const done = index < at && !wrong;
          const { text, trouble } = summaries[step];
          const seen = index < at || (step !== "policy" && text !== null);
          return (
            <li key={step} className={step === current ? "now" : done ? "done" : undefined}>
              <a
                href={`?draft=${draftId}&step=${step}`}
                aria-current={step === current ? "step" : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onStep(step);
                }}
              >
                <span className="n">{done ? <Icon name="check" size="xs" /> : index + 1}</span>
                <span>
                  <b>{t(`step.${step}`)}</b>
                  {trouble ? (
                    <small className="e">{trouble}</small>
                  ) : (
                    <small>{seen && text ? text : t(`stepText.${step}`)}</small>
                  )}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
      <p className="stepline">
        {t("stepLine", { step: at + 1, of: wizardSteps.length, name: t(`step.${current}`) })}
      </p>
    </>
  );
}
