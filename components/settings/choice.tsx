"use client";

import { type ReactNode, useId } from "react";
import { Segmented } from "../ui/segmented";

interface ChoiceProps<Value extends string> {
  legend: ReactNode;
  options: readonly { value: Value; text: string }[];
  chosen: Value | "";
  onChoose: (value: Value) => void;
  hint?: ReactNode;
}

/** One of a few, with a hint below. */
export function Choice<Value extends string>({ hint, ...rest }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <Segmented {...rest} describedBy={hint ? `${id}-hint` : undefined}>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </Segmented>
  );
}
