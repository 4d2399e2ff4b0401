import { describe, expect, it } from "vitest";
import { findWorkbookColumns, workbookTypes } from "@/lib/domain/workbook-columns";
import { locales } from "@/lib/i18n/locales";
import { checkWorkbook } from "./check/check-workbook";
import { makeTemplate } from "./make-template";
import { readTexts } from "./testing/read-texts";
import { workbookWords } from "./workbook-words";

const all = workbookTypes.flatMap((type) => locales.map((locale) => ({ type, locale })));

describe("a template", () => {
  it.each(all)("of $type in $locale passes the check but for its example row", ({ type, locale }) => {
    const report = checkWorkbook(makeTemplate(type, workbookWords(locale)), { type, maxRows: 1 });
    expect(report.problems.map(({ row, rule }) => [row, rule])).toEqual([[2, "example"]]);
    expect(report).toMatchObject({ rows: 1, ignoredHeadings: [], targets: { count: 0 } });
  });

  it.each(all)("of $type in $locale explains every column, and leaves no place empty", ({ type, locale }) => {
    const [head, ...rows] = readTexts(makeTemplate(type, workbookWords(locale)), 2);
    const columns = findWorkbookColumns(type) ?? [];
    expect(rows.slice(0, columns.length).map(([heading]) => heading)).toEqual(
      columns.map(({ heading }) => heading),
    );
    for (const row of [head ?? [], ...rows.slice(0, columns.length)]) {
      expect(row).toHaveLength(5);
      for (const text of row) expect(text).toMatch(/^[^{}]+$/);
    }
    expect(rows.slice(columns.length).flat()).toHaveLength(2);
  });

  it("is the same to the byte every time", () => {
    const words = workbookWords("zh-CN");
    expect(makeTemplate("createDevices", words)).toEqual(makeTemplate("createDevices", words));
  });

  it("has an example row that is a problem for as long as it names the example's device", () => {
    const columns = findWorkbookColumns("createDevices") ?? [];
    const [headings, example] = readTexts(makeTemplate("createDevices", workbookWords("en")), 1);
    expect(headings).toEqual(columns.map(({ heading }) => heading));
    const left = columns
      .map((column) => (column.leftEmpty ? "" : column.example))
      .filter((text) => text !== "");
    expect(example?.filter((text) => text !== "")).toEqual(left);
  });
});
