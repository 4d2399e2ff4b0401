import { describe, expect, it } from "vitest";
import { platformFileName } from "./platform-file-name";

const operationId = "8a1f0e9c-6a5b-4c1e-9a52-0d7c3b1f2e4d";
const nameOf = (name: string, format: "xlsx" | "xls" = "xlsx") =>
  platformFileName({ name, format }, operationId);

describe("the name of a workbook on the platform", () => {
  it.each([
    ["meters.xlsx", "meters_8a1f0e9c.xlsx"],
    ["Lot (1) Zähler 水表.XLSX", "Lot (1) Zähler 水表_8a1f0e9c.xlsx"],
    ['../etc/"pass\r\nwd".xlsx', ".._etc_pass_wd__8a1f0e9c.xlsx"],
    [".xlsx", "workbook_8a1f0e9c.xlsx"],
    ["   .xlsx", "workbook_8a1f0e9c.xlsx"],
    ["a.b.xlsx", "a.b_8a1f0e9c.xlsx"],
  ])("%j becomes %j", (given, name) => {
    expect(nameOf(given)).toBe(name);
  });

  it("ends as what the workbook is, and stays within what the platform takes", () => {
    expect(nameOf("old.xls", "xls")).toBe("old_8a1f0e9c.xls");
    expect(nameOf(`${"𠮷".repeat(300)}.xlsx`)).toHaveLength(100 + 14);
    expect(nameOf(`${"n".repeat(300)}.xlsx`)).toHaveLength(50 + 14);
  });
});
