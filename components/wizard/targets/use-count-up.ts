"use client";

import { startTransition, useEffect, useState } from "react";

/** From 1 up to `last`, one a frame: what hangs on it is drawn, laid out and painted in so many goes. */
export function useCountUp(last: number): number {
  const [count, setCount] = useState(1);
  useEffect(() => {
    if (count >= last) return;
    const frame = requestAnimationFrame(() => startTransition(() => setCount(count + 1)));
    return () => cancelAnimationFrame(frame);
  }, [count, last]);
  return count;
}
