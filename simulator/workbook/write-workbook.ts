import { setImmediate as breathe } from "node:timers/promises";
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Rows written before other calls get their turn. */
const ROWS_AT_ONCE = 2_000;

/** More columns than any template or report has. */
const COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Every part but the sheet. */
const FIXED_PARTS = {
  "[Content_Types].xml":
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/></Types>`,
  "_rels/.rels": relation(`${OFFICE}/officeDocument`, "xl/workbook.xml"),
  "xl/_rels/workbook.xml.rels": relation(`${OFFICE}/worksheet`, "worksheets/sheet1.xml"),
  "xl/workbook.xml":
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
};

/** An xlsx workbook of one sheet, every cell a text. A million rows never stand in memory unpacked. */
export async function writeWorkbook(rows: Iterable<readonly string[]>): Promise<Uint8Array> {
  const { zip, bytes } = openZip();
  for (const [name, xml] of Object.entries(FIXED_PARTS)) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(strToU8(HEAD + xml), true);
  }
  const sheet = new ZipDeflate("xl/worksheets/sheet1.xml", { level: 3 });
  zip.add(sheet);
  sheet.push(strToU8(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`));
  let lines: string[] = [];
  let number = 0;
  for (const row of rows) {
    number++;
    if (lines.push(rowXml(row, number)) < ROWS_AT_ONCE) continue;
    sheet.push(strToU8(lines.join("")));
    lines = [];
    await breathe();
  }
  sheet.push(strToU8(`${lines.join("")}</sheetData></worksheet>`), true);
  zip.end();
  return bytes();
}

/** A zip of one file that is packed already. */
export function zipFile(name: string, content: Uint8Array): Uint8Array {
  const { zip, bytes } = openZip();
  const part = new ZipPassThrough(name);
  zip.add(part);
  part.push(content, true);
  zip.end();
  return bytes();
}

function openZip(): { zip: Zip; bytes: () => Uint8Array } {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return { zip, bytes: () => Buffer.concat(chunks) };
}

function rowXml(cells: readonly string[], row: number): string {
  const inner = cells.map((text, column) => {
    if (text === "") return "";
    const place = `${COLUMNS[column]}${row}`;
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  });
  return `<row r="${row}">${inner.join("")}</row>`;
}

function relation(type: string, target: string): string {
  return (
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`
  );
}

/** Characters XML has no form for are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
