import { describe, expect, it } from "vitest";
import { draw } from "../draw";
import { addRow, createRowSet, type RowSet, removeRow, rowBelow } from "./row-set";

function membersOf(set: RowSet, from: number): number[] {
  const found: number[] = [];
  for (let row = rowBelow(set, from); row >= 0; row = rowBelow(set, row)) found.push(row);
  return found;
}

describe("a set of rows", () => {
  it.each([1, 31, 32, 33, 1_024, 1_025, 40_000])("of %d holds what was put in and not taken out", (size) => {
    const set = createRowSet(size);
    const expected = new Set<number>();
    for (let k = 0; k < 600; k++) {
      const row = Math.floor(draw(7, size, k) * size);
      if (draw(8, size, k) < 0.6) {
        addRow(set, row);
        expected.add(row);
      } else {
        removeRow(set, row);
        expected.delete(row);
      }
    }
    expect(membersOf(set, size)).toEqual([...expected].sort((a, b) => b - a));
  });

  it("finds the only member from anywhere above it, and nothing from it down", () => {
    const set = createRowSet(1_000_000);
    addRow(set, 31);
    for (const from of [32, 33, 1_024, 65_537, 1_000_000]) expect(rowBelow(set, from)).toBe(31);
    for (const from of [31, 30, 1, 0]) expect(rowBelow(set, from)).toBe(-1);
  });

  it("looks at ten words at most to find one row among a million", () => {
    let reads = 0;
    const counted = (words: Uint32Array) =>
      new Proxy(words, {
        get(target, key) {
          reads++;
          return Reflect.get(target, key);
        },
      });
    const plain = createRowSet(1_000_000);
    addRow(plain, 3);
    const set = plain.map(counted);
    expect(rowBelow(set, 1_000_000)).toBe(3);
    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThanOrEqual(10);
  });
});
