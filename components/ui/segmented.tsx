"use client";

import { type ReactNode, useId } from "react";

interface SegmentedProps<Value extends string> {
  /** Of the first button: where a link of an error summary leads. */
  id?: string;
  legend: ReactNode;
  legendClass?: string;
  options: readonly { value: Value; text: ReactNode }[];
  chosen: Value | "" | null;
  onChoose: (value: Value) => void;
  describedBy?: string | undefined;
  /** Hints and errors below. */
  children?: ReactNode;
}

/** One of a few, side by side: radio buttons that look like a switch. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { id, legend, legendClass = "lab", options, chosen, onChoose, describedBy, children } = props;
  const name = useId();
  return (
    <fieldset className="field" aria-describedby={describedBy}>
      <legend className={legendClass}>{legend}</legend>
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
      {children}
    </fieldset>
  );
}
