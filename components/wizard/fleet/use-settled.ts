import { useEffect, useState } from "react";

/** The value as it was when it last stayed the same for so long, in milliseconds; null before it ever did. */
export function useSettled(value: string, quietMs: number): string | null {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return settled;
}
