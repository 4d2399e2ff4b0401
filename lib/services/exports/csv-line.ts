import { guardCell } from "@/lib/domain/csv-cell";

/** One line of CSV, every cell that is not empty quoted and none of them a formula (security.md S4.8). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(cell)).join(",")}\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null || cell === "") return "";
  const text = typeof cell === "string" ? guardCell(cell) : String(cell);
  return `"${text.replaceAll('"', '""')}"`;
}
