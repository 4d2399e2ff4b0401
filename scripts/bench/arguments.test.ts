import { describe, expect, it } from "vitest";
import { parseBenchArguments } from "./arguments";

const names = ["import-workbook", "pasted-ids"];

describe("the arguments of npm run bench", () => {
  it.each([
    [[], {}],
    [["--soak"], { soak: true }],
    [["--only", "pasted-ids"], { only: "pasted-ids" }],
    [["--only", "pasted-ids", "--soak"], { soak: true, only: "pasted-ids" }],
    [["--record", "--only", "pasted-ids"], { record: true, only: "pasted-ids" }],
  ])("%j", (args, selection) => {
    const nothing = { soak: false, only: null, record: false };
    expect(parseBenchArguments(args, names)).toEqual({ ...nothing, ...selection });
  });

  it.each([[["--all"]], [["--only"]], [["--only", "nothing"]], [["pasted-ids"]]])("refuses %j", (args) => {
    expect(() => parseBenchArguments(args, names)).toThrow(/import-workbook, pasted-ids/);
  });
});
