import { describe, expect, it } from "vitest";
import { WorkbookRefusal } from "../refusals";
import { createXmlReader } from "./xml-reader";
import { decodeSheetText, decodeText, readAttributes } from "./xml-text";

function read(...pieces: string[]): string[] {
  const told: string[] = [];
  const reader = createXmlReader({
    open: (name, attributes) => told.push(`<${name}${attributes}>`),
    close: (name) => told.push(`</${name}>`),
    text: (text, raw) => told.push(raw ? text : `raw:${text}`),
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return told;
}

const sample =
  `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<x:a b='>' c="<'/>"><!-- <no> -- ]]> --><d />` +
  `t &lt;1&gt;<![CDATA[<e>&amp;]]><?skip <f>?><g\n h="1"/></x:a>\n`;

describe("the XML reader", () => {
  it("tells tags, text and sections, and passes over the rest", () => {
    expect(read(sample).slice(2)).toEqual([
      ...[`<a b='>' c="<'/>">`, "<d >", "</d>", "t &lt;1&gt;", "raw:<e>&amp;", '<g\n h="1">', "</g>", "</a>"],
    ]);
  });

  it("tells the same however the text is cut", () => {
    const whole = read(sample).join("|");
    for (let at = 0; at <= sample.length; at += 1) {
      expect(read(sample.slice(0, at), sample.slice(at)).join("|"), `cut at ${at}`).toBe(whole);
    }
    expect(read(...sample).join("|")).toBe(whole);
  });

  it.each([
    `<!DOCTYPE a>`,
    `<!DOCTYPE a [<!ENTITY b "c">]><a/>`,
    `<a><!ENTITY b SYSTEM "file:///etc/passwd"></a>`,
    `<!doctype a>`,
    `<a><!ELEMENT b></a>`,
  ])("refuses declarations: %s (A05, S4.7)", (xml) => {
    expect(() => read(xml)).toThrow(new WorkbookRefusal("declaration"));
    expect(() => read(...xml)).toThrow(new WorkbookRefusal("declaration"));
  });

  it.each([
    "<a",
    "<a><!-- ",
    "<a>&lt;",
    "<![CDATA[ ]]",
    `<a b="`,
    '<?xml version="1.0" encoding="UTF-16"?><a/>',
    "<!",
  ])("refuses what ends too early or is in another encoding: %s", (xml) => {
    expect(() => read(xml)).toThrow(new WorkbookRefusal("damaged"));
  });

  it("keeps no more than 300,000 characters of a token that does not end", () => {
    expect(() => read(`<a b="${"x".repeat(300_001)}`)).toThrow(new WorkbookRefusal("damaged"));
    expect(() => read("<a>", "x".repeat(300_001))).toThrow(new WorkbookRefusal("damaged"));
  });
});

describe("text in XML", () => {
  it.each([
    ["a &amp; b &lt;&gt;&quot;&apos;", `a & b <>"'`],
    ["&#65;&#x42;&#X43;&#x1F600;", "ABC😀"],
    ["&amp;lt;", "&lt;"],
  ])("%s", (written, text) => {
    expect(decodeText(written)).toBe(text);
  });

  it.each(["&unknown;", "&amp", "a & b", "&#0;", "&#x110000;", "&toString;", "&#xZ;"])(
    "refuses %s",
    (written) => {
      expect(() => decodeText(written)).toThrow(new WorkbookRefusal("damaged"));
    },
  );

  it("has the escapes of spreadsheets replaced once", () => {
    expect(decodeSheetText("a_x000D_b_x005F_x0041_ _xyz_")).toBe("a\rb_x0041_ _xyz_");
  });

  it("gives attributes by their names, in quotes of either kind", () => {
    expect([...readAttributes(` r:id="a&amp;b" Mode = 'x="y"'\n`)]).toEqual([
      ["id", "a&b"],
      ["Mode", 'x="y"'],
    ]);
  });
});
