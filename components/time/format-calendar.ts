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
