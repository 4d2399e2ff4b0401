import { describe, expect, it } from "vitest";
import { formatCompactUtc, formatOffset, formatShortDay, formatWeekday } from "./format-calendar";
import {
  calendarDay,
  formatClock,
  formatDay,
  formatExactMoment,
  formatMoment,
  formatUtc,
} from "./format-time";
import { splitSpan } from "./split-span";

const now = new Date("2026-03-17T04:03:04Z");
const english = { locale: "en", timeZone: "Asia/Shanghai", now } as const;
const chinese = { ...english, locale: "zh-CN" } as const;

describe("times as people read them", () => {
  it("shows seconds today and the date on other days", () => {
    expect(formatMoment(now, english)).toBe("12:03:04");
    expect(formatMoment(new Date("2026-03-16T09:40:11Z"), english)).toBe("16 Mar 17:40");
    expect(formatMoment(new Date("2026-03-16T09:40:11Z"), chinese)).toBe("3月16日 17:40");
    expect(formatExactMoment(new Date("2026-03-16T09:40:11Z"), english)).toBe("16 Mar 17:40:11");
  });

  it("counts the day in the person's zone, not in UTC", () => {
    const lateEvening = new Date("2026-03-16T16:30:00Z");
    expect(calendarDay(lateEvening, "Asia/Shanghai")).toBe("2026-03-17");
    expect(formatMoment(lateEvening, english)).toBe("00:30:00");
    expect(formatMoment(lateEvening, { ...english, timeZone: "UTC" })).toBe("16 Mar 16:30");
  });

  it("names another year", () => {
    expect(formatDay(new Date("2025-03-16T09:40:11Z"), english)).toBe("16 Mar 2025");
    expect(formatDay(new Date("2025-03-16T09:40:11Z"), chinese)).toBe("2025年3月16日");
  });

  it("uses 24 hours, with midnight as 00", () => {
    expect(formatClock(new Date("2026-03-16T16:00:00Z"), english)).toBe("00:00:00");
  });

  it("writes zones, UTC and the platform's form", () => {
    expect(formatOffset(now, "Asia/Shanghai")).toBe("UTC+08:00");
    expect(formatOffset(now, "UTC")).toBe("UTC");
    expect(formatUtc(now)).toBe("2026-03-17 04:03:04 UTC");
    expect(formatCompactUtc(now)).toBe("20260317T040304Z");
    expect(formatOffset(now, "America/St_Johns")).toBe("UTC-02:30");
    expect(formatWeekday(now, english)).toBe("Tue 17 Mar");
    expect(formatShortDay(now, english)).toBe("Tue 17");
    expect(formatShortDay(now, chinese)).toBe("周二 17日");
    expect(formatWeekday(now, chinese)).toBe("3月17日 周二");
  });
});

describe("splitSpan", () => {
  it.each([
    [33_000, { unit: "s", first: 33, second: 0 }],
    [-5, { unit: "s", first: 0, second: 0 }],
    [161_000, { unit: "min", first: 2, second: 41 }],
    [6_600_000, { unit: "h", first: 1, second: 50 }],
    [273_600_000, { unit: "d", first: 3, second: 4 }],
  ])("%i ms", (milliseconds, span) => {
    expect(splitSpan(milliseconds)).toEqual(span);
  });
});
