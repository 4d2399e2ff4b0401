"use client";

import { type ReactNode, useId } from "react";
import { Segmented } from "../../ui/segmented";
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

/** One of a few, with what the model and the rules have against the choice. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { id, legend, quiet = false, options, chosen, onChoose, hint, warning, errors = [] } = props;
  const name = useId();
  const field = id ?? name;
  const hints = [hint ? `${name}-hint` : null, warning ? `${name}-warning` : null].filter(Boolean).join(" ");
  return (
    <Segmented
      id={id}
      legend={legend}
      legendClass={quiet ? "sr" : "lab pb-1.5"}
      options={options}
      chosen={chosen}
      onChoose={onChoose}
      describedBy={describedBy(errors, field, hints || undefined, true)}
    >
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
    </Segmented>
  );
}
