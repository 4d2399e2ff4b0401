import { readWallClock, zoneOffsetMinutes } from "@/lib/domain/zoned-time";
import type { Locale } from "@/lib/i18n/locales";
import { dayAndMonth, type TimeView, two } from "./format-time";

type Place = Omit<TimeView, "now">;

const weekdays: Record<Locale, readonly string[]> = {
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  "zh-CN": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
};

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
