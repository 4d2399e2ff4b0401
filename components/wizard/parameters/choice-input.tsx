"use client";

import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { describedBy, FieldError, isAbout } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { Segments } from "./segments";

interface ChoiceInputProps {
  path: string;
  label: ReactNode;
  choices: readonly string[];
  /** The choice as text; empty while it is left out. */
  text: string;
  required: boolean;
  errors: readonly DraftError[];
  /** What the product's model has against it. */
  warning: string | undefined;
  hint: ReactNode;
  onChoose: (text: string) => void;
}

/** As many choices, and as long all together, as lie side by side on a phone. */
const few = { count: 4, characters: 32 };

/** One of the values a product's model names: side by side while they are few. */
export function ChoiceInput(props: ChoiceInputProps) {
  const { path, label, choices, text, required, errors, warning, hint, onChoose } = props;
  const t = useTranslations("parameters");
  const own = useId();
  const field = fieldId(path);
  if (choices.length <= few.count && choices.join("").length <= few.characters) {
    const options = choices.map((value) => ({ value, text: value }));
    return (
      <Segments
        id={field}
        legend={label}
        options={required ? options : [...options, { value: "", text: t("leftOut") }]}
        chosen={text}
        onChoose={onChoose}
        {...{ hint, warning, errors }}
      />
    );
  }
  const hints = [hint ? `${own}-hint` : null, warning ? `${own}-warning` : null].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <select
        id={field}
        className="input"
        value={text}
        aria-invalid={warning !== undefined || errors.some((each) => isAbout(each, field, true))}
        aria-describedby={describedBy(errors, field, hints || undefined, true)}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{t(required ? "chooseOne" : "leftOut")}</option>
        {text !== "" && !choices.includes(text) && <option value={text}>{text}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
      {warning && (
        <span className="hint err" id={`${own}-warning`}>
          {warning}
        </span>
      )}
      <FieldError errors={errors} field={field} deep />
      {hint && (
        <span className="hint" id={`${own}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
