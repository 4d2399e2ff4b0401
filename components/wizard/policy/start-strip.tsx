"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { firstMomentOf, readWallClock } from "@/lib/domain/zoned-time";
import { useTimeView } from "../../time/clock";
import { formatShortDay, formatWeekday } from "../../time/format-calendar";
import { formatHourMinute } from "../../time/format-time";

const span = createLimits.scheduleAheadMs;
/** Per cent of the strip: behind it the word of a day would reach over the edge. */
const roomUntil = 87;

/** The seven days the platform allows: now, the chosen moment, the latest one. */
export function StartStrip({ at, zone }: { at: Date; zone: string }) {
  const t = useTranslations("wizard");
  const view = useTimeView(60_000);
  const here = { ...view, timeZone: zone };
  const now = view.now.getTime();
  const share = (moment: Date) => Math.min(100, Math.max(0, ((moment.getTime() - now) / span) * 100));
  const latest = new Date(now + span);
  const chosen = share(at);
  return (
    <div
      className="strip"
      role="img"
      aria-label={t("stripLabel", {
        start: `${formatWeekday(at, here)} ${formatHourMinute(at, here)}`,
        latest: `${formatWeekday(latest, here)} ${formatHourMinute(latest, here)}`,
      })}
    >
      <div className="track">
        <i className="go" style={{ left: `${chosen}%` }} />
      </div>
      <div className="ticks">
        {midnights(view.now, zone).map((midnight) => (
          <span key={midnight.getTime()} style={{ left: `${share(midnight)}%` }}>
            {share(midnight) < roomUntil && formatShortDay(midnight, here)}
          </span>
        ))}
      </div>
      {chosen > 8 && <b>{t("now")}</b>}
      <b className="gol" style={{ left: `clamp(20px, ${chosen}%, calc(100% - 20px))` }}>
        {formatHourMinute(at, here)}
      </b>
      {chosen < 80 && <b className="right-0">{t("latest", { time: formatHourMinute(latest, here) })}</b>}
    </div>
  );
}

function midnights(now: Date, zone: string): Date[] {
  const today = readWallClock(now, zone);
  return Array.from({ length: 7 }, (_, index) => {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + index + 1));
    return firstMomentOf(readWallClock(day, "UTC"), zone);
  });
}
