"use client";

import { useTranslations } from "use-intl";
import { describedBy, FieldError, isAbout } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";

interface ModelSelectProps {
  path: string;
  label: string;
  options: readonly string[];
  /** Stays to be seen when the model does not have it. */
  value: string;
  onChoose: (value: string) => void;
  errors: readonly DraftError[];
  warning: string | undefined;
}

/** A name out of the product's model. */
export function ModelSelect({ path, label, options, value, onChoose, errors, warning }: ModelSelectProps) {
  const t = useTranslations("parameters");
  const id = fieldId(path);
  const wrong = warning !== undefined || errors.some((each) => isAbout(each, id));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={wrong}
        aria-describedby={describedBy(errors, id, warning ? `${id}-warning` : undefined)}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{t("chooseOne")}</option>
        {value !== "" && !options.includes(value) && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
      {warning && (
        <span className="hint err" id={`${id}-warning`}>
          {warning}
        </span>
      )}
      <FieldError errors={errors} field={id} />
    </div>
  );
}
