"use client";

import { useTimeView } from "./clock";
import { formatExactMoment, formatMoment, formatUtc, type TimeView } from "./format-time";

interface MomentProps {
  at: string;
  exact?: boolean;
  className?: string;
}

/** A time in the reader's zone, with UTC in the tooltip. `exact` keeps the seconds on other days too. */
export function Moment(props: MomentProps) {
  return <MomentSeen {...props} view={useTimeView()} />;
}

/** A `Moment` for tables, whose cells share one clock. */
export function MomentSeen({ at, exact, className, view }: MomentProps & { view: TimeView }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatUtc(date)} className={className}>
      {exact ? formatExactMoment(date, view) : formatMoment(date, view)}
    </time>
  );
}
