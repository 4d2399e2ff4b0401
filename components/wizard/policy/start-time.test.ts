import { describe, expect, it } from "vitest";
import { emptyDraft } from "../draft";
import { quickStarts, readStart } from "./start-time";

const now = new Date("2026-03-17T04:03:00Z");
const start = (part: object, zone = "Asia/Shanghai", at = now) =>
  readStart({ ...emptyDraft, date: "2026-03-18", time: "02:30", ...part }, zone, at);

describe("readStart", () => {
  it("finds the moment in the reader's zone or the one chosen", () => {
    expect(start({})).toMatchObject({ kind: "good", at: new Date("2026-03-17T18:30:00Z") });
    expect(start({ timeZone: "UTC" })).toMatchObject({ kind: "good", at: new Date("2026-03-18T02:30:00Z") });
  });

  it("refuses the past and more than seven days ahead", () => {
    expect(start({ date: "2026-03-17", time: "12:03" }).kind).toBe("past");
    expect(start({ date: "2026-03-24", time: "12:03" }).kind).toBe("good");
    expect(start({ date: "2026-03-24", time: "12:04" }).kind).toBe("tooLate");
    expect(start({ date: "" }).kind).toBe("missing");
    expect(start({ time: "2:3" }).kind).toBe("missing");
  });

  it("asks when a clock change skips or repeats the hour", () => {
    const spring = new Date("2026-03-27T00:00:00Z");
    expect(start({ date: "2026-03-29" }, "Europe/Berlin", spring).kind).toBe("skipped");
    const autumn = new Date("2026-10-24T00:00:00Z");
    const twice = (part: object) => start({ date: "2026-10-25", ...part }, "Europe/Berlin", autumn);
    expect(twice({}).kind).toBe("doubled");
    expect(twice({ occurrence: 1 })).toMatchObject({ kind: "good", at: new Date("2026-10-25T01:30:00Z") });
  });
});

describe("quickStarts", () => {
  it("offers what is still ahead, in the zone's own days", () => {
    expect(quickStarts("Asia/Shanghai", now)).toEqual([
      { key: "tonight", date: "2026-03-17", time: "22:00" },
      { key: "tomorrow", date: "2026-03-18", time: "02:30" },
      { key: "saturday", date: "2026-03-21", time: "02:00" },
    ]);
    const saturdayNight = new Date("2026-03-21T15:00:00Z");
    expect(quickStarts("Asia/Shanghai", saturdayNight).map((each) => each.key)).toEqual(["tomorrow"]);
  });
});
