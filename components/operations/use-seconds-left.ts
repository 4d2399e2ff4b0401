import { useEffect, useState } from "react";

const stepMs = 250;

/**
 * Whole seconds that are left of what the server said was left when it answered. Only how long it is counts, so a
 * browser whose clock is wrong counts right.
 */
export function useSecondsLeft(leftMs: number): number {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const end = performance.now() + leftMs;
    const show = () => setLeft(Math.max(0, end - performance.now()));
    show();
    const timer = setInterval(show, stepMs);
    return () => clearInterval(timer);
  }, [leftMs]);
  return Math.ceil(left / 1000);
}
