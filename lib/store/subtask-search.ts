import type { Database } from "./db";
import { endOfStart } from "./end-of-start";
import { escapeLike } from "./escape-like";
import { queryHot } from "./hot-query";
import { isoTimes } from "./iso-times";
import { StatementValues } from "./statement-values";
import { isCounted, type SubtaskView, writeCondition } from "./subtask-filter";
import { type SubtaskRow, subtaskColumns } from "./subtask-row";
import { isOnlyPrefix, readTargetShape } from "./target-shape";

/** Rows behind a position, or some of them skipped. */
export interface SearchRange {
  from: number;
  skip: number;
  limit: number;
}

export interface FoundRows {
  rows: SubtaskRow[];
  total: number;
}

/** Matches that are sorted and counted as they are found; with more of them a page is near wherever it is. */
const mostSorted = 2_000;

/**
 * A page of what no index has in the table's order: part of an id, tries, a command. Where `q` can only be how an id
 * starts, a range of the index has the matches; else every id is looked into once, in the index alone, and once more
 * when there are too many to sort.
 */
export async function searchSubtasks(
  database: Database,
  view: SubtaskView,
  range: SearchRange,
): Promise<FoundRows> {
  if (view.q === null) return walkAll(database, view, range);
  const started = await findByStart(database, view, view.q, range);
  if (started) return started;
  return (await findFew(database, view, range, `%${escapeLike(view.q)}%`)) ?? walkAll(database, view, range);
}

/** Null when ids may contain `q` elsewhere too, or too many start with it. */
async function findByStart(
  database: Database,
  view: SubtaskView,
  q: string,
  range: SearchRange,
): Promise<FoundRows | null> {
  const { taskPk } = view;
  if (!isOnlyPrefix(q, await readTargetShape(database, taskPk))) return null;
  const found =
    (await findInRange(database, view, range, q)) ??
    (await findFew(database, view, range, `${escapeLike(q)}%`));
  // Rows may have come since the ids were read: the answer holds when it is true of those too.
  return found && isOnlyPrefix(q, await readTargetShape(database, taskPk, found.seenAt)) ? found : null;
}

interface SeenRows extends FoundRows {
  /** The task's `next_ord` at that moment. */
  seenAt: number;
}

type RowInRange = SubtaskRow & { total: number; seen_at: number };

/**
 * The shortest way, which does not tell how many there are when none is on the page: null then, or when too many are.
 * Ids alone are a range of one index whatever they are, so that is planned once.
 */
async function findInRange(
  { pool }: Database,
  view: SubtaskView,
  { from, skip, limit }: SearchRange,
  q: string,
): Promise<SeenRows | null> {
  const end = endOfStart(q);
  if (end === null) return null;
  const values = new StatementValues();
  const isById = view.statuses === null && view.causes === null && isCounted({ ...view, q: null });
  // With more conditions the planner has to see all values: an index of theirs might be the better one.
  const place = (value: string) => (isById ? values.addUnseen(value, "text") : values.add(value));
  const condition = isById
    ? `s.task_id = ${values.addUnseen(view.taskPk, "int")}`
    : writeCondition({ ...view, q: null }, values);
  const text = `SELECT ${subtaskColumns}, s.total,
       (SELECT next_ord FROM task WHERE id = ${values.add(view.taskPk)}) AS seen_at
     FROM (SELECT ${subtaskColumns}, (count(*) OVER ())::int AS total
           FROM (SELECT ${subtaskColumns} FROM subtask s
             WHERE ${condition} AND s.target >= ${place(q)} AND s.target < ${place(end)}
               AND s.ord >= 0 LIMIT ${mostSorted + 1}) s) s
     WHERE s.ord >= ${values.add(from)} ORDER BY s.ord LIMIT ${values.add(limit)} OFFSET ${values.add(skip)}`;
  const rows = isById
    ? await queryHot<RowInRange>(pool, text, values.list, isoTimes)
    : (await pool.query<RowInRange>({ text, values: values.list, types: isoTimes })).rows;
  const [first] = rows;
  if (!first || first.total > mostSorted) return null;
  return { rows, total: first.total, seenAt: first.seen_at };
}

/** Null when there are too many to sort. */
async function findFew(
  { pool }: Database,
  view: SubtaskView,
  { from, skip, limit }: SearchRange,
  pattern: string,
): Promise<SeenRows | null> {
  const values = new StatementValues();
  const task = values.add(view.taskPk);
  const rest = writeCondition({ ...view, q: null }, values);
  const { rows } = await pool.query<SubtaskRow & { hits: number; total: number; seen_at: number }>({
    text: `WITH hit AS MATERIALIZED (
       SELECT s.target, s.dup FROM subtask s WHERE s.task_id = ${task} AND s.target LIKE ${values.add(pattern)}
       LIMIT ${values.add(mostSorted + 1)}
     ), matched AS MATERIALIZED (
       SELECT s.ord FROM hit JOIN subtask s ON s.task_id = ${task} AND s.target = hit.target AND s.dup = hit.dup
       WHERE ${rest} AND s.ord >= 0
     )
     SELECT n.*, s.*
     FROM (SELECT (SELECT count(*) FROM hit)::int AS hits, (SELECT count(*) FROM matched)::int AS total,
             (SELECT next_ord FROM task WHERE id = ${task}) AS seen_at) n
     LEFT JOIN (SELECT ${subtaskColumns} FROM (
         SELECT ord FROM matched WHERE ord >= ${values.add(from)}
         ORDER BY ord LIMIT ${values.add(limit)} OFFSET ${values.add(skip)}
       ) page JOIN subtask s ON s.task_id = ${task} AND s.ord = page.ord) s ON true
     ORDER BY s.ord`,
    values: values.list,
    types: isoTimes,
  });
  const [first] = rows;
  if (!first || first.hits > mostSorted) return null;
  // Without any row on the page there is one with the counts alone.
  return { rows: rows.filter((row) => row.ord !== null), total: first.total, seenAt: first.seen_at };
}

async function walkAll(
  { pool }: Database,
  view: SubtaskView,
  { from, skip, limit }: SearchRange,
): Promise<FoundRows> {
  const values = new StatementValues();
  const condition = writeCondition(view, values);
  // What stays of dropped rows, below 0, is never so much that it comes here by its id; there an index alone will do.
  const listed = view.q === null ? "AND s.ord >= 0" : "";
  const counted = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM subtask s WHERE ${condition} ${listed}`,
    values.list,
  );
  const page = `AND s.ord >= ${values.add(from)}
    ORDER BY s.ord LIMIT ${values.add(limit)} OFFSET ${values.add(skip)}`;
  const { rows } = await pool.query<SubtaskRow>({
    text: `SELECT ${subtaskColumns} FROM (SELECT s.ord FROM subtask s WHERE ${condition} ${page}) page
     JOIN subtask s ON s.task_id = $1 AND s.ord = page.ord ORDER BY s.ord`,
    values: values.list,
    types: isoTimes,
  });
  return { rows, total: counted.rows[0]?.n ?? 0 };
}
