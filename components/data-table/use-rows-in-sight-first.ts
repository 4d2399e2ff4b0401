"use client";

import { type RefObject, startTransition, useEffect, useMemo, useState } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import type { PlacedRow } from "./fill-rows";

/** Comes when the page is at rest: the first rows are in the page as it is sent. */
let steps: typeof import("./row-steps") | null = null;

/**
 * The rows of a page with those in sight first, the others after the next paint: what a person waits for does not take
 * longer with a larger page. `before` is how many rows of the list come before this page; without `inSteps` all come
 * at once, as they must where a row is known by its name and so cannot stand in two places.
 */
export function useRowsInSightFirst<Row>(
  table: RefObject<HTMLTableElement | null>,
  rows: readonly Row[],
  before: number,
  inSteps: boolean,
): readonly PlacedRow<Row>[] {
  // The first row of a table is its head.
  const wanted = useMemo(
    () => rows.map((row, place) => ({ row, index: before + place + 2 })),
    [rows, before],
  );
  const [held, setHeld] = useState({ wanted, placed: wanted as readonly PlacedRow<Row>[] });
  let { placed } = held;
  if (held.wanted !== wanted) {
    placed = steps && inSteps ? steps.takeStep(placed, wanted, table.current) : wanted;
    setHeld({ wanted, placed });
  }
  useEffect(() => {
    if (!inSteps) return;
    void pageAtRest().then(async () => {
      steps = await import("./row-steps");
    });
  }, [inSteps]);
  useEffect(() => {
    if (placed === wanted) return;
    return steps?.afterPaint(() =>
      startTransition(() =>
        setHeld({ wanted, placed: steps?.takeStep(placed, wanted, table.current) ?? wanted }),
      ),
    );
  }, [table, placed, wanted]);
  return placed;
}
