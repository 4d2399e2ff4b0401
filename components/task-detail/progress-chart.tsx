"use client";

import { useTranslations } from "use-intl";
import type { TaskProgress } from "@/lib/contracts/task-progress";
import { useTimeView } from "../time/clock";
import { calendarDay, formatClock, formatHourMinute, formatMoment, type TimeView } from "../time/format-time";
import { useSpanText } from "../time/span-text";
import { useFormatNumber } from "../ui/use-format";

type Column = TaskProgress["points"][number];

const [width, height, gap] = [264, 44, 2] as const;

/** What settled when: columns of equal spans with the failed on top; to screen readers a sentence and a table. */
export function ProgressChart({ points, running }: { points: readonly Column[]; running: boolean }) {
  const t = useTranslations("progress");
  const view = useTimeView();
  const span = useSpanText();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const most = Math.max(1, ...points.map(({ settled }) => settled));
  const sum = (name: "settled" | "failed") => points.reduce((total, point) => total + point[name], 0);
  const sentence = t("chart", {
    since: formatMoment(new Date(first.from), view),
    step: span(Date.parse(first.to) - Date.parse(first.from)),
    settled: sum("settled"),
    failed: sum("failed"),
    most,
    last: last.settled,
  });
  const step = (width + gap) / points.length;
  return (
    <figure className="rate">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        height={height}
        preserveAspectRatio="none"
        role="img"
        aria-label={sentence}
      >
        {points.map((point, n) => (
          <ColumnBars key={point.from} point={point} x={n * step} width={step - gap} most={most} />
        ))}
        <path d={`M0 ${height - 0.5}H${width}`} />
      </svg>
      <figcaption aria-hidden="true">
        <span>{formatEdge(first.from, view)}</span>
        <span>{running ? t("now") : formatEdge(last.to, view)}</span>
      </figcaption>
      <ColumnTable points={points} caption={t("chartCaption")} />
    </figure>
  );
}

interface ColumnBarsProps {
  point: Column;
  x: number;
  width: number;
  most: number;
}

/** A failure is never too few to be seen. */
function ColumnBars({ point, x, width: wide, most }: ColumnBarsProps) {
  const room = height - 1;
  const whole = point.settled === 0 ? 0 : Math.max(1.5, (point.settled / most) * room);
  const failed = point.failed === 0 ? 0 : Math.min(whole, Math.max(1.5, (point.failed / most) * room));
  const top = room - whole;
  return (
    <>
      {whole > failed && (
        <rect className="good" x={x} y={top + failed} width={wide} height={whole - failed} />
      )}
      {failed > 0 && <rect className="bad" x={x} y={top} width={wide} height={failed} />}
    </>
  );
}

function ColumnTable({ points, caption }: { points: readonly Column[]; caption: string }) {
  const t = useTranslations("progress");
  const number = useFormatNumber();
  const view = useTimeView();
  return (
    <table className="sr">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("columnTime")}</th>
          <th scope="col">{t("columnSettled")}</th>
          <th scope="col">{t("columnFailed")}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.from}>
            <th scope="row">
              {t("between", {
                from: formatClock(new Date(point.from), view),
                to: formatClock(new Date(point.to), view),
              })}
            </th>
            <td>{number(point.settled)}</td>
            <td>{number(point.failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The time, or on another day the day too. */
function formatEdge(at: string, view: TimeView): string {
  const date = new Date(at);
  const sameDay = calendarDay(date, view.timeZone) === calendarDay(view.now, view.timeZone);
  return sameDay ? formatHourMinute(date, view) : formatMoment(date, view);
}
