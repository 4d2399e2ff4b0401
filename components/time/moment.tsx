"use client";

import { useTimeView } from "./clock";
import { formatExactMoment, formatMoment, formatUtc } from "./format-time";

/** A time in the reader's zone, with UTC in the tooltip. `exact` keeps the seconds on other days too. */
export function Moment({ at, exact, className }: { at: string; exact?: boolean; className?: string }) {
  const view = useTimeView();
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatUtc(date)} className={className}>
      {exact ? formatExactMoment(date, view) : formatMoment(date, view)}
    </time>
  );
}
