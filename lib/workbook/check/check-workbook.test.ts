import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { WorkbookType } from "@/lib/domain/workbook-columns";
import { WorkbookRefusal } from "../refusals";
import {
  buildSheet,
  buildWorkbook,
  type Parts,
  packWorkbook,
  relations,
  workbookParts,
} from "../testing/build-workbook";
import { checkWorkbook } from "./check-workbook";

function check(bytes: Uint8Array, type: WorkbookType = "deleteDevices", maxRows = 100_000) {
  return checkWorkbook(bytes, { type, maxRows });
}

/** Row, column, rule and values of each problem, on one line each. */
function problems(bytes: Uint8Array, type?: WorkbookType): string[] {
  return check(bytes, type).problems.map(
    ({ row, column, rule, value, values }) => `${row} ${column} ${rule} ${value} ${JSON.stringify(values)}`,
  );
}

/** A sheet of one column, its cells as XML from row 2 on. */
function column(...cells: string[]): Uint8Array {
  const head = '<row r="1"><c r="A1" t="inlineStr"><is><t>device_id</t></is></c></row>';
  return buildSheet(head + cells.map((cell, index) => `<row r="${index + 2}">${cell}</row>`).join(""));
}

const small = [["device_id"], ["a"]];

describe("a workbook that is in order", () => {
  it("is counted, its devices named, hashed and shown from both ends", () => {
    const ids = ["c", "a", "b", "d", "e", "f", "g"];
    expect(check(buildWorkbook([["device_id"], ...ids.map((id) => [id])]))).toEqual({
      ...{ format: "xlsx", checked: true, rows: 7, problems: [], problemCount: 0, ignoredHeadings: [] },
      ...{ first: ["c", "a", "b"], last: ["e", "f", "g"] },
      targets: {
        count: 7,
        hash: createHash("sha256").update("a\nb\nc\nd\ne\nf\ng").digest("hex"),
        ids: "c\na\nb\nd\ne\nf\ng",
      },
    });
  });

  it("shows no device twice when it is short", () => {
    const report = check(buildWorkbook([["device_id"], ["a"], ["b"], ["c"], ["d"]]));
    expect([report.first, report.last]).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("may have its columns in any order, others beside them, and blank rows between", () => {
    const rows = [
      ["note", " node_id ", "", "product_id"],
      ["x", "n1", "", "p"],
      ["", " "],
      ["", "n2", "", "p"],
    ];
    const report = check(buildWorkbook(rows), "createDevices");
    expect(report).toMatchObject({
      rows: 2,
      problemCount: 0,
      ignoredHeadings: ["note"],
      first: ["p_n1", "p_n2"],
    });
  });

  it("names a new device by its id where it has one", () => {
    const rows = [
      ["product_id", "node_id", "device_id"],
      ["p", "n1", "own"],
      ["p", "n2", ""],
    ];
    expect(check(buildWorkbook(rows), "createDevices").targets?.ids).toBe("own\np_n2");
  });

  it("may share its texts, in runs and with reading aids", () => {
    const strings = `<sst><si><t>device_id</t></si><si><r><t>a_</t></r><r><t xml:space="preserve">b</t></r><rPh><t>no</t></rPh></si><si/></sst>`;
    const shared = (place: string, index: number) => `<c r="${place}" t="s"><v>${index}</v></c>`;
    const rows = `<row r="1">${shared("A1", 0)}</row><row r="2">${shared("A2", 1)}</row><row r="3">${shared("A3", 2)}</row>`;
    const bytes = buildSheet(rows, {
      "xl/_rels/workbook.xml.rels": relations(
        ["worksheet", "/xl/worksheets/sheet1.xml"],
        ["sharedStrings", "s.xml"],
      ),
      "xl/s.xml": strings,
    });
    expect(check(bytes)).toMatchObject({ rows: 1, first: ["a_b"] });
  });

  it("may leave out the places of rows and cells, and prefix its tags", () => {
    const row = (text: string) => `<x:row><x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c></x:row>`;
    expect(check(buildSheet(row("device_id") + row("a")))).toMatchObject({ rows: 1, first: ["a"] });
  });

  it("is its first sheet, whatever else it has", () => {
    const parts = workbookParts(small);
    const bytes = packWorkbook({
      ...parts,
      "xl/workbook.xml": (parts["xl/workbook.xml"] ?? "").replace(
        "</sheets>",
        '<sheet name="B" r:id="rId2"/></sheets>',
      ),
      "xl/_rels/workbook.xml.rels": relations(
        ["worksheet", "worksheets/sheet1.xml"],
        ["worksheet", "worksheets/b.xml"],
      ),
      "xl/worksheets/b.xml": "<worksheet/>",
      "xl/worksheets/_rels/sheet1.xml.rels": relations(["hyperlink", "https://example.com/", "External"]),
      "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>",
    });
    expect(check(bytes).first).toEqual(["a"]);
  });

  it("may use exactly 64 columns and exactly as many rows as a task takes", () => {
    const wide = [["device_id", ...Array.from({ length: 63 }, (_, index) => `c${index}`)], ["a"]];
    expect(check(buildWorkbook(wide)).ignoredHeadings).toHaveLength(63);
    expect(check(buildWorkbook([["device_id"], ["a"], ["b"]]), "deleteDevices", 2).rows).toBe(2);
  });

  it("may be formatted to the end of the sheet, where nothing stands", () => {
    expect(check(column('<c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="XFD2" s="1"/>')).rows).toBe(1);
  });
});

describe("the rows of a workbook", () => {
  it("are checked cell by cell; no secret is repeated", () => {
    const headings = ["product_id", "node_id", "auth_type", "secret", "description"];
    const rows = [headings, ["p", "n 1", "NONE", "short", "x".repeat(2049)], ["", "n2", "", "", ""]];
    expect(problems(buildWorkbook(rows), "createDevices")).toEqual([
      "2 node_id id_characters n 1 {}",
      '2 auth_type choice NONE {"choices":"SECRET / CERTIFICATES"}',
      '2 secret too_short null {"length":5,"min":8}',
      `2 description too_long ${"x".repeat(100)}… {"length":2049,"max":2048}`,
      "3 product_id missing  {}",
    ]);
  });

  it("name a device once: a second mention is a problem, with the row of the first", () => {
    const report = check(buildWorkbook([["device_id"], ["a"], ["b"], ["a"], ["a"]]));
    expect(report.problems.map(({ row, rule, values }) => [row, rule, values])).toEqual([
      [4, "repeat", { row: 2 }],
      [5, "repeat", { row: 2 }],
    ]);
    expect([report.rows, report.targets?.count]).toEqual([4, 2]);
  });

  it("name a new device once, by product and node or by its id", () => {
    const headings = ["product_id", "node_id", "device_id"];
    const rows = [
      headings,
      ["p", "n", "x"],
      ["p", "n", "y"],
      ["p", "m", "x"],
      ["q", "n", ""],
      ["r", "o", "q_n"],
    ];
    expect(problems(buildWorkbook(rows), "createDevices")).toEqual([
      '3 node_id repeat n {"row":2}',
      '4 device_id repeat x {"row":2}',
      '6 device_id repeat q_n {"row":5}',
    ]);
  });

  it("hold no formulas, errors, or numbers that are another to the eye", () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="General"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="49"/></cellXfs></styleSheet>`;
    const cells = [
      '<c r="A2"><v>123456789012345</v></c>',
      '<c r="A3"><v>1234567890123456</v></c>',
      '<c r="A4"><v>1.2345678901234568E+19</v></c>',
      '<c r="A5" s="1"><v>45293</v></c>',
      '<c r="A6" s="2"><v>45293</v></c>',
      '<c r="A7" s="3"><v>45294</v></c>',
      '<c r="A8" s="4"><v>45295</v></c>',
      '<c r="A9" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
      '<c r="A10" t="e"><v>#N/A</v></c>',
      '<c r="A11" t="b"><v>1</v></c>',
      '<c r="A12" t="d"><v>2026-01-02</v></c>',
      '<c r="A13" t="str"><f>IF(TRUE,"")</f><v></v></c>',
      '<c r="A14"><v>0.1234567890123456</v></c>',
    ];
    const head = '<row r="1"><c r="A1" t="inlineStr"><is><t>device_id</t></is></c></row>';
    const rows = cells.map((cell, index) => `<row r="${index + 2}">${cell}</row>`).join("");
    const bytes = buildSheet(head + rows, {
      "xl/_rels/workbook.xml.rels": relations(
        ["worksheet", "worksheets/sheet1.xml"],
        ["styles", "styles.xml"],
      ),
      "xl/styles.xml": styles,
    });
    expect(problems(bytes)).toEqual([
      "3 device_id inexact 1234567890123456 {}",
      "4 device_id inexact 12345678901234567000 {}",
      "5 device_id formatted 45293 {}",
      "7 device_id formatted 45294 {}",
      "9 device_id formula ab {}",
      "10 device_id error_value #N/A {}",
      "12 device_id formatted 2026-01-02 {}",
      "13 device_id formula  {}",
      "14 device_id inexact 0.1234567890123456 {}",
    ]);
    expect(check(bytes).targets?.ids).toBe("123456789012345\n45293\n45295\nTRUE");
  });

  it("are all counted where more are wrong than a report keeps", () => {
    const report = check(buildWorkbook([["device_id"], ...Array.from({ length: 1_001 }, () => ["!"])]));
    expect([report.rows, report.problemCount, report.problems.length]).toEqual([1_001, 1_001, 1_000]);
    expect(report.targets).toMatchObject({ count: 0, ids: "" });
  });
});

/** The parts of a small workbook with some changed, added or (null) left out. */
function changed(changes: Record<string, string | null>): Uint8Array {
  const parts: Record<string, string | null> = { ...workbookParts(small), ...changes };
  return packWorkbook(Object.fromEntries(Object.entries(parts).filter(([, xml]) => xml !== null)) as Parts);
}

describe("a workbook that is refused as a whole (F55, S4.7, A05)", () => {
  const typesOf = (type: string) =>
    `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;
  const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb">]>`;

  it.each<[what: string, bytes: Uint8Array, rule: string]>([
    ["a macro program", changed({ "xl/vbaProject.bin": "x" }), "macros"],
    [
      "a program under another name",
      changed({ "[Content_Types].xml": typesOf("application/vnd.ms-office.vbaProject") }),
      "macros",
    ],
    [
      "a macro workbook renamed",
      changed({ "[Content_Types].xml": typesOf("application/vnd.ms-excel.sheet.macroEnabled.main+xml") }),
      "macros",
    ],
    [
      "a binary workbook renamed",
      changed({ "[Content_Types].xml": typesOf("application/vnd.ms-excel.sheet.binary.macroEnabled.main") }),
      "macros",
    ],
    ["a macro sheet", changed({ "xl/macrosheets/sheet1.xml": "<a/>" }), "macros"],
    [
      "a macro sheet by relation",
      changed({ "xl/_rels/workbook.xml.rels": relations(["xlMacrosheet", "worksheets/sheet1.xml"]) }),
      "macros",
    ],
    ["controls", changed({ "xl/activeX/activeX1.xml": "<a/>" }), "macros"],
    ["a link to another workbook", changed({ "xl/externalLinks/externalLink1.xml": "<a/>" }), "external"],
    ["a connection", changed({ "xl/connections.xml": "<a/>" }), "external"],
    [
      "a picture elsewhere",
      changed({
        "xl/drawings/_rels/drawing1.xml.rels": relations(["image", "http://example.com/a.png", "External"]),
      }),
      "external",
    ],
    [
      "a sheet elsewhere",
      changed({ "xl/_rels/workbook.xml.rels": relations(["worksheet", "http://example.com/", "External"]) }),
      "external",
    ],
    ["an entity in its sheet", changed({ "xl/worksheets/sheet1.xml": `${bomb}<worksheet/>` }), "declaration"],
    ["an entity in its types", changed({ "[Content_Types].xml": `${bomb}<Types/>` }), "declaration"],
    ["an entity in a part nobody needs", changed({ "docProps/app.xml": `${bomb}<a/>` }), "declaration"],
    [
      "an entity in UTF-16",
      changed({ "docProps/app.xml": Buffer.from(`${bomb}<a/>`, "utf16le").swap16().toString("latin1") }),
      "damaged",
    ],
    ["an entity in a drawing", changed({ "xl/drawings/vmlDrawing1.vml": `${bomb}<a/>` }), "declaration"],
    ["a sheet in UTF-16", changed({ "xl/worksheets/sheet1.xml": "<\0a\0/\0>\0" }), "damaged"],
    [
      "a sheet in another encoding",
      changed({ "xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="utf-7"?><a/>' }),
      "damaged",
    ],
    ["no types", changed({ "[Content_Types].xml": null }), "kind"],
    ["no workbook", changed({ "xl/workbook.xml": null }), "kind"],
    [
      "the inside of a text document",
      packWorkbook({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>" }),
      "kind",
    ],
    ["no sheet", changed({ "xl/workbook.xml": "<workbook><sheets/></workbook>" }), "no_sheet"],
    [
      "a chart for a sheet",
      changed({ "xl/_rels/workbook.xml.rels": relations(["chartsheet", "worksheets/sheet1.xml"]) }),
      "no_sheet",
    ],
    ["a sheet that is not there", changed({ "xl/worksheets/sheet1.xml": null }), "no_sheet"],
    ["nothing in its sheet", buildWorkbook([]), "no_headings"],
    ["blanks for headings", buildWorkbook([[" "], ["a"]]), "no_headings"],
    ["headings in row 2", buildWorkbook([[], ["device_id"], ["a"]]), "no_headings"],
    [
      "one heading twice",
      buildWorkbook([
        ["device_id", "device_id"],
        ["a", "b"],
      ]),
      "heading_repeated",
    ],
    ["a heading in capitals", buildWorkbook([["Device_ID"], ["a"]]), "heading_missing"],
    ["headings only", buildWorkbook([["device_id"], [" "]]), "empty"],
    ["65 columns", buildWorkbook([["device_id", ...Array.from({ length: 64 }, () => "x")]]), "columns"],
    ["a cell at the far end of the sheet", column('<c r="XFD2"><v>1</v></c>'), "columns"],
    ["a text nobody shares", column('<c r="A2" t="s"><v>7</v></c>'), "damaged"],
    ["a number that is none", column('<c r="A2"><v>1x</v></c>'), "damaged"],
    ["a cell without a place of its own", column('<c r="7"><v>1</v></c>'), "damaged"],
    ["cells out of order", column('<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>'), "damaged"],
    ["rows out of order", buildSheet('<row r="2"/><row r="2"/>'), "damaged"],
    ["a row below the last", buildSheet('<row r="1048577"/>'), "damaged"],
    [
      "a relation to nowhere",
      changed({ "_rels/.rels": relations(["officeDocument", "http://[x"]) }),
      "damaged",
    ],
  ])("has %s", (_, bytes, rule) => {
    expect(() => check(bytes)).toThrow(expect.objectContaining({ rule }));
  });

  it("lacks needed headings: all of them are named", () => {
    const bytes = buildWorkbook([
      ["device_id", "node"],
      ["a", "b"],
    ]);
    expect(() => check(bytes, "createDevices")).toThrow(
      expect.objectContaining({
        rule: "heading_missing",
        params: ["product_id", "node_id"].map((heading) => ({
          path: `workbook.${heading}`,
          message: "is needed as a heading in row 1",
        })),
      }),
    );
  });

  it("has 100,001 rows", () => {
    const bytes = buildSheet(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>device_id</t></is></c></row>' +
        Array.from({ length: 100_001 }, (_, index) => `<row><c><v>${index}</v></c></row>`).join(""),
    );
    expect(() => check(bytes)).toThrow(new WorkbookRefusal("rows"));
    expect(check(bytes, "deleteDevices", 100_001).rows).toBe(100_001);
  });

  it("unpacks to more than 100 MB, in a part nobody needs", () => {
    const bytes = changed({ "docProps/thumbnail.bin": "\0".repeat(100 * 1024 * 1024) });
    expect(bytes.length).toBeLessThan(200_000);
    expect(() => check(bytes)).toThrow(new WorkbookRefusal("inflated"));
  });
});
