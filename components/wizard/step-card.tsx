"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";

interface StepFootProps {
  onBack: (() => void) | null;
  /** Never off: when something is missing it says what. */
  onContinue: () => void;
  children?: ReactNode;
}

export function StepFoot({ onBack, onContinue, children }: StepFootProps) {
  const t = useTranslations("wizard");
  return (
    <div className="wfoot">
      {onBack && (
        <button type="button" className="btn" onClick={onBack}>
          {t("back")}
        </button>
      )}
      <span className="grow" />
      {children}
      <button type="button" className="btn primary" onClick={onContinue}>
        {t("continue")}
        <Icon name="arrowr" />
      </button>
    </div>
  );
}
