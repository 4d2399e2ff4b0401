import { describe, expect, it } from "vitest";
import { firstMomentOf, momentsOf, readWallClock, zoneOffsetMinutes } from "./zoned-time";

const at = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second: 0 };
};
const iso = (dates: Date[]) => dates.map((date) => date.toISOString());

describe("momentsOf", () => {
  it("finds the one moment of an ordinary time", () => {
    expect(iso(momentsOf(at("2026-03-18 02:30"), "Asia/Shanghai"))).toEqual(["2026-03-17T18:30:00.000Z"]);
    expect(iso(momentsOf(at("2026-03-18 02:30"), "Asia/Kathmandu"))).toEqual(["2026-03-17T20:45:00.000Z"]);
  });

  it("finds none in the hour a clock change skips", () => {
    expect(momentsOf(at("2026-03-29 02:30"), "Europe/Berlin")).toEqual([]);
    expect(firstMomentOf(at("2026-03-29 02:30"), "Europe/Berlin").toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  it("finds both in the hour a clock change repeats", () => {
    expect(iso(momentsOf(at("2026-10-25 02:30"), "Europe/Berlin"))).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
  });

  it("works at the far ends of the zones", () => {
    expect(iso(momentsOf(at("2026-03-18 00:10"), "Pacific/Kiritimati"))).toEqual([
      "2026-03-17T10:10:00.000Z",
    ]);
    expect(iso(momentsOf(at("2026-03-18 23:50"), "Pacific/Pago_Pago"))).toEqual(["2026-03-19T10:50:00.000Z"]);
  });
});

describe("reading a clock", () => {
  it("gives midnight as hour 0 and the offset in minutes", () => {
    const moment = new Date("2026-03-16T16:00:07.500Z");
    expect(readWallClock(moment, "Asia/Shanghai")).toEqual({ ...at("2026-03-17 00:00"), second: 7 });
    expect(zoneOffsetMinutes(moment, "Asia/Shanghai")).toBe(480);
    expect(zoneOffsetMinutes(moment, "America/St_Johns")).toBe(-150);
  });
});

describe("readWallClock", () => {
  const zones = [
    "UTC",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Monrovia",
  ];
  const byIntl = (date: Date, timeZone: string) => {
    const parts = new Intl.DateTimeFormat("en", {
      ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    }).formatToParts(date);
    return Object.fromEntries(
      parts.filter(({ type }) => type !== "literal").map(({ type, value }) => [type, Number(value)]),
    );
  };

  it.each(zones)("reads %s as Intl does, on both sides of every change of its clocks", (timeZone) => {
    // St John's changed its clocks a minute past the hour, Lord Howe does by half an hour, Monrovia had seconds of its own.
    const around = [
      "1971-06-01T00:44:29Z",
      "2006-10-29T02:30:59Z",
      "2006-10-29T02:31:00Z",
      "2026-04-04T14:59:59Z",
    ];
    for (const text of [...around, "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2100-12-31T23:59:59Z"]) {
      const date = new Date(text);
      for (const again of [date, date])
        expect(readWallClock(again, timeZone)).toEqual(byIntl(again, timeZone));
    }
  });

  it("goes on when it has read more minutes than it keeps", () => {
    for (let minute = 0; minute < 2_500; minute += 1) {
      const { hour } = readWallClock(new Date(minute * 60_000 + Date.UTC(2026, 0, 1)), "Asia/Shanghai");
      expect(hour).toBe((8 + Math.floor(minute / 60)) % 24);
    }
  });
});
