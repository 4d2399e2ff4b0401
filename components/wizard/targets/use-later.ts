"use client";

import { startTransition, useEffect, useState } from "react";

/** A value so many frames later: what hangs on it is drawn, laid out and painted after what is drawn at once. */
export function useLater<Value>(value: Value, frames = 1): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    let left = frames;
    const pass = () => {
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(pass);
      else startTransition(() => setLater(value));
    };
    let frame = requestAnimationFrame(pass);
    return () => cancelAnimationFrame(frame);
  }, [value, frames]);
  return later;
}
