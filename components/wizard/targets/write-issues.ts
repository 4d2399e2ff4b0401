import type { TargetList, TargetProblem, TargetRepeat } from "@/lib/domain/target-list";

/** Words of the reader's language for the file; the worker that writes it has no catalogue. */
export interface IssueWords {
  /** Line, value, what is wrong, at which character, which character, first line. */
  headings: readonly [string, string, string, string, string, string];
  kinds: Record<TargetProblem["kind"] | "repeat", string>;
}

/** Everything that is not sent as it was written, by line: what cannot be sent and what repeats. */
export function writeIssues(list: TargetList, { headings, kinds }: IssueWords): string {
  const rows = [
    ...list.problems.map((problem) => ({ at: problem.start, cells: problemCells(problem, kinds) })),
    ...list.repeats.map((repeat) => ({ at: repeat.start, cells: repeatCells(repeat, kinds.repeat) })),
  ].sort((a, b) => a.at - b.at);
  // Excel takes a file without this mark for one of its own code page.
  return `\uFEFF${[headings, ...rows.map(({ cells }) => cells)].map(writeRow).join("\r\n")}\r\n`;
}

function problemCells(problem: TargetProblem, kinds: IssueWords["kinds"]): string[] {
  const { line, value, kind, column, detail } = problem;
  return [String(line), value, kinds[kind], String(column), kind === "character" ? detail : "", ""];
}

function repeatCells({ line, value, firstLine }: TargetRepeat, word: string): string[] {
  return [String(line), value, word, "", "", String(firstLine)];
}

function writeRow(cells: readonly string[]): string {
  return cells.map((cell) => `"${disarm(cell).replaceAll('"', '""')}"`).join(",");
}

/** A spreadsheet program runs what begins like a formula. */
function disarm(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
