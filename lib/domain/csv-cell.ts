/**
 * First characters that a spreadsheet may take for a formula (security.md S4.8): `= + - @` and their full-width forms, TAB,
 * CR and LF; and those in front of which one may hide, since readers or we drop them.
 */
const risky = /^[=+\-@\uff1d\uff0b\uff0d\uff20\ufeff\ufffe\uffff\p{Cc}]/u;
/** What a cell holds at most, in UTF-16 units. */
const longestCell = 32_767;

/** A text as a cell of a CSV file, before it is quoted; `csvCell` of lib/store/export-cells.ts is the same in SQL. */
export function guardCell(text: string): string {
  return (risky.test(text) ? `'${text}` : text).slice(0, longestCell);
}
