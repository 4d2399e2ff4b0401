/** Index of the cell formats in the styles of the book. */
const looks = { text: 1, heading: 2, note: 3 } as const;

export type CellLook = keyof typeof looks;

/** What a cell holds at most. */
const longestText = 32_767;
const outsideXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** Would be read as an escape where it is meant literally. */
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** One row, every cell a text in place; empty cells are left out. */
export function rowXml(number: number, cells: readonly string[], look: CellLook): string {
  const inner = cells.map((text, column) => cellXml(text, `${columnLetters(column)}${number}`, look));
  return `<row r="${number}">${inner.join("")}</row>`;
}

function cellXml(text: string, place: string, look: CellLook): string {
  if (text === "") return "";
  const shown = escapeXml(text.slice(0, longestText).replace(looksEscaped, "_x005F_"));
  return `<c r="${place}" s="${looks[look]}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** Characters XML has no form for are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(outsideXml, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** `A` for 0, `BM` for 64. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? "" : columnLetters(rest - 1)) + String.fromCharCode(65 + (column % 26));
}
