import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { longestTargetsText } from "@/lib/contracts/drafts";
import { fileLimits } from "./file-limits";
import { type ReadStage, readRows } from "./read-rows";
import { makeWorkbook, sheetOf } from "./testing/make-workbook";

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

async function read(name: string, bytes: Uint8Array<ArrayBuffer>, stages: ReadStage[] = []) {
  return readRows(name, bytes, (stage) => stages.push(stage));
}
const refusal = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  read(name, bytes).then(
    () => "read",
    (error) => error.refusal,
  );

describe("reading a file of IDs", () => {
  it("takes the first sheet of a workbook, numbers as they are written, and says how far it is", async () => {
    const stages: ReadStage[] = [];
    const sheet = sheetOf([
      ["device_id", "name"],
      ["dev-1", "one"],
    ]).replace("</sheetData>", '<row r="4"><c r="A4"><v>86000000000000000123</v></c></row></sheetData>');
    expect(await read("meters.xlsx", makeWorkbook({ sheet }), stages)).toEqual([
      ["device_id", "name"],
      ["dev-1", "one"],
      ["86000000000000000123"],
    ]);
    expect(stages).toEqual(["reading", "checking"]);
  });

  it("knows a workbook by its first bytes, whatever it is called", async () => {
    expect(await read("list.txt", makeWorkbook({ sheet: sheetOf([["a"]]) }))).toEqual([["a"]]);
    expect(await read("really.xlsx", bytesOf("a\nb"))).toEqual([["a"], ["b"]]);
  });

  it("names what it does not read", async () => {
    expect(await refusal("a.csv", bytesOf(""))).toBe("empty");
    expect(await refusal("a.csv", bytesOf(" \n\n"))).toBe("empty");
    expect(await refusal("a.xlsm", makeWorkbook({ sheet: sheetOf([["a"]]) }))).toBe("macros");
    expect(await refusal("a.xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe("oldFormat");
    expect(await refusal("a.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBe("kind");
    expect(await refusal("a.csv", new Uint8Array(fileLimits.bytes + 1).fill(97))).toBe("tooLarge");
    expect(await refusal("a.csv", bytesOf("a\n".repeat(fileLimits.rows + 2)))).toBe("rows");
    expect(await refusal("a.csv", bytesOf(`${"a,".repeat(64)}a\n`.repeat(2)))).toBe("columns");
  });

  it("keeps as many characters as a draft does", () => {
    expect(fileLimits.characters).toBe(longestTargetsText);
  });
});

describe("a hostile workbook", () => {
  const cell = '<c r="A1" t="inlineStr"><is><t>a</t></is></c>';
  const withRows = (rows: string) =>
    makeWorkbook({ sheet: sheetOf([]).replace("<sheetData>", `<sheetData>${rows}`) });

  it.each([
    [
      "macros inside",
      makeWorkbook({ sheet: sheetOf([["a"]]), parts: { "xl/vbaProject.bin": "x" } }),
      "macros",
    ],
    ["a document type", makeWorkbook({ sheet: `<!DOCTYPE x>${sheetOf([["a"]])}` }), "damaged"],
    ["a row a billion down", withRows('<row r="1000000000"><c r="A1000000000"/></row>'), "damaged"],
    ["a row just below the last", withRows(`<row r="100002">${cell.replace("A1", "A100002")}</row>`), "rows"],
    ["a spelled-out row number", withRows("<row r='1e9'/>"), "damaged"],
    ["a hidden row number", withRows('<row r="&#57;&#57;99999"/>'), "damaged"],
    ["a row number of another name space", withRows('<row x:r = "9999999"/>'), "damaged"],
    [
      "rows without numbers",
      withRows(`<row>${cell.replace(' r="A1"', "")}</row>`.repeat(fileLimits.rows + 2)),
      "rows",
    ],
    [
      "a cell far to the right",
      withRows('<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>'),
      "columns",
    ],
    ["column 65", withRows(`<row r="1">${cell.replace("A1", "BM1")}</row>`), "columns"],
    ["too many parts", makeWorkbook({ sheet: sheetOf([["a"]]), parts: manyParts(200) }), "damaged"],
    ["a cut upload", makeWorkbook({ sheet: sheetOf([["a"]]) }).slice(0, 400), "damaged"],
    ["no workbook in the zip", zipSync({ "a.bin": strToU8("x") }) as Uint8Array<ArrayBuffer>, "kind"],
  ])("with %s is refused", async (_, bytes, rule) => {
    expect(await refusal("a.xlsx", bytes)).toBe(rule);
  });

  it("may reach to the last row and column", async () => {
    const rows = await read(
      "a.xlsx",
      withRows(`<row r="1">${cell}</row><row r="100001">${cell.replace("A1", "BL100001")}</row>`),
    );
    expect(rows).toEqual([["a"], [...new Array<string>(63).fill(""), "a"]]);
  });

  it("may go on below and beside with rows and cells that hold nothing", async () => {
    const empty = '<row r="500000"><c r="XFD500000" s="1"/></row>';
    expect(await read("a.xlsx", withRows(`<row r="1">${cell}</row>${empty}`))).toEqual([["a"]]);
  });

  it("that unpacks to more than it may is stopped while it is counted, whatever sizes it claims", async () => {
    const bomb = makeWorkbook({ sheet: `<!--${" ".repeat(100_000)}-->`.repeat(1_001) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal("a.xlsx", bomb)).toBe("inflated");
    expect(await refusal("a.xlsx", withClaimedSize(bomb, 10))).toBe("damaged");
  });
});

function manyParts(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`xl/part${index}.xml`, "<a/>"]));
}

/** Every size of unpacked content in the local headers and the directory of a zip replaced. */
function withClaimedSize(zip: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const lying = zip.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 30; at += 1) {
    const mark = view.getUint32(at, true);
    if (mark === 0x04034b50) view.setUint32(at + 22, size, true);
    if (mark === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return lying;
}
