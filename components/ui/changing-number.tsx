"use client";

import { useState } from "react";
import { useFormatNumber } from "./use-format";

/** A count that fades once whenever it changes, but not when the page opens. */
export function ChangingNumber({ value }: { value: number }) {
  const number = useFormatNumber();
  const [first] = useState(value);
  const [moved, setMoved] = useState(false);
  if (value !== first && !moved) setMoved(true);
  return (
    <b key={value} className={moved ? "changed" : undefined}>
      {number(value)}
    </b>
  );
}
