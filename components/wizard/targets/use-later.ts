"use client";

import { startTransition, useEffect, useState } from "react";

/** A value one turn later: what hangs on it is drawn after what is drawn at once. */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    startTransition(() => setLater(value));
  }, [value]);
  return later;
}
