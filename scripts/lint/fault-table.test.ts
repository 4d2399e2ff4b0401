import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findFaultGaps, namesFault, readFaultTable } from "./fault-table";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/faults.md", root), "utf8");
const onDisk = (path: string) =>
  existsSync(new URL(path, root)) ? readFileSync(new URL(path, root), "utf8") : undefined;
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `F${String(from + n).padStart(2, "0")}`);

describe("docs/faults.md", () => {
  it("has a row for every fault, and each file it names holds a test with that number", () => {
    expect(findFaultGaps(page, numbered(1, 56), onDisk)).toEqual([]);
  });

  it("names a test for each fault that reading the platform can meet", () => {
    const untested = readFaultTable(page).filter(({ files }) => files.length === 0);
    const wanted = ["F01", "F04", ...numbered(11, 18), ...numbered(20, 25), "F31"];
    expect(untested.map(({ fault }) => fault).filter((fault) => wanted.includes(fault))).toEqual([]);
  });
});

describe("a page", () => {
  const source = [
    'it("is read again (F18)", async () => {',
    "  // not this one (F19)",
    '  ["half a body (F05, F11)", {}],',
    "  it(`it's partial (F17)`, () => {});",
  ].join("\n");

  it.each([
    ["F18", true],
    ["F05", true],
    ["F11", true],
    ["F17", true],
    ["F19", false],
    ["F01", false],
  ])("%s is named by a test: %s", (fault, isNamed) => {
    expect(namesFault(source, fault)).toBe(isNamed);
  });

  it("is told what it lacks", () => {
    const rows =
      "| F18 | what | `a.test.ts` |\n| F18 | again | – |\n| F19 | what | `a.test.ts` `b.test.ts` |";
    const read = (path: string) => (path === "a.test.ts" ? source : undefined);
    expect(findFaultGaps(rows, ["F18", "F19", "F20"], read)).toEqual([
      "F20 has no row",
      "F18 has two rows",
      "F19: no test in a.test.ts has this number in its name",
      "F19: there is no b.test.ts",
    ]);
  });
});
