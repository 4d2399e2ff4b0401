/** As `csvCell` of lib/store/export-cells.ts has it: what a spreadsheet might take for a formula, or what we drop. */
const risky = /^[=+\-@\uff1d\uff0b\uff0d\uff20\ufeff\ufffe\uffff\p{Cc}]/u;
const longestCell = 32_767;

/** One line of CSV, every cell that is not empty quoted and none of them a formula (security.md S4.8). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(cell)).join(",")}\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null || cell === "") return "";
  const text = String(cell);
  const guarded = typeof cell === "string" && risky.test(text) ? `'${text}` : text;
  return `"${guarded.slice(0, longestCell).replaceAll('"', '""')}"`;
}
