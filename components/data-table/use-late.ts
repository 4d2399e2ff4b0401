"use client";

import { useEffect, useState } from "react";

/** Whether something has been so for that many milliseconds; what is over sooner never was. */
export function useLate(on: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [on, milliseconds]);
  return on && late;
}
