"use client";

import { type ReactNode, useId } from "react";
import { describedBy, FieldError } from "../error-summary";
import type { DraftError } from "../validate-draft";

interface SegmentsProps<Value extends string> {
  /** Of the first button: where a link of the error summary leads. */
  id?: string;
  legend: ReactNode;
  /** The legend is for screen readers only. */
  quiet?: boolean;
  options: readonly { value: Value; text: ReactNode }[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
  hint?: ReactNode;
  /** What the product's model has against it. */
  warning?: string | undefined;
  errors?: readonly DraftError[];
}

/** One of a few, side by side: radio buttons that look like a switch. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { id, legend, quiet = false, options, chosen, onChoose, hint, warning, errors = [] } = props;
  const name = useId();
  const field = id ?? name;
  const hints = [hint ? `${name}-hint` : null, warning ? `${name}-warning` : null].filter(Boolean).join(" ");
  return (
    <fieldset className="field" aria-describedby={describedBy(errors, field, hints || undefined, true)}>
      <legend className={quiet ? "sr" : "lab pb-1.5"}>{legend}</legend>
      <span className="seg choice justify-self-start">
        {options.map(({ value, text }, index) => (
          <label key={value}>
            <input
              id={index === 0 ? id : undefined}
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            {text}
          </label>
        ))}
      </span>
      {warning && (
        <span className="hint err" id={`${name}-warning`}>
          {warning}
        </span>
      )}
      <FieldError errors={errors} field={field} deep />
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
    </fieldset>
  );
}
