import type { Subtask } from "@/lib/contracts/subtasks";
import type { Database, Db } from "./db";
import { queryHot } from "./hot-query";
import { isoTimes } from "./iso-times";
import { StatementValues } from "./statement-values";
import { type AnchorTuning, anchorTuning, makeAnchors, selectAnchored } from "./subtask-anchors";
import {
  isCounted,
  resolveFilter,
  type SubtaskFilter,
  type SubtaskView,
  writeCondition,
} from "./subtask-filter";
import { type Statement, selectRange, writeTotal } from "./subtask-range";
import { type SubtaskRow, toSubtasks } from "./subtask-row";
import { type FoundRows, type SearchRange, searchSubtasks } from "./subtask-search";

export interface SubtaskPageQuery extends SubtaskFilter {
  limit: number;
  /** 1-based; excludes `afterOrd`. */
  page?: number;
  /** Rows behind this position. */
  afterOrd?: number;
}

export interface SubtaskPage {
  rows: Subtask[];
  /** Rows that match, over all pages. */
  total: number;
  /** The position to go on behind; null at the end. */
  nextOrd: number | null;
}

/**
 * A page in order of first sight, which never changes. `ord` is dense, so a page of everything is arithmetic; a page of
 * some statuses or causes starts at the nearest anchor, or is counted off in the index where there is none.
 */
export async function pageSubtasks(
  database: Database,
  taskPk: number,
  query: SubtaskPageQuery,
  tuning: AnchorTuning = anchorTuning,
): Promise<SubtaskPage> {
  const view = await resolveFilter(database, taskPk, query);
  if (!view) return { rows: [], total: 0, nextOrd: null };
  // One row more than asked for tells whether there is a next page.
  const limit = query.limit + 1;
  const skip = query.page ? (query.page - 1) * query.limit : 0;
  const from = query.page ? 0 : (query.afterOrd ?? -1) + 1;
  const found = isCounted(view)
    ? await readCounted(database, view, { from, skip, limit }, tuning)
    : await searchSubtasks(database, view, { from, skip, limit });
  const shown = found.rows.slice(0, query.limit);
  return {
    rows: await toSubtasks(database, taskPk, shown),
    total: found.total,
    nextOrd: found.rows.length > query.limit ? (shown.at(-1)?.ord ?? null) : null,
  };
}

interface CountedRow extends SubtaskRow {
  total: number;
}

async function readCounted(
  database: Database,
  view: SubtaskView,
  { from, skip, limit }: SearchRange,
  tuning: AnchorTuning,
): Promise<FoundRows> {
  const { pool } = database;
  const read = async ({ text, values, isHot }: Statement) =>
    isHot
      ? queryHot<CountedRow>(pool, text, values, isoTimes)
      : (await pool.query<CountedRow>({ text, values, types: isoTimes })).rows;
  const isEverything = !view.statuses && !view.causes;
  let rows: CountedRow[] = [];
  if (!isEverything && skip >= tuning.step) {
    rows = await read(selectAnchored(view, { skip, limit }, tuning));
    if (rows.length === 0 && (await makeAnchors(database, view, skip, tuning))) {
      rows = await read(selectAnchored(view, { skip, limit }, tuning));
    }
  }
  if (rows.length === 0) {
    const range = isEverything ? { start: from + skip, skip: 0 } : { start: from, skip };
    rows = await read(
      selectRange(view, {
        from: (values) => (isEverything ? values.addUnseen(range.start, "int") : values.add(range.start)),
        ...{ skip: range.skip, limit },
      }),
    );
  }
  return { rows, total: rows[0]?.total ?? (await countView(database, view)) };
}

async function countView({ pool }: Database, view: SubtaskView): Promise<number> {
  const values = new StatementValues();
  const { rows } = await pool.query<{ n: number }>(`SELECT (${writeTotal(view, values)}) AS n`, values.list);
  return rows[0]?.n ?? 0;
}

/** How many rows of each status there are; inside a transaction, its own writes included. */
export async function countByStatus(db: Db, taskPk: number): Promise<Record<string, number>> {
  const rows = await db.$queryRaw<{ word: string; n: number }[]>`
    SELECT w.word, sum(c.n)::int AS n FROM subtask_count c JOIN word w ON w.id = c.status
    WHERE c.task_id = ${taskPk} AND c.n > 0 GROUP BY w.word`;
  return Object.fromEntries(rows.map((row) => [row.word, row.n]));
}

/**
 * Every device id that matches but the given ones, or the `first` so many of these, in order of first sight; one with
 * several commands once.
 */
export async function selectTargets(
  database: Database,
  taskPk: number,
  filter: SubtaskFilter,
  { except = [], first }: { except?: string[]; first?: number } = {},
): Promise<string[]> {
  const view = await resolveFilter(database, taskPk, filter);
  if (!view) return [];
  const values = new StatementValues();
  const { rows } = await database.pool.query<{ target: string }>(
    `SELECT s.target FROM subtask s
     WHERE ${writeCondition(view, values)} AND s.ord >= 0
       AND s.target <> ALL(${values.add(except)}::text[]) ORDER BY s.ord`,
    values.list,
  );
  return [...new Set(rows.map((row) => row.target))].slice(0, first);
}

/** What is known of these devices in the task, of several commands the first one; one that is not in it is left out. */
export async function findSubtasks(
  database: Database,
  taskPk: number,
  targets: string[],
): Promise<Map<string, { status: string; attempt: number | null }>> {
  const { rows } = await database.pool.query<{ target: string; word: string; attempt: number | null }>(
    `SELECT s.target, w.word, s.attempt FROM subtask s JOIN word w ON w.id = s.status
     WHERE s.task_id = $1 AND s.target = ANY($2::text[]) AND s.ord >= 0 ORDER BY s.dup DESC`,
    [taskPk, targets],
  );
  return new Map(rows.map((row) => [row.target, { status: row.word, attempt: row.attempt }]));
}
