import type { TargetList, TargetProblem, TargetRepeat } from "@/lib/domain/target-list";

export interface LineMark {
  problem?: TargetProblem;
  repeat?: TargetRepeat;
}

/** What to say about each line that has something; the first problem of a line speaks for it. */
export function markLines(targets: TargetList | null): ReadonlyMap<number, LineMark> {
  const marks = new Map<number, LineMark>();
  for (const repeat of targets?.repeats ?? []) marks.set(repeat.line, { repeat });
  for (const problem of targets?.problems ?? []) {
    if (!marks.get(problem.line)?.problem) marks.set(problem.line, { problem });
  }
  return marks;
}

/** Offset of each line's first character. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
