"use client";

import { useMemo } from "react";

/** Stands in for the name; of no language. */
const mark = "\uE000";

/** A message that says `name`, put together once: formatting it for each of hundreds of rows takes longer than drawing them. */
export function useNamedLabel<Key extends string>(
  t: (key: Key, values: { name: string }) => string,
  key: Key,
): (name: string) => string {
  return useMemo(() => {
    const parts = t(key, { name: mark }).split(mark);
    return (name) => parts.join(name);
  }, [t, key]);
}
