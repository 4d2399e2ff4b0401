import { describe, expect, it } from "vitest";
import { noProgress } from "@/lib/domain/progress";
import { countGaps } from "./count-gaps";

const counted = { ...noProgress, total: 10, success: 6, fail: 4 };

describe("countGaps", () => {
  it("has nothing to say when rows and counters agree", () => {
    expect(countGaps(counted, { Success: 6, Fail: 4 })).toEqual([]);
  });

  it("names each status that differs, also those only one side knows", () => {
    expect(countGaps(counted, { Success: 7, Paused: 3 })).toEqual([
      { status: "Fail", counted: 4, rows: 0 },
      { status: "Paused", counted: null, rows: 3 },
      { status: "Success", counted: 6, rows: 7 },
    ]);
  });
});
