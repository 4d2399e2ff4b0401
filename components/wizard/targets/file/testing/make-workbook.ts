import { strToU8, zipSync } from "fflate";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** A workbook of one sheet, given as its markup, and whatever else the zip is to hold. */
export function makeWorkbook({
  sheet,
  parts = {},
}: {
  sheet: string;
  parts?: Record<string, string>;
}): Uint8Array<ArrayBuffer> {
  const relation = (type: string, target: string) =>
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const files = {
    "[Content_Types].xml": `<Types xmlns="${packages}/content-types"/>`,
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": sheet,
    ...parts,
  };
  const packed = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
  return new Uint8Array(packed);
}

export function sheetOf(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], number: number) =>
    row
      .map((text, at) => {
        const place = `${String.fromCharCode(65 + at)}${number}`;
        return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
      })
      .join("");
  const lines = rows.map((row, at) => `<row r="${at + 1}">${cells(row, at + 1)}</row>`).join("");
  return `<worksheet xmlns="${main}"><sheetData>${lines}</sheetData></worksheet>`;
}
