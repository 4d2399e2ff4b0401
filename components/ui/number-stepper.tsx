"use client";

import { useTranslations } from "use-intl";
import { Icon } from "./icon";

interface NumberStepperProps {
  id: string;
  value: number;
  min: number;
  max: number;
  describedBy?: string;
  onChange: (value: number) => void;
}

export function NumberStepper({ id, value, min, max, describedBy, onChange }: NumberStepperProps) {
  const t = useTranslations("common");
  const set = (wanted: number) => onChange(Math.min(max, Math.max(min, wanted)));
  return (
    <span className="stepper">
      <button type="button" aria-label={t("fewer")} onClick={() => set(value - 1)}>
        <Icon name="minus" size="s" />
      </button>
      <input
        id={id}
        inputMode="numeric"
        role="spinbutton"
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          const wanted = Number(event.target.value.replace(/\D/g, ""));
          if (wanted > 0) set(wanted);
        }}
        onKeyDown={(event) => {
          const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (!step) return;
          event.preventDefault();
          set(value + step);
        }}
      />
      <button type="button" aria-label={t("more")} onClick={() => set(value + 1)}>
        <Icon name="plus" size="s" />
      </button>
    </span>
  );
}
