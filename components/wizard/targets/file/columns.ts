import { isUsable } from "@/lib/domain/target-list";
import { FileRefused, fileLimits } from "./file-limits";

/** Which cells are IDs: one column, counted from 0, or all of them; and whether the first row is left out. */
export interface ColumnChoice {
  column: number | "all";
  heading: boolean;
}

const names = ["deviceid", "设备id", "设备标识", "targetid", "id", "device", "target", "设备"];
const prefixed = /^[0-9a-f]{24}_/;
const sampleRows = 1_000;
const mostly = 0.9;

/** By heading, else by what looks most like device IDs. */
export function guessColumns(rows: readonly string[][]): ColumnChoice {
  const [first = [], ...rest] = rows.slice(0, sampleRows);
  const headings = first.map((cell) => cell.toLowerCase().replace(/[\s"'_\uFEFF-]/g, ""));
  const named = names.map((name) => headings.indexOf(name)).find((column) => column !== -1);
  if (named !== undefined && rest.length > 0) return { column: named, heading: true };
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const scores = Array.from({ length: width }, (_, column) =>
    scoreOf(rest.length > 0 ? rest : [first], column),
  );
  if (width > 1 && scores.every((score) => score.prefixed >= mostly)) {
    return { column: "all", heading: first.every((cell) => !prefixed.test(cell)) };
  }
  const best = scores.reduce(
    (winner, score, at) => (score.total > (scores[winner]?.total ?? 0) ? at : winner),
    0,
  );
  const cell = first[best] ?? "";
  const { usable = 0, prefixed: share = 0 } = scores[best] ?? {};
  const odd = (share >= mostly && !prefixed.test(cell)) || (usable >= mostly && !isUsable(cell.trim()));
  return { column: best, heading: rest.length > 0 && odd };
}

/** How much a column looks like device IDs: shares of its cells that could be one, and that tell a product. */
function scoreOf(rows: readonly string[][], column: number) {
  const cells = rows.map((row) => (row[column] ?? "").trim());
  const count = (test: (cell: string) => boolean) => cells.filter(test).length / Math.max(1, cells.length);
  const usable = count((cell) => cell !== "" && isUsable(cell));
  const withProduct = count((cell) => prefixed.test(cell));
  const distinct = new Set(cells).size / Math.max(1, cells.length);
  return { usable, prefixed: withProduct, total: 2 * withProduct + usable * distinct };
}

/** The chosen cells, one a line. */
export function takeColumn(rows: readonly string[][], { column, heading }: ColumnChoice): string {
  const data = heading ? rows.slice(1) : rows;
  const cells = column === "all" ? data.flat() : data.map((row) => row[column] ?? "");
  // A text that many cells share takes no room before it is written out for each.
  const length = cells.reduce((sum, cell) => sum + cell.length + 1, 0);
  if (length > fileLimits.characters) throw new FileRefused("text", { limit: fileLimits.characters });
  return cells.join("\n");
}

/** What a person chooses by: the first rows, their cells cut short. */
export interface FilePreview {
  rows: string[][];
  columns: number;
  /** How many rows there are in all. */
  total: number;
  guess: ColumnChoice;
}

const [previewRows, previewCharacters] = [5, 60] as const;

export function previewOf(rows: readonly string[][]): FilePreview {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 1);
  return {
    rows: rows
      .slice(0, previewRows)
      .map((row) => Array.from({ length: columns }, (_, at) => (row[at] ?? "").slice(0, previewCharacters))),
    columns,
    total: rows.length,
    guess: guessColumns(rows),
  };
}
