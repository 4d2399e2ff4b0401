import { parseTargetList, type TargetList, type TargetProblem } from "./target-list";

/**
 * Where each line of a text begins and what is to be said about it, in arrays that change threads without being
 * copied. Line 1 stands at index 0.
 */
export interface LineIndex {
  /** Offset of each line's first character; one more entry at the end, as if another line followed. */
  starts: Uint32Array<ArrayBuffer>;
  /** Bits: 1 something cannot be sent, 2 something repeats. */
  marks: Uint8Array<ArrayBuffer>;
  /** The line whose ID is repeated here; 0 for none. */
  firstLines: Uint32Array<ArrayBuffer>;
}

export const marked = { problem: 1, repeat: 2 } as const;

export function indexLines(text: string, list: TargetList): LineIndex {
  const starts = new Uint32Array(list.lines + 1);
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    starts[line] = at + 1;
    line += 1;
  }
  starts[list.lines] = text.length + 1;
  const marks = new Uint8Array(list.lines);
  const firstLines = new Uint32Array(list.lines);
  const mark = (at: number, bit: number) => {
    marks[at - 1] = (marks[at - 1] ?? 0) | bit;
  };
  for (const problem of list.problems) mark(problem.line, marked.problem);
  for (const repeat of list.repeats) {
    mark(repeat.line, marked.repeat);
    firstLines[repeat.line - 1] ||= repeat.firstLine;
  }
  return { starts, marks, firstLines };
}

export function lineText(text: string, { starts }: LineIndex, line: number): string {
  return text.slice(starts[line - 1] ?? 0, Math.max(0, (starts[line] ?? text.length + 1) - 1));
}

/** The first thing in a line that cannot be sent, with its column; null when there is none. */
export function lineProblem(text: string, index: LineIndex, line: number): TargetProblem | null {
  if (((index.marks[line - 1] ?? 0) & marked.problem) === 0) return null;
  return parseTargetList(lineText(text, index, line)).problems[0] ?? null;
}

/** The lines with this mark, in their order. */
export function linesWith({ marks }: LineIndex, bit: number): Uint32Array<ArrayBuffer> {
  const lines = new Uint32Array(marks.length);
  let count = 0;
  for (let at = 0; at < marks.length; at += 1) {
    if (((marks[at] ?? 0) & bit) === 0) continue;
    lines[count] = at + 1;
    count += 1;
  }
  return lines.subarray(0, count);
}

/** A line changed to another text; one of several lines makes several. */
export function replaceLine(text: string, { starts }: LineIndex, line: number, value: string): string {
  const from = starts[line - 1] ?? text.length;
  const to = (starts[line] ?? text.length + 1) - 1;
  return text.slice(0, from) + value + text.slice(to);
}

/** The text without a line. */
export function removeLine(text: string, { starts }: LineIndex, line: number): string {
  const from = starts[line - 1] ?? text.length;
  const to = starts[line] ?? text.length + 1;
  return to > text.length ? text.slice(0, Math.max(0, from - 1)) : text.slice(0, from) + text.slice(to);
}

export interface FoundLine {
  line: number;
  /** Which of the finds it is, counted from 1. */
  place: number;
  total: number;
}

/** The next line after `after` that holds the words in any case, going round at the end; null when none does. */
export function findLine(text: string, words: string, after: number): FoundLine | null {
  const wanted = words.toLowerCase();
  if (wanted === "") return null;
  // Offsets of the index do not hold here: lower case may be longer than what was written.
  const lower = text.toLowerCase();
  const lines: number[] = [];
  let line = 1;
  let lineStart = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, lineStart)) {
    for (
      let end = lower.indexOf("\n", lineStart);
      end !== -1 && end < at;
      end = lower.indexOf("\n", lineStart)
    ) {
      line += 1;
      lineStart = end + 1;
    }
    lines.push(line);
    const end = lower.indexOf("\n", at);
    if (end === -1) break;
    line += 1;
    lineStart = end + 1;
  }
  if (lines.length === 0) return null;
  const next = Math.max(
    0,
    lines.findIndex((each) => each > after),
  );
  return { line: lines[next] ?? 1, place: next + 1, total: lines.length };
}
