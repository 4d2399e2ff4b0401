import { strToU8, zipSync } from "fflate";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of two columns, `device_id` and `name`, its texts in the cells or, as Excel writes them, shared. */
export function makeDeviceWorkbook(count: number, texts: "inline" | "shared"): Uint8Array {
  const rows = [
    ["device_id", "name"],
    ...Array.from({ length: count }, (_, index) => [deviceId(index), `Meter ${index}`]),
  ];
  const shared: string[] = [];
  const cell = (text: string, place: string) => {
    if (texts === "inline") return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    shared.push(`<si><t>${text}</t></si>`);
    return `<c r="${place}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const lines = rows.map(([id = "", name = ""], at) => {
    const row = at + 1;
    return `<row r="${row}">${cell(id, `A${row}`)}${cell(name, `B${row}`)}</row>`;
  });
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `<Relationships xmlns="${packages}/relationships">${inner}</Relationships>`;
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${spreadsheet}.${type}+xml"/>`;
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("workbook", "sheet.main")}${part("worksheets/sheet1", "worksheet")}${part("sharedStrings", "sharedStrings")}</Types>`,
    "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": relations(
      relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "sharedStrings", "sharedStrings.xml"),
    ),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${lines.join("")}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${shared.join("")}</sst>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

export function deviceId(number: number): string {
  return `65a1c0e2f7b94d3e8a11c5d0_wm-${String(number).padStart(7, "0")}`;
}
