"use client";

import { useState } from "react";

/**
 * The answer to show: the current one, or while the current question fails the last one that came. A failed reload
 * never empties a table.
 */
export function useLastGood<Data>(
  data: Data | undefined,
  failed: boolean,
): { data: Data | undefined; outdated: boolean } {
  const [good, setGood] = useState(data);
  if (data !== undefined && data !== good) setGood(data);
  if (data !== undefined || !failed) return { data, outdated: false };
  return { data: good, outdated: good !== undefined };
}
