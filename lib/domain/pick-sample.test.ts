import { expect, it } from "vitest";
import { pickSample } from "./pick-sample";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it.each([
  [0, 3, []],
  [3, 3, [0, 1, 2]],
  [4, 3, [0, 2, 3]],
  [9, 3, [0, 4, 8]],
  [5, 1, [0]],
  [5, 0, []],
])("picks of %i at most %i", (count, most, picked) => {
  expect(pickSample(numbers(count), most)).toEqual(picked);
});

it("picks each once, spread over all", () => {
  for (const count of [101, 150, 1_284, 30_000]) {
    const picked = pickSample(numbers(count), 100);
    expect(new Set(picked).size).toBe(100);
    expect(picked[0]).toBe(0);
    expect(picked.at(-1)).toBe(count - 1);
  }
});
