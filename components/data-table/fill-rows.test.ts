import { describe, expect, it } from "vitest";
import { fillRows, type PlacedRow, type Sight } from "./fill-rows";

type Rows = readonly PlacedRow<string>[];
const page = (name: string, count: number, before = 0): Rows =>
  Array.from({ length: count }, (_, place) => ({ row: `${name}${place}`, index: before + place + 2 }));
const words = (rows: Rows) => rows.map(({ row }) => row);

/** All steps until nothing is left to take. */
function steps(placed: Rows, wanted: Rows, sight: Sight, atMost: number): string[][] {
  const all: string[][] = [];
  for (let now = placed; now !== wanted; ) {
    now = fillRows(now, wanted, sight, atMost);
    all.push(words(now));
    if (all.length > 100) throw new Error("It does not end.");
  }
  return all;
}

describe("rows of another page", () => {
  it("come those in sight first, then the next to them, a few at a time", () => {
    const told = steps(page("a", 6), page("b", 6), { from: 1, to: 3 }, 2);
    expect(told).toEqual([
      ["a0", "b1", "b2", "a3", "a4", "a5"],
      ["b0", "b1", "b2", "b3", "a4", "a5"],
      ["b0", "b1", "b2", "b3", "b4", "b5"],
    ]);
  });

  it("come at once if they are few, however many stand there", () => {
    const before = page("a", 50);
    const wanted = before.with(40, { row: "news", index: 42 });
    expect(fillRows(before, wanted, { from: 0, to: 10 }, 20)).toBe(wanted);
  });

  it("end before the first place that has nothing yet", () => {
    const told = steps(page("a", 1), page("b", 6), { from: 0, to: 2 }, 2);
    expect(told).toEqual([
      ["b0", "b1"],
      ["b0", "b1", "b2", "b3"],
      ["b0", "b1", "b2", "b3", "b4", "b5"],
    ]);
  });

  it("leave no row behind of a longer page", () => {
    expect(steps(page("a", 9), page("b", 5), { from: 3, to: 9 }, 2)).toEqual([
      ["a0", "a1", "a2", "b3", "b4"],
      ["a0", "b1", "b2", "b3", "b4"],
      ["b0", "b1", "b2", "b3", "b4"],
    ]);
    expect(fillRows(page("a", 9), page("b", 0), { from: 0, to: 9 }, 2)).toEqual([]);
  });

  it("are new also where only their number in the list is", () => {
    const told = steps(page("a", 4), page("a", 4, 50), { from: 0, to: 1 }, 2);
    expect(told).toHaveLength(3);
  });

  it.each([
    { from: 0, to: 0 },
    { from: 40, to: 60 },
    { from: -30, to: -5 },
  ])("come a few at a time when none is in sight: $from to $to", (sight) => {
    const told = steps(page("a", 10), page("b", 10), sight, 4);
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toEqual(words(page("b", 10)));
  });

  it("of another order or number than before come in no more steps than there are rows", () => {
    for (const [had, will, from, to] of [
      [50, 200, 10, 30],
      [200, 50, 180, 200],
      [0, 200, 0, 12],
      [200, 200, 190, 240],
    ] as const) {
      const told = steps(page("a", had), page("b", will), { from, to }, 20);
      expect(told.length).toBeLessThanOrEqual(12);
      expect(told.at(-1)).toEqual(words(page("b", will)));
    }
  });
});
