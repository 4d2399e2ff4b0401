import { describe, expect, it } from "vitest";
import { parseBenchArguments } from "./arguments";

const names = ["import-workbook", "pasted-ids"];

describe("the arguments of npm run bench", () => {
  it.each([
    [[], { soak: false, only: null }],
    [["--soak"], { soak: true, only: null }],
    [["--only", "pasted-ids"], { soak: false, only: "pasted-ids" }],
    [["--only", "pasted-ids", "--soak"], { soak: true, only: "pasted-ids" }],
  ])("%j", (args, selection) => {
    expect(parseBenchArguments(args, names)).toEqual(selection);
  });

  it.each([[["--all"]], [["--only"]], [["--only", "nothing"]], [["pasted-ids"]]])("refuses %j", (args) => {
    expect(() => parseBenchArguments(args, names)).toThrow(/import-workbook, pasted-ids/);
  });
});
