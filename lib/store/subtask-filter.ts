import { findCauseIds } from "./cause-store";
import type { Database } from "./db";
import { escapeLike } from "./escape-like";
import type { StatementValues } from "./statement-values";
import { findWordIds } from "./word-store";

export interface SubtaskFilter {
  status?: string[];
  /** Keys of `causeOf`. */
  cause?: string[];
  /** A device id or a part of one. */
  q?: string;
  /** Exactly so many tries. */
  tries?: number;
  commandId?: string;
  /** ISO 8601: last seen to change before that moment, or since then never. */
  changedBefore?: string;
  /** Id of a stored selection of this task. */
  selection?: string;
}

/** A filter on the rows of one task, its words and causes as numbers: sorted, each once; null: any. */
export interface SubtaskView {
  taskPk: number;
  statuses: number[] | null;
  causes: number[] | null;
  /** What no index has in order of `ord`. */
  q: string | null;
  tries: number | null;
  commandId: string | null;
  changedBefore: string | null;
  selection: string | null;
}

/** Null: no row can match, as no word or no cause of the filter was ever met. */
export async function resolveFilter(
  database: Database,
  taskPk: number,
  filter: SubtaskFilter,
): Promise<SubtaskView | null> {
  const { status, cause, q = null, tries = null, commandId = null } = filter;
  const { changedBefore = null, selection = null } = filter;
  const statuses = status ? sorted(await findWordIds(database, status)) : null;
  const causes = cause ? sorted(await findCauseIds(database, cause)) : null;
  if (statuses?.length === 0 || causes?.length === 0) return null;
  return { taskPk, statuses, causes, q, tries, commandId, changedBefore, selection };
}

/** By status and cause only: indexes have its rows in order, and `subtask_count` knows how many there are. */
export function isCounted({ q, tries, commandId, changedBefore, selection }: SubtaskView): boolean {
  return [q, tries, commandId, changedBefore, selection].every((part) => part === null);
}

/** The view as a condition on `subtask s`; `pattern` is what `q` is held against, by default any part of an id. */
export function writeCondition(
  view: SubtaskView,
  values: StatementValues,
  pattern = `%${escapeLike(view.q ?? "")}%`,
): string {
  const parts = [`s.task_id = ${values.add(view.taskPk)}`];
  if (view.statuses) parts.push(writeIds("s.status", view.statuses, "smallint", values));
  if (view.causes) parts.push(writeIds("s.cause_id", view.causes, "int", values));
  if (view.q !== null) parts.push(`s.target LIKE ${values.add(pattern)}`);
  if (view.tries !== null) parts.push(`s.attempt = ${values.add(view.tries)}::smallint`);
  if (view.commandId !== null) parts.push(`s.command_id = ${values.add(view.commandId)}`);
  if (view.changedBefore !== null) {
    parts.push(`COALESCE(s.changed_at, s.first_seen_at) < ${values.add(view.changedBefore)}::timestamptz`);
  }
  if (view.selection !== null) {
    // As an array, so that its rows are looked up by position: nothing else tells the planner that they are few.
    parts.push(`s.ord = ANY(ARRAY(SELECT r.ord FROM subtask_selection c
      JOIN subtask_selection_row r ON r.selection_id = c.id
      WHERE c.id = ${values.add(view.selection)}::uuid AND c.task_id = ${values.add(view.taskPk)}))`);
  }
  return parts.join(" AND ");
}

/** One value as an equation, so that the index gives the rows in order; several as a set. */
export function writeIds(
  column: string,
  ids: number[],
  type: "smallint" | "int",
  values: StatementValues,
): string {
  const [only, ...more] = ids;
  return more.length === 0
    ? `${column} = ${values.add(only)}::${type}`
    : `${column} = ANY(${values.add(ids)}::${type}[])`;
}

const sorted = (ids: number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
