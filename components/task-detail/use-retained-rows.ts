"use client";

import { useState } from "react";
import type { Subtask } from "@/lib/contracts/subtasks";
import { mergeRows } from "@/lib/domain/merge-rows";

const none: ReadonlySet<string> = new Set();

/**
 * The rows of a page, held in their places: one that was retried stays where it was, although the filter no longer
 * matches it, until the page or the filter changes.
 */
export function useRetainedRows(
  scope: string,
  items: readonly Subtask[],
  settled: boolean,
  retried: ReadonlySet<string>,
): { rows: readonly Subtask[]; left: ReadonlySet<string> } {
  const [held, setHeld] = useState({ scope, source: items, rows: items, left: none });
  if (!settled || (held.scope === scope && held.source === items)) return held;
  const merged = held.scope === scope ? mergeRows(held.rows, items, retried) : { rows: items, left: none };
  const next = { scope, source: items, ...merged };
  setHeld(next);
  return next;
}
