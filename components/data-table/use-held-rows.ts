"use client";

import { useState } from "react";
import { type HeldRows, type HoldRules, holdRows, showRows } from "@/lib/domain/hold-rows";

interface HeldRowsInput<Row> extends HoldRules<Row> {
  /** Which page of which filter: another one starts over. */
  scope: string;
  items: readonly Row[];
  /** `items` is the answer to this scope, not the one before it. */
  settled: boolean;
}

/** The rows of a page held in their places while answers come; `show` takes the newest as it is. */
export function useHeldRows<Row>(input: HeldRowsInput<Row>): HeldRows<Row> & { show: () => void } {
  const { scope, items, settled, ...rules } = input;
  const [held, setHeld] = useState({ scope, source: items, ...showRows(items) });
  const show = () => setHeld({ scope, source: items, ...showRows(items) });
  if (!settled || (held.scope === scope && held.source === items)) return { ...held, show };
  const next = held.scope === scope ? holdRows(held.rows, items, rules) : showRows(items);
  setHeld({ scope, source: items, ...next });
  return { ...next, show };
}
