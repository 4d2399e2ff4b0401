"use client";

import { startTransition, useEffect, useState } from "react";

/** A value one frame later: what hangs on it is drawn, laid out and painted after what is drawn at once. */
export function useLater<Value>(value: Value, first: Value = value): Value {
  const [later, setLater] = useState(first);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setLater(value)));
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return later;
}
