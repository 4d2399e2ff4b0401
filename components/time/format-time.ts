import { readWallClock, type WallClock, zoneOffsetMinutes } from "@/lib/domain/zoned-time";
import type { Locale } from "@/lib/i18n/locales";

// Texts are put together here and not by Intl, whose words differ between Node and browsers: the server's
// HTML and the browser's first render must be the same, letter by letter.

/** Where and when a time is read: every function here is pure. */
export interface TimeView {
  locale: Locale;
  timeZone: string;
  now: Date;
}
type Place = Omit<TimeView, "now">;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays: Record<Locale, readonly string[]> = {
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  "zh-CN": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
};

const two = (value: number): string => String(value).padStart(2, "0");

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

/** `Wed 18 Mar` / `3月18日 周三` */
export function formatWeekday(date: Date, { locale, timeZone }: Place): string {
  const clock = readWallClock(date, timeZone);
  const weekday = weekdays[locale][new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay()];
  return locale === "zh-CN"
    ? `${dayAndMonth(clock, locale)} ${weekday}`
    : `${weekday} ${dayAndMonth(clock, locale)}`;
}

/** `Wed 18` / `周三 18日`, where the month is plain. */
export function formatShortDay(date: Date, { locale, timeZone }: Place): string {
  const { year, month, day } = readWallClock(date, timeZone);
  const weekday = weekdays[locale][new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return locale === "zh-CN" ? `${weekday} ${day}日` : `${weekday} ${day}`;
}

function dayAndMonth({ day, month }: WallClock, locale: Locale): string {
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

/** `UTC+08:00` for the zone at that moment, `UTC` when it is no different. */
export function formatOffset(date: Date, timeZone: string): string {
  const minutes = zoneOffsetMinutes(date, timeZone);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The platform's own form, `20260317T183000Z` (sheet §6.1). */
export function formatCompactUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll("-", "").replaceAll(":", "")}Z`;
}

export type Span = { unit: "s" | "min" | "h" | "d"; first: number; second: number };

/** A length of time in its two largest units: 33 s, 5 min, 1 h 50 min, 3 d 4 h. */
export function splitSpan(milliseconds: number): Span {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return { unit: "s", first: seconds, second: 0 };
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return { unit: "min", first: minutes, second: seconds % 60 };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { unit: "h", first: hours, second: minutes % 60 };
  return { unit: "d", first: Math.floor(hours / 24), second: hours % 24 };
}
