"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { StepFoot } from "../step-card";
import type { StepProps } from "../step-props";

/** Types that say everything with their targets. */
export function NothingToSet({ onBack, onContinue }: StepProps) {
  const t = useTranslations("parameters");
  return (
    <section className="card" aria-labelledby="nothing-title">
      <div className="mid">
        <Icon name="check" size="l" />
        <h2 id="nothing-title">{t("nothingTitle")}</h2>
        <p>{t("nothingText")}</p>
      </div>
      <StepFoot onBack={onBack} onContinue={() => onContinue()} />
    </section>
  );
}
