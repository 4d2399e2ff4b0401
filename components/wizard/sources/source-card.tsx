"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { StepFoot } from "../step-card";
import type { StepProps } from "../step-props";

/** What each source is given: the step, and the cards to choose another one by. */
export interface SourceProps extends StepProps {
  choice: ReactNode;
}

interface SourceCardProps extends Pick<SourceProps, "choice" | "onBack"> {
  children: ReactNode;
  /** Below the fields, across the card. */
  below?: ReactNode;
  /** Beside Continue. */
  actions?: ReactNode;
  onContinue: () => void;
}

/** The card of the step: sources above, the chosen one below. */
export function SourceCard({ choice, children, below, actions, onBack, onContinue }: SourceCardProps) {
  const t = useTranslations("wizard");
  return (
    <section className="card" aria-labelledby="targets-title">
      <header>
        <h2 id="targets-title">{t("targetsTitle")}</h2>
      </header>
      <div className="pad stack">
        {choice}
        {children}
      </div>
      {below}
      <StepFoot onBack={onBack} onContinue={onContinue}>
        {actions}
      </StepFoot>
    </section>
  );
}
