import { counterOfStatus, sameProgress } from "@/lib/domain/progress";
import { readIntervals } from "@/lib/domain/snapshot";
import { isFinalTaskStatus, isStartingTaskStatus } from "@/lib/domain/statuses";
import type { StoredTask } from "@/lib/domain/stored-task";

type Progress = StoredTask["progress"];

/** Rows of each status as stored. */
export type RowCounts = Readonly<Record<string, number>>;

export type RowPlan =
  | { read: "nothing" }
  | { read: "all" }
  | { read: "outputs" }
  | { read: "statuses"; statuses: string[] };

export interface PlanFacts {
  /** Every row was read since the counters last moved. */
  complete: boolean;
  status: string;
  /** Null: the platform tells no counters. */
  progress: Progress | null;
  rows: RowCounts;
  /** Subtasks that wait, asked for apart as the counters do not tell (`openUntold`); null where they do. */
  waiting?: number | null;
  /** Up to how many rows everything is read. */
  smallTask?: number;
  /** The counters at which the state of every row was known, some of them without its output. */
  statesAt?: Progress | null;
  /** Rows that are known to be counted and nowhere listed. */
  unlisted?: number;
}

/** One window of the platform's pages (sheet §6.6): up to here everything is read, above only what can have moved. */
export const smallTask = 550;

const counterOfEnd = { Success: "success", Fail: "fail", Timeout: "timeout" } as const;

/** Once there, a subtask never leaves (sheet §10.2). */
const settledForGood = new Set(["Success", "Removed"]);

/**
 * What to read of a task whose counters have just been seen. A finished task is read whole, so that what is kept for
 * good is what a full crawl gives; a large running one only in the states a subtask can still leave.
 */
export function planRows(facts: PlanFacts): RowPlan {
  const { complete, status, progress, rows, waiting = null } = facts;
  const stands = complete && (waiting === null || waiting === (rows.Waitting ?? 0));
  if (stands && (progress !== null || isFinalTaskStatus(status))) return { read: "nothing" };
  if (progress === null) return { read: "all" };
  const isKnown = countRows(rows) + (facts.unlisted ?? 0) >= progress.total;
  if (isFinalTaskStatus(status) || progress.total <= (facts.smallTask ?? smallTask) || !isKnown)
    return { read: "all" };
  if (facts.statesAt && sameProgress(facts.statesAt, progress)) return { read: "outputs" };
  const moving = Object.entries(counterOfStatus).filter(([word, counter]) => {
    return !settledForGood.has(word) && (progress[counter] > 0 || (rows[word] ?? 0) > 0);
  });
  const unknown = Object.keys(rows).filter((word) => !(word in counterOfStatus));
  return { read: "statuses", statuses: [...moving.map(([word]) => word), ...unknown] };
}

/**
 * Whether the rows are the ones the counters count. `removed` is not asked: platforms leave that counter out
 * (sheet §6.1), and words they add later have none; the total covers both. Where the counters do not tell waiting from
 * processing, rows may be ahead of them: more of them have ended than the counters say (sheet §13.5, `expiredCnt`).
 */
export function rowsAgree(progress: Progress, rows: RowCounts, openUntold = false): boolean {
  if (countRows(rows) !== progress.total) return false;
  if (openUntold) {
    return (["Success", "Fail", "Timeout"] as const).every(
      (word) => (rows[word] ?? 0) >= progress[counterOfEnd[word]],
    );
  }
  return Object.entries(counterOfStatus).every(
    ([word, counter]) => counter === "removed" || (rows[word] ?? 0) === progress[counter],
  );
}

export interface ReadFacts {
  /** Every page asked for came. */
  whole: boolean;
  /** The counters before the first row was read, and after the last; null: the platform tells none. */
  before: Progress | null;
  after: Progress | null;
  status: string;
  rows: RowCounts;
  /** The counters do not tell waiting from processing. */
  openUntold?: boolean;
}

/** What a read of rows was worth: `final` is read no more. While rows are still being made, none of them is no answer. */
export function judgeRead(facts: ReadFacts): { complete: boolean; final: boolean } {
  const { before, after } = facts;
  const agree =
    before === null ||
    after === null ||
    (sameProgress(before, after) && rowsAgree(after, facts.rows, facts.openUntold));
  const complete = facts.whole && agree && !isStartingTaskStatus(facts.status);
  return { complete, final: complete && isFinalTaskStatus(facts.status) };
}

/** Milliseconds to the next read: a task nobody watches is asked less and less while nothing moves (architecture.md §5). */
export function nextInterval(previous: number, facts: { followed: boolean; moved: boolean }): number {
  if (facts.followed) return readIntervals.followed;
  if (facts.moved || previous < readIntervals.runningFrom) return readIntervals.runningFrom;
  return Math.min(Math.round(previous * 1.5), readIntervals.runningTo);
}

/** Milliseconds to the next read when it is known what state the task is in: a start that is watched is over in seconds. */
export function nextReadAfter(intervalMs: number, facts: { followed: boolean; status: string }): number {
  return facts.followed && isStartingTaskStatus(facts.status) ? readIntervals.starting : intervalMs;
}

/** Milliseconds to the next try after so many failed ones in a row. */
export function retryDelay(failures: number, followed: boolean): number {
  const [from, to] = followed ? [10_000, 60_000] : [readIntervals.runningFrom, readIntervals.runningTo];
  return Math.min(from * 2 ** Math.min(failures, 10), to);
}

function countRows(rows: RowCounts): number {
  return Object.values(rows).reduce((sum, n) => sum + n, 0);
}
