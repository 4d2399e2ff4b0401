"use client";

import { type ReactNode, useId } from "react";

interface ChoiceProps<Value extends string> {
  legend: ReactNode;
  options: readonly { value: Value; text: string }[];
  chosen: Value | "";
  onChoose: (value: Value) => void;
  hint?: ReactNode;
}

/** One of a few, side by side: radio buttons that look like a switch. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, options, chosen, onChoose, hint } = props;
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="lab">{legend}</legend>
      <span className="seg choice">
        {options.map(({ value, text }) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            {text}
          </label>
        ))}
      </span>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </fieldset>
  );
}
