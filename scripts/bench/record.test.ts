import { describe, expect, it } from "vitest";
import { atMost, notMeasured } from "@/bench/frame/row";
import { renderLedger, replaceFigures } from "./record";

const page = (between: string) =>
  `# Speed\n<!-- figures of npm run bench -- --record -->\n${between}\n<!-- end of the figures -->\nMore.\n`;

describe("the table of docs/performance.md", () => {
  it("has a line a figure, by goal, with the run it is from", () => {
    const about = { goal: 6, what: "calls a poll", unit: "calls" };
    const table = renderLedger({
      refresh: { at: "2026-11-22T13:00:00.000Z", rows: [atMost(about, 3, 1)] },
      crawl: {
        at: "2026-11-21T13:00:00.000Z",
        rows: [
          atMost({ ...about, goal: 5, what: "a | b" }, 0, 0),
          notMeasured({ ...about, goal: 5, note: "why" }, 1),
        ],
      },
    });
    expect(table.split("\n")).toEqual([
      "| goal | figure | limit | last | ratio |  | measured by |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      "| 5 | a \\| b | 0 calls | 0 calls | - | met | `crawl`, 2026-11-21 |",
      "| 5 | calls a poll | 1 calls | - | - | not measured; why | `crawl`, 2026-11-21 |",
      "| 6 | calls a poll | 1 calls | 3 calls | 3.00 | **missed** | `refresh`, 2026-11-22 |",
    ]);
  });

  it("stands between its markers, and the rest of the page stays", () => {
    expect(replaceFigures(page("old\nolder"), "new")).toBe(page("new"));
    expect(() => replaceFigures("# Speed\n", "new")).toThrow(/lost the line/);
  });
});
