import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { markWorkbook } from "./mark-workbook";
import { buildSheet, buildWorkbook, rowOf } from "./testing/build-workbook";
import { readTexts } from "./testing/read-texts";
import { workbookWords } from "./workbook-words";

const options = { type: "deleteDevices", maxRows: 100_000 } as const;
const words = workbookWords("en");

function sheetXml(bytes: Uint8Array): string {
  return strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
}

describe("a marked workbook", () => {
  it("has the same rows, in their places, and the problems of each beside them", () => {
    const marked = markWorkbook(
      buildSheet(
        rowOf(["note", "device_id"], 1) +
          rowOf(["x", "a"], 3) +
          rowOf(["", "a"], 7) +
          rowOf(["y", " b", "z"], 9),
      ),
      options,
      words,
    );
    expect(readTexts(marked, 1)).toEqual([
      ["note", "device_id", "Problems"],
      ["x", "a"],
      ["a", "device_id: Row 3 names the same device. A device counts once."],
      ["y", " b", "z", "device_id: Begins or ends with a blank, which cannot be seen."],
    ]);
    const places = [...sheetXml(marked).matchAll(/<c r="(\w+)"/g)].map(([, place]) => place);
    expect(places.join(" ")).toBe("A1 B1 D1 A3 B3 B7 D7 A9 B9 C9 D9");
  });

  it("speaks the language of its reader, and fills in numbers", () => {
    const rows = [
      ["product_id", "node_id", "secret"],
      ["p", "n".repeat(65), "short"],
    ];
    const createDevices = { type: "createDevices", maxRows: 1 } as const;
    const marked = markWorkbook(buildWorkbook(rows), createDevices, workbookWords("zh-CN"));
    const [head, row] = readTexts(marked, 1);
    expect(head?.at(-1)).toBe("问题");
    expect(row?.at(-1)).toBe("node_id: 共 65 个字符，最多允许 64 个。 secret: 共 5 个字符，至少需要 8 个。");
  });

  it("marks every row, also beyond those a report keeps", () => {
    const rows = [["device_id"], ...Array.from({ length: 1_500 }, () => ["!"])];
    const marked = readTexts(markWorkbook(buildWorkbook(rows), options, words), 1);
    expect(marked.slice(1).every((row) => row[1] === "device_id: Takes letters, digits, _ and - only.")).toBe(
      true,
    );
    expect(marked).toHaveLength(1_501);
  });

  it("has no cell that is or becomes anything but text (S4.8, A03)", () => {
    const hostile = [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "＝1",
      '"><c><f>1</f></c>',
      "_x003D_1+1",
      "a\u0001b\ufffe",
      "\ud800",
    ];
    const kept = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '"><c><f>1</f></c>', "=1+1", "ab"];
    const computed =
      '<row r="99"><c r="A99" t="str"><f>HYPERLINK("http://example.com/")</f><v>click</v></c><c r="B99"><v>7</v></c></row>';
    const rows = [["device_id"], ...hostile.slice(0, 8).map((text) => [text])];
    const bytes = buildSheet(rows.map((row, index) => rowOf(row, index + 1)).join("") + computed);
    const marked = markWorkbook(bytes, options, words);
    expect(readTexts(marked, 1).map(([text]) => text)).toEqual(["device_id", ...kept.slice(0, 8), "click"]);
    const xml = sheetXml(marked);
    const cells = xml.match(/<c /g)?.length;
    expect(xml.match(/<c r="\w+" s="[12]" t="inlineStr"><is><t xml:space="preserve">/g)).toHaveLength(
      cells ?? 0,
    );
    expect(xml).not.toMatch(/<f[ >]|<v>|hyperlink/);
  });

  it("keeps a text that looks like an escape as it is", () => {
    const rows = rowOf(["device_id"], 1) + rowOf(["a_x005F_x0041_"], 2);
    expect(readTexts(markWorkbook(buildSheet(rows), options, words), 1)[1]).toEqual(["a_x0041_"]);
  });

  it("is the same to the byte every time", () => {
    const bytes = buildWorkbook([["device_id"], ["a"], ["a"]]);
    expect(markWorkbook(bytes, options, words)).toEqual(markWorkbook(bytes, options, words));
  });

  it("is not made of a workbook that is refused as a whole", () => {
    expect(() => markWorkbook(buildWorkbook([["x"]]), options, words)).toThrow(
      expect.objectContaining({ rule: "heading_missing" }),
    );
  });
});
