import { describe, expect, it } from "vitest";
import type { SettleStep } from "./progress-points";
import { findQuiet, measurePace } from "./settle-pace";
import { estimateLeft } from "./time-left";

const second = 1_000;
const minute = 60_000;
const step = (at: number, settled: number, since = at): SettleStep => ({ since, at, settled, failed: 0 });
/** So many devices each ten seconds of some minutes. */
const steady = (each: number, minutes: number, from = 0): SettleStep[] =>
  Array.from({ length: minutes * 6 }, (_, n) => step(from + n * 10 * second, each));

describe("measurePace", () => {
  it("is what settled in the last ten minutes of the run", () => {
    const steps = [...steady(60, 20), ...steady(10, 10, 20 * minute)];
    const pace = measurePace(steps, { start: 0, asOf: 30 * minute });
    expect(pace?.perMinute).toBe(60);
    expect(pace?.error).toBe(0.05);
    expect(measurePace(steady(10, 5), { start: 0, asOf: 5 * minute })?.perMinute).toBe(60);
  });

  it("is unknown before a minute and fifty devices", () => {
    expect(measurePace(steady(60, 1), { start: 0, asOf: minute - 1 })).toBeNull();
    expect(measurePace(steady(60, 1), { start: 0, asOf: minute })?.perMinute).toBe(360);
    const few = [step(minute, 49)];
    expect(measurePace(few, { start: 0, asOf: 2 * minute })).toBeNull();
    expect(measurePace([step(minute, 50)], { start: 0, asOf: 2 * minute })).not.toBeNull();
  });

  it("is unknown when nothing settled for five minutes", () => {
    const steps = steady(60, 3);
    const last = 3 * minute - 10 * second;
    const span = (asOf: number) => ({ start: 0, asOf });
    expect(measurePace(steps, span(last + 5 * minute - 1))).not.toBeNull();
    expect(measurePace(steps, span(last + 5 * minute))).toBeNull();
    expect(findQuiet(steps, span(last + 5 * minute - 1))).toBeNull();
    expect(findQuiet(steps, span(last + 5 * minute))).toBe(last);
  });

  it("counts of what settled while nobody read only its share", () => {
    const steps = [step(60 * minute, 6_000, 0), ...steady(10, 1, 60 * minute + 10 * second)];
    const pace = measurePace(steps, { start: 0, asOf: 61 * minute + 10 * second });
    expect(pace?.perMinute).toBeGreaterThan(90);
    expect(pace?.perMinute).toBeLessThan(100);
  });

  it("is quiet as well when nothing settled since the run began", () => {
    expect(findQuiet([], { start: minute, asOf: 6 * minute })).toBe(minute);
    expect(findQuiet([], { start: minute, asOf: 6 * minute - 1 })).toBeNull();
  });
});

describe("estimateLeft", () => {
  it("is a range around what the pace says: wider for a restless one, later for more devices", () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const steps = steady(10, 10).map((each, n) => ({ ...each, settled: 1 + ((n * seed * 7) % 31) }));
      const pace = measurePace(steps, { start: 0, asOf: 10 * minute });
      if (!pace) throw new Error("enough settles in ten minutes");
      const remaining = seed * 97;
      const left = estimateLeft(remaining, pace);
      if (!left) throw new Error("there is something left");
      const exact = (remaining / pace.perMinute) * 60;
      // Rounding moves either end by two minutes and a half at most.
      expect(left.from).toBeLessThanOrEqual(exact + 150);
      expect(left.to).toBeGreaterThanOrEqual(exact - 150);
      expect(left.from).toBeLessThanOrEqual(left.to);
      expect(left.from % 60).toBe(0);
      expect(left.to > 1_200 ? left.to % 300 : 0).toBe(0);
      const wilder = estimateLeft(remaining, { ...pace, error: 0.6 });
      expect(wilder?.from).toBeLessThanOrEqual(left.from);
      expect(wilder?.to).toBeGreaterThanOrEqual(left.to);
      expect(estimateLeft(remaining * 2, pace)?.to).toBeGreaterThanOrEqual(left.to);
    }
  });

  it("is nothing without a pace or without devices left, and a minute at least", () => {
    const pace = { perMinute: 600, error: 0.05 };
    expect(estimateLeft(100, null)).toBeNull();
    expect(estimateLeft(0, pace)).toBeNull();
    expect(estimateLeft(1, pace)).toEqual({ from: 60, to: 60 });
    expect(estimateLeft(600 * 35, pace)).toEqual({ from: 35 * 60, to: 35 * 60 });
  });

  it("does not end before the automatic retry", () => {
    expect(estimateLeft(10, { perMinute: 600, error: 0.05 }, 30 * 60)).toEqual({ from: 1_800, to: 1_800 });
  });
});
