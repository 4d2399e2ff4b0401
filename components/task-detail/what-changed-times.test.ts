import { describe, expect, it } from "vitest";
import { fromField, readTimes, toChangesQuery, toField, writeTimes } from "./what-changed-times";

const now = new Date("2026-11-22T12:00:00.000Z");
const known = { now, lookedAt: "2026-11-22T09:00:00.000Z", retriedAt: "2026-11-22T11:30:00.000Z" };
const unknown = { now, lookedAt: null, retriedAt: null };
const ask = (text: string, moments: typeof known | typeof unknown = known) =>
  toChangesQuery(readTimes(text, moments), moments);

describe("what is compared", () => {
  it.each([
    "looked",
    "hour",
    "retry",
    "2026-11-22T10:00:00.000Z/",
    "2026-11-22T10:00:00.000Z/2026-11-22T11:00:00.000Z",
    "1..3",
  ])("%s is read from the address as it was written", (text) =>
    expect(writeTimes(readTimes(text, known))).toBe(text),
  );

  it("means moments up to when it was opened, or two tries", () => {
    const to = now.toISOString();
    expect(ask("")).toEqual({ from: known.lookedAt, to });
    expect(ask("hour")).toEqual({ from: "2026-11-22T11:00:00.000Z", to });
    expect(ask("retry")).toEqual({ from: known.retriedAt, to });
    expect(ask("2026-11-22T10:00:00.000Z/")).toEqual({ from: "2026-11-22T10:00:00.000Z", to });
    expect(ask("1..3")).toEqual({ fromAttempt: 1, toAttempt: 3 });
  });

  it("is the last hour where nothing better is known or understood", () => {
    for (const text of ["", "looked", "retry", "1..x", "2026-13-45T10:00:00.000Z/", "a/b", "hour/"]) {
      expect(readTimes(text, unknown)).toEqual({ kind: "hour" });
    }
  });

  it("is nothing when the second does not come after the first", () => {
    expect(ask("2..2")).toBeNull();
    expect(ask("0..2")).toBeNull();
    expect(ask("2026-11-22T10:00:00.000Z/2026-11-22T10:00:00.000Z")).toBeNull();
  });

  it("is typed in the reader's own zone", () => {
    expect(toField("2026-11-22T12:00:05.000Z", "Asia/Shanghai")).toBe("2026-11-22T20:00:05");
    expect(fromField("2026-11-22T20:00:05", "Asia/Shanghai")).toBe("2026-11-22T12:00:05.000Z");
    expect(fromField("2026-11-22T20:00", "Asia/Shanghai")).toBe("2026-11-22T12:00:00.000Z");
    expect(fromField("", "Asia/Shanghai")).toBeNull();
  });
});
