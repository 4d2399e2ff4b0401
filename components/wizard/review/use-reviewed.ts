"use client";

import { useMemo } from "react";
import { useTimeView } from "../../time/clock";
import type { DraftControls } from "../step-props";
import { type DraftPlace, type Reviewed, readReviewed } from "./read-reviewed";

/** What is about to be sent; null while the draft names no type that can be created. */
export function useReviewed({ draft, draftId }: Pick<DraftControls, "draft" | "draftId">): {
  reviewed: Reviewed | null;
  place: DraftPlace;
} {
  const { timeZone: zone, now } = useTimeView();
  return useMemo(() => {
    const place = { draftId, zone, now };
    return { reviewed: readReviewed(draft, place), place };
  }, [draft, draftId, zone, now]);
}
