import { toLiteral } from "./literal-values";

/** What a cell of a spreadsheet holds at most, in UTF-16 units; half of it in characters outside of the first plane. */
const longestCell = 32_767;

/**
 * First characters that make a formula of a cell (security.md S4.8), by number: `= + - @` and their full-width forms; the
 * byte order mark and the two that are no characters, which readers or we may drop; and with `< 32` TAB, CR, LF.
 */
const risky = [61, 43, 45, 64, 0xff1d, 0xff0b, 0xff0d, 0xff20, 0xfeff, 0xfffe, 0xffff];

/**
 * SQL of a text as a cell of a CSV file, which no spreadsheet takes for a formula; `guardCell` of lib/domain is the same.
 * Nearly all begin with a letter or a digit, and are short: for these one look is enough.
 */
export function csvCell(text: string): string {
  const cut = cutTo(text, longestCell - 1);
  return `CASE WHEN octet_length(${text}) < ${longestCell} AND (${text} >= 'A' COLLATE "C" AND ${text} < chr(127)
      COLLATE "C" OR ${text} >= '0' COLLATE "C" AND ${text} < ':' COLLATE "C") THEN ${text}
    WHEN ascii(${text}) IN (${risky.join(",")}) OR ascii(${text}) BETWEEN 1 AND 31 OR ascii(${text}) BETWEEN 127 AND 159
    THEN '''' || ${cut} ELSE ${cut} END`;
}

/** SQL of a text typed as one, in a cell of a sheet; no cell at all for NULL and the empty text. */
export function sheetCell(text: string, column: string, row: string, trusted: boolean): string {
  const inner = trusted ? text : escapeXml(cutTo(text, longestCell));
  // 1 is the number format of text in the styles of our books (lib/workbook/write/book-parts.ts).
  return `CASE WHEN ${text} <> '' THEN '<c r="${column}' || ${row} || '" s="1" t="inlineStr"><is><t xml:space="preserve">'
    || ${inner} || '</t></is></c>' ELSE '' END`;
}

/** A text of ours as it stands in a cell of a sheet. */
export function escapeCell(text: string): string {
  const escaped = text.slice(0, longestCell).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  return escaped.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** SQL of a moment as ISO 8601 in UTC, with its offset: the session's zone is UTC. `to_char` takes twice as long. */
export function isoTime(column: string): string {
  return `replace(${column}::text, ' ', 'T') || ':00'`;
}

/** SQL of the text that belongs to a number; NULL, or `otherwise`, for numbers that have none. */
export function lookUp(column: string, texts: ReadonlyMap<number, string>, otherwise = "NULL"): string {
  if (texts.size === 0) return otherwise === "NULL" ? "NULL::text" : otherwise;
  if (texts.size <= fewCases) {
    const cases = [...texts].map(([number, text]) => `WHEN ${toLiteral(number)} THEN ${toLiteral(text)}`);
    return `CASE ${column} ${cases.join(" ")} ELSE ${otherwise} END`;
  }
  const known = `${toLiteral(JSON.stringify(Object.fromEntries(texts)))}::jsonb ->> ${column}::text`;
  return otherwise === "NULL" ? `(${known})` : `COALESCE(${known}, ${otherwise})`;
}

/** Cases are tried one after the other; above this many a search is faster. */
const fewCases = 24;

function cutTo(text: string, longest: number): string {
  return `CASE WHEN octet_length(${text}) <= ${longest} THEN ${text}
    WHEN ${text} ~ '[\\U00010000-\\U0010FFFF]' THEN left(${text}, ${Math.floor(longest / 2)})
    ELSE left(${text}, ${longest}) END`;
}

/** The one of `lib/workbook/write/cell-xml.ts`; characters XML has no form for are dropped later, from the bytes. */
function escapeXml(text: string): string {
  const escaped = `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;
  return `CASE WHEN strpos(${text}, '_x') > 0
    THEN regexp_replace(${escaped}, '_(?=x[0-9A-Fa-f]{4}_)', '_x005F_', 'g') ELSE ${escaped} END`;
}
