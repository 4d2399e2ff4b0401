import { appendLines, breakLongLines, keepFirst, leaveOut, partsAfter } from "@/lib/domain/target-edits";
import {
  type FoundLine,
  findLine,
  indexLines,
  type LineIndex,
  removeLine,
  replaceLine,
} from "@/lib/domain/target-lines";
import {
  parseTargetList,
  summarise,
  type TargetList,
  type TargetPiece,
  type TargetSummary,
} from "@/lib/domain/target-list";
import { isLarge, longestLine } from "./editor-size";
import { type IssueWords, writeIssues } from "./write-issues";

/** A text as it stands, what was read from it and where its lines are. */
export interface DeskState {
  text: string;
  summary: TargetSummary;
  index: LineIndex;
  canUndo: boolean;
}

export type DeskEdit =
  | { kind: "line"; line: number; value: string }
  | { kind: "removeLine"; line: number }
  | { kind: "leaveOut"; pieces: readonly Pick<TargetPiece, "line" | "start">[] }
  | { kind: "leaveOutProblems" }
  | { kind: "append"; text: string }
  | { kind: "replace"; text: string }
  | { kind: "keepFirst"; count: number }
  | { kind: "undo" };

export type DeskAsk =
  | { kind: "open"; text: string }
  | { kind: "edit"; edit: DeskEdit }
  | { kind: "find"; words: string; after: number }
  | { kind: "parts"; count: number }
  | { kind: "issues"; words: IssueWords };

export interface DeskAnswers {
  open: DeskState;
  edit: DeskState;
  find: FoundLine | null;
  parts: string[];
  issues: Blob;
}

const mostUndone = 20;

/** Holds a list of targets and changes it; lives in a worker, so that none of it stops the page. */
export class TargetDesk {
  private text = "";
  private list: TargetList = parseTargetList("");
  private index: LineIndex = indexLines("", this.list);
  private past: string[] = [];

  answer(ask: DeskAsk): DeskAnswers[DeskAsk["kind"]] {
    if (ask.kind === "open") return this.open(ask.text);
    if (ask.kind === "edit") return this.edit(ask.edit);
    if (ask.kind === "find") return findLine(this.text, ask.words, ask.after);
    if (ask.kind === "parts") return partsAfter(this.text, ask.count);
    return new Blob([writeIssues(this.list, ask.words)], { type: "text/csv" });
  }

  /** Another text; what was done to the one before is forgotten. */
  open(text: string): DeskState {
    this.past = [];
    return this.take(isLarge(text) ? breakLongLines(text, longestLine) : text);
  }

  edit(edit: DeskEdit): DeskState {
    if (edit.kind === "undo") return this.take(this.past.pop() ?? this.text);
    const before = this.text;
    const after = this.edited(edit);
    if (after !== before) this.past = [...this.past, before].slice(-mostUndone);
    return this.take(after);
  }

  private edited(edit: Exclude<DeskEdit, { kind: "undo" }>): string {
    const { text, index } = this;
    if (edit.kind === "line") return replaceLine(text, index, edit.line, edit.value);
    if (edit.kind === "removeLine") return removeLine(text, index, edit.line);
    if (edit.kind === "leaveOut") return leaveOut(text, edit.pieces);
    if (edit.kind === "leaveOutProblems") return leaveOut(text, this.list.problems);
    if (edit.kind === "keepFirst") return keepFirst(text, edit.count);
    const whole = edit.kind === "append" ? appendLines(text, edit.text) : edit.text;
    return breakLongLines(whole, longestLine);
  }

  private take(text: string): DeskState {
    if (text !== this.text) {
      this.text = text;
      this.list = parseTargetList(text);
      this.index = indexLines(text, this.list);
    }
    return { text, summary: summarise(this.list), index: this.index, canUndo: this.past.length > 0 };
  }
}

/** A state as it crosses threads: texts the other side has, or can tell from another, are left out. */
export type SentState = Omit<DeskState, "text" | "summary"> & {
  text: string | null;
  summary: Omit<TargetSummary, "idsText"> & { idsText: string | null };
};

/** Megabytes that need not be copied: a text that has just been sent here, and the IDs of one that holds nothing else. */
function packState(ask: DeskAsk, state: DeskState): SentState {
  const { text, summary } = state;
  return {
    ...state,
    text: text === sentText(ask) ? null : text,
    summary: { ...summary, idsText: summary.idsText === text ? null : summary.idsText },
  };
}

/** The state again; `before` is the text the desk was known to have. */
export function unpackState(ask: DeskAsk, sent: SentState, before: string): DeskState {
  const text = sent.text ?? sentText(ask) ?? before;
  return { ...sent, text, summary: { ...sent.summary, idsText: sent.summary.idsText ?? text } };
}

/** What a desk in another thread answers. */
export function answerAcross(desk: TargetDesk, ask: DeskAsk): unknown {
  if (ask.kind === "open") return packState(ask, desk.open(ask.text));
  if (ask.kind === "edit") return packState(ask, desk.edit(ask.edit));
  return desk.answer(ask);
}

function sentText(ask: DeskAsk): string | null {
  if (ask.kind === "open") return ask.text;
  return ask.kind === "edit" && ask.edit.kind === "replace" ? ask.edit.text : null;
}
