import { columnLetters, escapeXml } from "../write/cell-xml";
import { buildZip, type ZipLies, type ZipPart } from "./build-zip";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export type Parts = Record<string, string>;

/** The parts of a workbook with one sheet of these rows, for a test to change or to add to. */
export function workbookParts(rows: readonly (readonly string[])[]): Parts {
  return {
    "[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"]),
    "xl/worksheets/sheet1.xml": sheetXml(rows.map((row, index) => rowOf(row, index + 1)).join("")),
  };
}

export function relations(...list: (readonly [kind: string, target: string, mode?: string])[]): string {
  const inner = list.map(
    ([kind, target, mode], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${kind}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
  );
  return `<Relationships>${inner.join("")}</Relationships>`;
}

/** A sheet of rows as XML. */
export function sheetXml(rows: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
}

export function rowOf(cells: readonly string[], number: number): string {
  const inner = cells.map((text, column) =>
    text === ""
      ? ""
      : `<c r="${columnLetters(column)}${number}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`,
  );
  return `<row r="${number}">${inner.join("")}</row>`;
}

/** A workbook of these parts, as a spreadsheet program would have it. */
export function packWorkbook(parts: Parts, lies: ZipLies = {}): Uint8Array {
  const list: ZipPart[] = Object.entries(parts).map(([name, data]) => ({ name, data }));
  return buildZip(list, lies);
}

/** A workbook with one sheet of these rows. */
export function buildWorkbook(rows: readonly (readonly string[])[]): Uint8Array {
  return packWorkbook(workbookParts(rows));
}

/** A workbook whose only sheet is this XML of rows. */
export function buildSheet(rows: string, more: Parts = {}): Uint8Array {
  return packWorkbook({ ...workbookParts([]), "xl/worksheets/sheet1.xml": sheetXml(rows), ...more });
}
