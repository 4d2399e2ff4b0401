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
