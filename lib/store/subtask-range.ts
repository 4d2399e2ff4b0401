import { StatementValues } from "./statement-values";
import { type SubtaskView, writeCondition, writeIds } from "./subtask-filter";
import { subtaskColumns } from "./subtask-row";

/** Rows of a view from a position on, some of them skipped. */
export interface Range {
  /** SQL of the first `ord`, with its values added. */
  from: (values: StatementValues) => string;
  skip: number;
  limit: number;
}

export interface Statement {
  text: string;
  values: unknown[];
  /** One of a few texts that are asked again and again (`queryHot`); those of many words or causes are too many. */
  isHot: boolean;
}

/** Rows of a page, and one more, as the console asks for them. */
const usualLimits: ReadonlySet<number> = new Set([51, 101, 201]);

/**
 * The rows of a range in order of `ord`, on each the view's `total` as of the same moment. Rows that are skipped, or
 * belong to another of several walks, are counted off in the index alone.
 */
export function selectRange(view: SubtaskView, { from, skip, limit }: Range): Statement {
  const values = new StatementValues();
  const start = from(values);
  const total = `(${writeTotal(view, values)}) AS total`;
  const walks = writeWalks(view, values).map((walk) => `${walk} AND s.ord >= ${start}`);
  const isHot = walks.length <= 3 && skip < nearby && usualLimits.has(limit) && skip % (limit - 1) === 0;
  // Numbers in the text tell the planner that few rows are wanted, whatever the values turn out to be.
  const page = isHot
    ? `LIMIT ${limit} OFFSET ${skip}`
    : `LIMIT ${values.add(limit)} OFFSET ${values.add(skip)}`;
  const reach = () => (isHot ? String(skip + limit) : values.add(skip + limit));
  if (skip < nearby) {
    const rows = mergeWalks(subtaskColumns, walks, reach);
    return {
      text: `SELECT s.*, ${total} FROM (${rows} ${page}) s ORDER BY s.ord`,
      values: values.list,
      isHot,
    };
  }
  const ords = mergeWalks("s.ord", walks, reach);
  const text = `SELECT ${subtaskColumns}, ${total} FROM (${ords} ${page}) page
    JOIN subtask s ON s.task_id = ${values.add(view.taskPk)} AND s.ord = page.ord ORDER BY s.ord`;
  return { text, values: values.list, isHot: false };
}

/** So many skipped rows are fetched sooner than a second look at the others is planned. */
const nearby = 250;

/** The position of every `step`-th row of the first `reach` rows from there on, the first one included. */
export function selectEvery(
  view: SubtaskView,
  { start, reach, step }: { start: number; reach: number; step: number },
): Statement {
  const values = new StatementValues();
  const from = values.add(start);
  const walks = writeWalks(view, values).map((walk) => `${walk} AND s.ord >= ${from}`);
  const most = values.add(reach);
  const text = `SELECT ord FROM (SELECT ord, row_number() OVER (ORDER BY ord) AS n
      FROM (${mergeWalks("s.ord", walks, () => most)} LIMIT ${most}) o) numbered
    WHERE (n - 1) % ${values.add(step)}::int = 0 ORDER BY ord`;
  return { text, values: values.list, isHot: false };
}

/**
 * Columns of rows in order of `ord`. Several words or causes are as many walks along the index, none further than
 * needed, merged: as a set they would have to be sorted as a whole.
 */
function mergeWalks(columns: string, walks: readonly string[], addReach: () => string): string {
  const [only, ...more] = walks;
  if (more.length === 0) return `SELECT ${columns} FROM subtask s WHERE ${only} ORDER BY s.ord`;
  const reach = addReach();
  const each = walks.map(
    (walk) => `(SELECT ${columns} FROM subtask s WHERE ${walk} ORDER BY s.ord LIMIT ${reach})`,
  );
  return `SELECT s.* FROM (${each.join(" UNION ALL ")}) s ORDER BY s.ord`;
}

/** SQL of how many rows a view by status and cause has; `subtask_count` is kept with the rows. */
export function writeTotal({ taskPk, statuses, causes }: SubtaskView, values: StatementValues): string {
  const parts = [`task_id = ${values.add(taskPk)}`];
  if (statuses) parts.push(writeIds("status", statuses, "smallint", values));
  if (causes) parts.push(writeIds("cause_id", causes, "int", values));
  return `SELECT COALESCE(sum(n), 0)::int FROM subtask_count WHERE ${parts.join(" AND ")}`;
}

/** Conditions on `subtask s` that exclude each other; each has its rows in the order of one index. */
function writeWalks(view: SubtaskView, values: StatementValues): string[] {
  const { statuses, causes } = view;
  // Only failed rows have a cause: a cause has fewer rows than the words it comes with.
  if (causes) return causes.map((cause) => writeCondition({ ...view, causes: [cause] }, values));
  if (statuses) return statuses.map((status) => writeCondition({ ...view, statuses: [status] }, values));
  // Nothing but the primary key has them all in order, whichever task it is.
  return [`s.task_id = ${values.addUnseen(view.taskPk, "int")}`];
}
