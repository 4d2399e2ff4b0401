import { FileRefused, fileLimits } from "./file-limits";

const delimiters = [",", ";", "\t", "|"] as const;
const sampleLines = 50;

/**
 * The rows of a text: a table where its lines are cut by the same sign into the same number of cells, else one cell a
 * line. Cells may be quoted and then hold delimiters, quotes and line ends; rows without content are left out.
 */
export function readCsv(text: string): string[][] {
  const delimiter = findDelimiter(text);
  const rows = delimiter === null ? text.split("\n").map((line) => [line]) : splitCells(text, delimiter);
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  if (filled.length > fileLimits.rows + 1) {
    throw new FileRefused("rows", { rows: filled.length, limit: fileLimits.rows });
  }
  const columns = filled.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns > fileLimits.columns) {
    throw new FileRefused("columns", { columns, limit: fileLimits.columns });
  }
  return filled;
}

function findDelimiter(text: string): string | null {
  const end = nthLineEnd(text, sampleLines);
  const sample = text.slice(0, end);
  for (const delimiter of delimiters) {
    const widths = splitCells(sample, delimiter)
      .filter((row) => row.some((cell) => cell.trim() !== ""))
      .map((row) => row.length);
    const [width = 1] = widths;
    // One line alone is a list of ids beside each other, not a table.
    if (widths.length > 1 && width > 1 && widths.every((each) => each === width)) return delimiter;
  }
  return null;
}

function nthLineEnd(text: string, count: number): number {
  let end = -1;
  for (let line = 0; line < count; line += 1) {
    const next = text.indexOf("\n", end + 1);
    if (next === -1) return text.length;
    end = next;
  }
  return end;
}

function splitCells(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
    row.push(cell);
    if (text[end] !== delimiter) {
      rows.push(row);
      row = [];
    }
    at = end + 1;
  }
  return rows;
}

interface Cell {
  cell: string;
  /** Where the delimiter, the line end or the end of the text stands. */
  end: number;
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  const end = endOfCell(text, start, delimiter);
  return { cell: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, delimiter: string): Cell {
  let cell = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return plainCell(text, start, delimiter);
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = endOfCell(text, quote + 1, delimiter);
      return { cell: cell + text.slice(quote + 1, end), end };
    }
    cell += '"';
    at = quote + 2;
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === delimiter || text[at] === "\n") return at;
  }
  return text.length;
}
