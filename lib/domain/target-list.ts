/** Why a pasted piece cannot be a device ID. */
export type TargetProblemKind = "space" | "character" | "too_long";

/** A piece of the pasted text: lines and columns count from 1, `start` and `end` are offsets into the text. */
export interface TargetPiece {
  line: number;
  start: number;
  end: number;
  value: string;
}

export interface TargetProblem extends TargetPiece {
  kind: TargetProblemKind;
  /** Column in the line of the first character at fault; of the first character for one that is too long. */
  column: number;
  /** The character at fault, or the length of what is too long. */
  detail: string;
}

export interface TargetRepeat extends TargetPiece {
  firstLine: number;
}

/** `read` = `ids.length` + `repeats.length` + `problems.length`, always. */
export interface TargetList {
  lines: number;
  read: number;
  ids: string[];
  repeats: TargetRepeat[];
  problems: TargetProblem[];
  /** How many usable IDs begin with which product ID, most frequent first; IDs of another form count nowhere. */
  products: { productId: string; count: number }[];
}

/** How many problems and how many repeats a summary carries; the rest stay where the list was read. */
export const mostListed = 200;

/**
 * What a screen keeps of a list: counts, the first of what is wrong, and the usable IDs as one text, since copying
 * one string to another thread costs nothing beside copying 30,000. `count` + `repeatCount` + `problemCount` = `read`.
 */
export interface TargetSummary {
  lines: number;
  read: number;
  count: number;
  repeatCount: number;
  problemCount: number;
  /** The first `mostListed`, each value cut to `longestShown` characters. */
  problems: TargetProblem[];
  /** The first `mostListed`. */
  repeats: TargetRepeat[];
  products: TargetList["products"];
  /** The usable IDs in their order, one a line; `idsOf` takes them apart. */
  idsText: string;
  /** Up to three IDs of either end; none is in both. */
  sample: { first: string[]; last: string[] };
}

/** Characters of a value at fault that a summary carries. */
export const longestShown = 200;
const sampleSize = 3;

export function summarise(list: TargetList): TargetSummary {
  const { lines, read, ids, repeats, problems, products } = list;
  return {
    lines,
    read,
    count: ids.length,
    repeatCount: repeats.length,
    problemCount: problems.length,
    problems: problems.slice(0, mostListed).map(clipped),
    repeats: repeats.slice(0, mostListed),
    products,
    idsText: ids.join("\n"),
    sample: {
      first: ids.slice(0, sampleSize),
      last: ids.slice(Math.max(sampleSize, ids.length - sampleSize)),
    },
  };
}

function clipped(problem: TargetProblem): TargetProblem {
  return problem.value.length > longestShown
    ? { ...problem, value: problem.value.slice(0, longestShown) }
    : problem;
}

/** The usable IDs of a summary; at the size of a task some milliseconds of work, so not in a render. */
export function idsOf({ idsText }: Pick<TargetSummary, "idsText">): string[] {
  return idsText === "" ? [] : idsText.split("\n");
}

/** Characters a device ID takes at most (sheet §6.3). */
export const longestTarget = 128;

const outside = /^[\s"'“”‘’\uFEFF\u200B]+|[\s"'“”‘’\uFEFF\u200B]+$/g;
const forbidden = /[^A-Za-z0-9_-]/u;
const productPrefix = /^[0-9a-f]{24}_/;

/**
 * Reads pasted device IDs (ui.md §4.2): split at newline, comma, semicolon and tab; spaces, quotes and byte order
 * marks around an ID are dropped, blanks inside one are a problem. Nothing is trimmed silently.
 */
export function parseTargetList(text: string): TargetList {
  const firstLines = new Map<string, number>();
  const products = countProducts();
  const list: TargetList = { lines: 1, read: 0, ids: [], repeats: [], problems: [], products: [] };
  list.lines = eachPiece(text, (piece, lineStart, plain) => {
    list.read += 1;
    const { value, line } = piece;
    const problem =
      plain && value.length <= longestTarget ? null : findProblem(piece, piece.start - lineStart);
    if (problem) {
      list.problems.push(problem);
      return;
    }
    const firstLine = firstLines.get(value);
    if (firstLine !== undefined) {
      list.repeats.push({ ...piece, firstLine });
      return;
    }
    firstLines.set(value, line);
    list.ids.push(value);
    products.add(value);
  });
  list.products = products.counts();
  return list;
}

/**
 * Visits what stands between separators, blank pieces left out; answers with the number of lines. `plain`: every
 * character of the piece may stand in an ID. Nearly all are, and need no pattern: that halves the time of a long list.
 */
export function eachPiece(
  text: string,
  visit: (piece: TargetPiece, lineStart: number, plain: boolean) => void,
): number {
  let line = 1;
  let lineStart = 0;
  let start = 0;
  let plain = true;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? newline : text.charCodeAt(at);
    const kind = code < kinds.length ? kinds[code] : undefined;
    if (kind === plainKind) continue;
    if (kind !== separatorKind) {
      plain = false;
      continue;
    }
    const piece = plain ? wholePiece(text, start, at, line) : trimmedPiece(text, start, at, line);
    if (piece) visit(piece, lineStart, plain);
    start = at + 1;
    plain = true;
    if (code === newline && at < text.length) {
      line += 1;
      lineStart = start;
    }
  }
  return line;
}

const newline = 10;
const [plainKind, separatorKind] = [1, 2] as const;
const kinds = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[\n,;\t]/.test(character)) return separatorKind;
  return /[A-Za-z0-9_-]/.test(character) ? plainKind : 0;
});

function wholePiece(text: string, start: number, end: number, line: number): TargetPiece | null {
  return start === end ? null : { line, start, end, value: text.slice(start, end) };
}

/** Counts by the product an ID begins with; lists come sorted, so most IDs have the product of the one before. */
function countProducts() {
  const counted = new Map<string, number>();
  let prefix = "";
  return {
    add: (id: string) => {
      if (prefix === "" || !id.startsWith(prefix)) prefix = productPrefix.exec(id)?.[0] ?? "";
      if (prefix !== "") counted.set(prefix, (counted.get(prefix) ?? 0) + 1);
    },
    counts: () =>
      [...counted]
        .map(([found, count]) => ({ productId: found.slice(0, -1), count }))
        .sort((a, b) => b.count - a.count),
  };
}

/** Whether a piece can be sent as a device ID. */
export function isUsable(value: string): boolean {
  return value.length <= longestTarget && !forbidden.test(value);
}

/** The piece between two separators, without blanks and quotes around it; null when nothing is left. */
export function trimmedPiece(text: string, start: number, end: number, line: number): TargetPiece | null {
  const raw = text.slice(start, end);
  const value = raw.replace(outside, "");
  if (value === "") return null;
  const from = start + raw.indexOf(value);
  return { line, start: from, end: from + value.length, value };
}

function findProblem(piece: TargetPiece, offset: number): TargetProblem | null {
  const match = forbidden.exec(piece.value);
  if (match) {
    const kind = /\s/.test(match[0]) ? "space" : "character";
    return { ...piece, kind, column: offset + match.index + 1, detail: match[0] };
  }
  if (piece.value.length > longestTarget) {
    return { ...piece, kind: "too_long", column: offset + 1, detail: String(piece.value.length) };
  }
  return null;
}
