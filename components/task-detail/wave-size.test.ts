import { describe, expect, it } from "vitest";
import { waveSize } from "./wave-size";

const wish = { kind: "next", next: 40, percent: 10 } as const;

describe("the size of a wave", () => {
  it.each([
    [wish, 1_000, 40],
    [wish, 7, 7],
    [{ ...wish, kind: "percent" }, 1_000, 100],
    [{ ...wish, kind: "percent" }, 3, 1],
    [{ ...wish, kind: "percent" }, 0, 0],
    [{ ...wish, kind: "percent", percent: 100 }, 333, 333],
    [{ ...wish, kind: "all" }, 333, 333],
  ] as const)("of %o with %i waiting is %i", (given, waiting, size) => {
    expect(waveSize(given, waiting)).toBe(size);
  });
});
