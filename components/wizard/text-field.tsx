"use client";

import { describedBy, FieldError } from "./error-summary";
import type { DraftError } from "./validate-draft";

interface TextFieldProps {
  /** The path in the request, as errors name it. */
  field: string;
  label: string;
  hint?: string;
  value: string;
  numeric?: boolean;
  /** As many lines as this; one without it. */
  lines?: number;
  errors: readonly DraftError[];
  onChange: (value: string) => void;
}

/** One value of a task: its label, what it takes, and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { field, label, hint, value, numeric = false, lines, errors, onChange } = props;
  const id = `w-${field}`;
  const shared = {
    id,
    value,
    autoComplete: "off",
    spellCheck: false,
    "aria-invalid": errors.some((each) => each.field === id || each.field.startsWith(`${id}.`)),
    "aria-describedby": describedBy(errors, id, hint ? `${id}-hint` : undefined, true),
  } as const;
  return (
    <div className="field max-w-130">
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? (
        <input
          {...shared}
          className="input"
          inputMode={numeric ? "numeric" : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea
          {...shared}
          className="input mono"
          rows={lines}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FieldError errors={errors} field={id} deep />
    </div>
  );
}
