import { describe, expect, it } from "vitest";
import { againstPeer, atMost, median, notMeasured } from "./row";
import { formatTable } from "./table";

const about = { goal: 14, what: "import", unit: "ms" };

describe("rows of a benchmark", () => {
  it("hold a value against a limit or against a peer of the same run", () => {
    expect(atMost(about, 50, 50)).toMatchObject({ ratio: 1, ok: true });
    expect(atMost(about, 50.1, 50)).toMatchObject({ ok: false });
    expect(atMost(about, 1, 0)).toMatchObject({ ratio: null, ok: false });
    expect(againstPeer(about, 130, 100, 1.3)).toMatchObject({ limit: 130, ratio: 1.3, ok: true });
    expect(againstPeer(about, 131, 100, 1.3)).toMatchObject({ ok: false });
    expect(notMeasured({ ...about, note: "no peer" }, 1)).toMatchObject({ value: null, ok: null });
  });

  it("take the middle of several rounds", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("stand in a table that says what was missed", () => {
    const table = formatTable([
      atMost(about, 12.34, 50),
      atMost(about, 77, 50),
      notMeasured({ ...about, note: "why" }, 1),
    ]);
    expect(table.split("\n")).toEqual([
      "goal  what    value    limit  ratio",
      "14    import  12.3 ms  50 ms  0.25   ok",
      "14    import  77 ms    50 ms  1.54   MISSED",
      "14    import  -        1 ms   -      not measured  why",
    ]);
  });
});
