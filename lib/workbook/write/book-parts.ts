import { columnLetters, escapeXml } from "./cell-xml";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** 49 is the number format of text: what people type stays as typed. Order is that of `looks` in `cell-xml.ts`. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="3">
<font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font>
<font><i/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Every part of a workbook but its sheets, by name. */
export function bookParts(sheetNames: readonly string[]): Record<string, string> {
  const numbers = sheetNames.map((_, index) => index + 1);
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${content}.${type}+xml"/>`;
  return {
    "[Content_Types].xml":
      `${head}<Types xmlns="${packages}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override("workbook", "sheet.main") +
      override("styles", "styles") +
      `${numbers.map((number) => override(`worksheets/sheet${number}`, "worksheet")).join("")}</Types>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml":
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
      numbers
        .map(
          (number) =>
            `<sheet name="${escapeXml(sheetNames[number - 1] ?? "")}" sheetId="${number}" r:id="rId${number}"/>`,
        )
        .join("") +
      "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": relations([
      ...numbers.map((number): [string, string] => ["worksheet", `worksheets/sheet${number}.xml`]),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": styles,
  };
}

/** Name, beginning and end of a sheet; its first row stays in sight while the others scroll. */
export function sheetPart(index: number, widths: readonly number[]) {
  const columns = widths.map((width, column) => {
    const number = column + 1;
    return `<col min="${number}" max="${number}" width="${width}" style="1" customWidth="1"/>`;
  });
  const frozen = `<pane ySplit="1" topLeftCell="${columnLetters(0)}2" activePane="bottomLeft" state="frozen"/>`;
  return {
    name: `xl/worksheets/sheet${index + 1}.xml`,
    head:
      `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${index === 0 ? ' tabSelected="1"' : ""}>` +
      `${frozen}</sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`,
    foot: "</sheetData></worksheet>",
  };
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const inner = list.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${inner.join("")}</Relationships>`;
}
