import { describe, expect, it } from "vitest";
import { addSample, estimatePace, type PaceSample } from "./pace";

const minute = 60_000;
const collect = (points: [number, number][]): PaceSample[] =>
  points.reduce<PaceSample[]>((all, [at, settled]) => addSample(all, { at: at * minute, settled }), []);

describe("estimatePace", () => {
  it("says nothing before a minute and fifty devices", () => {
    expect(estimatePace([], 10)).toEqual({ kind: "unknown" });
    expect(
      estimatePace(
        collect([
          [0, 0],
          [0.9, 500],
        ]),
        10,
      ),
    ).toEqual({ kind: "unknown" });
    expect(
      estimatePace(
        collect([
          [0, 0],
          [5, 49],
        ]),
        10,
      ),
    ).toEqual({ kind: "unknown" });
  });

  it("gives the pace and the time left, rounded to five minutes above twenty", () => {
    expect(
      estimatePace(
        collect([
          [0, 0],
          [1, 38],
          [2, 76],
        ]),
        300,
      ),
    ).toEqual({
      kind: "moving",
      perMinute: 38,
      leftMinutes: 8,
    });
    expect(
      estimatePace(
        collect([
          [0, 0],
          [2, 76],
        ]),
        1325,
      ),
    ).toMatchObject({ leftMinutes: 35 });
  });

  it("looks at the last ten minutes only", () => {
    expect(
      estimatePace(
        collect([
          [0, 0],
          [1, 6000],
          [2, 6000],
          [10, 6080],
          [12, 6100],
        ]),
        10,
      ),
    ).toMatchObject({
      perMinute: 10,
    });
  });

  it("names a standstill after five minutes", () => {
    expect(
      estimatePace(
        collect([
          [0, 0],
          [1, 100],
          [3, 100],
          [7, 100],
        ]),
        10,
      ),
    ).toEqual({
      kind: "still",
      forMs: 6 * minute,
    });
    expect(
      estimatePace(
        collect([
          [0, 100],
          [6, 100],
        ]),
        10,
      ),
    ).toEqual({ kind: "still", forMs: 6 * minute });
  });

  it("starts anew when the count goes down, as after a retry", () => {
    expect(
      collect([
        [0, 100],
        [1, 90],
      ]),
    ).toEqual([{ at: minute, settled: 90 }]);
  });
});
