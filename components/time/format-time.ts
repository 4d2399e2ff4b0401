import { readWallClock, type WallClock } from "@/lib/domain/zoned-time";
import type { Locale } from "@/lib/i18n/locales";

// Texts are put together here and not by Intl, whose words differ between Node and browsers: the server's
// HTML and the browser's first render must be the same, letter by letter.

/** Where and when a time is read: every function here is pure. */
export interface TimeView {
  locale: Locale;
  timeZone: string;
  now: Date;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-03-17` in the zone. */
export function calendarDay(date: Date, timeZone: string): string {
  const { year, month, day } = readWallClock(date, timeZone);
  return `${year}-${two(month)}-${two(day)}`;
}

export function isToday(date: Date, view: TimeView): boolean {
  return calendarDay(date, view.timeZone) === calendarDay(view.now, view.timeZone);
}

/** `12:03:04` */
export function formatClock(date: Date, { timeZone }: { timeZone: string }): string {
  const { hour, minute, second } = readWallClock(date, timeZone);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `12:03` */
export function formatHourMinute(date: Date, place: { timeZone: string }): string {
  return formatClock(date, place).slice(0, 5);
}

/** `16 Mar` / `3月16日`; with the year when it is another one. */
export function formatDay(date: Date, { locale, timeZone, now }: TimeView): string {
  const clock = readWallClock(date, timeZone);
  const sameYear = clock.year === readWallClock(now, timeZone).year;
  if (locale === "zh-CN") return `${sameYear ? "" : `${clock.year}年`}${dayAndMonth(clock, locale)}`;
  return `${dayAndMonth(clock, locale)}${sameYear ? "" : ` ${clock.year}`}`;
}

/** `16 Mar` / `3月16日` */
export function dayAndMonth({ day, month }: WallClock, locale: Locale): string {
  return locale === "zh-CN" ? `${month}月${day}日` : `${day} ${months[month - 1]}`;
}

/** Today: `12:03:04`. Any other day: `16 Mar 17:40`. */
export function formatMoment(date: Date, view: TimeView): string {
  if (isToday(date, view)) return formatClock(date, view);
  return `${formatDay(date, view)} ${formatHourMinute(date, view)}`;
}

/** As `formatMoment`, with seconds on every day: for ages that matter. */
export function formatExactMoment(date: Date, view: TimeView): string {
  if (isToday(date, view)) return formatClock(date, view);
  return `${formatDay(date, view)} ${formatClock(date, view)}`;
}

/** `2026-03-17 04:03:04 UTC`, for tooltips. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
