import type { Database, Tx } from "./db";
import type { SubtaskView } from "./subtask-filter";
import { type Range, type Statement, selectEvery, selectRange } from "./subtask-range";

/**
 * Anchors are the positions of every `step`-th row of a view, so that a jump to any page counts off fewer than `step`
 * rows. They are exact whenever they are there: whoever moves rows takes those behind the first moved row away in the
 * same transaction (`dropMovedAnchors`), and the next jump makes them again, no further than it has to go. Kept for
 * large tasks only; in small ones counting off is as quick.
 */
export interface AnchorTuning {
  step: number;
  /** Rows of a task from which on it has anchors. */
  from: number;
}

export const anchorTuning: AnchorTuning = { step: 200, from: 100_000 };

/** `s{status}`, `c{cause}` or both, by number; several of one kind with commas between. */
export function nameView({ statuses, causes }: Pick<SubtaskView, "statuses" | "causes">): string {
  return `${statuses ? `s${statuses.join(",")}` : ""}${causes ? `c${causes.join(",")}` : ""}`;
}

/** The page behind `skip` rows from the anchor before it; gives no row where there is no such anchor. */
export function selectAnchored(
  view: SubtaskView,
  { skip, limit }: Omit<Range, "from">,
  { step }: AnchorTuning,
): Statement {
  const k = Math.floor(skip / step);
  return selectRange(view, {
    from: (values) => `(SELECT a.ord FROM subtask_anchor a WHERE a.task_id = ${values.add(view.taskPk)}
      AND a.filter = ${values.add(nameView(view))} AND a.k = ${values.add(k)})`,
    skip: skip - k * step,
    limit,
  });
}

/**
 * Makes the anchors up to that row, going on from the last one there is; false when the task is too small for them.
 * What was counted while somebody wrote may be the past already: that is not kept.
 */
export async function makeAnchors(
  { pool }: Database,
  view: SubtaskView,
  skip: number,
  { step, from }: AnchorTuning,
): Promise<boolean> {
  const filter = nameView(view);
  // The version is read before the rows: a flush in between makes it differ below.
  const found = await pool.query<{ version: number; k: number; ord: number }>(
    `SELECT t.rows_version AS version, COALESCE(a.k, 0) AS k, COALESCE(a.ord, 0) AS ord
     FROM task t LEFT JOIN LATERAL (SELECT k, ord FROM subtask_anchor WHERE task_id = $1 AND filter = $2 AND k <= $3
       ORDER BY k DESC LIMIT 1) a ON true
     WHERE t.id = $1 AND t.next_ord >= $4`,
    [view.taskPk, filter, Math.floor(skip / step), from],
  );
  const [last] = found.rows;
  if (!last) return false;
  const reach = skip - (skip % step) - last.k * step + 1;
  const places = await pool.query<{ ord: number }>(selectEvery(view, { start: last.ord, reach, step }));
  await pool.query(
    `INSERT INTO subtask_anchor (task_id, filter, k, ord)
     SELECT t.id, $2, $3 + p.n - 1, p.ord
     FROM (SELECT id FROM task WHERE id = $1 AND rows_version = $4 AND rows_dropped_at IS NULL AND next_ord >= $5
         FOR SHARE) t, unnest($6::int[]) WITH ORDINALITY p(ord, n)
     ON CONFLICT DO NOTHING`,
    [view.taskPk, filter, last.k, last.version, from, places.rows.map(({ ord }) => ord)],
  );
  return true;
}

/** A row that went over to another word or cause (0: none). */
export interface MovedRow {
  ord: number;
  was: { status: number; cause: number };
  is: { status: number; cause: number };
}

/** To be called in the transaction that moves the rows, under the task's lock. */
export async function dropMovedAnchors(tx: Tx, taskPk: number, moved: readonly MovedRow[]): Promise<void> {
  if (moved.length === 0) return;
  // Steps from name to name: a task has few views, and thousands of anchors in each.
  const views = await tx.$queryRaw<{ filter: string }[]>`
    WITH RECURSIVE f(filter) AS (
      (SELECT filter FROM subtask_anchor WHERE task_id = ${taskPk} ORDER BY filter LIMIT 1)
      UNION ALL
      SELECT (SELECT a.filter FROM subtask_anchor a WHERE a.task_id = ${taskPk} AND a.filter > f.filter
        ORDER BY a.filter LIMIT 1)
      FROM f WHERE f.filter IS NOT NULL
    ) SELECT filter FROM f WHERE filter IS NOT NULL`;
  const wrong = views.flatMap(({ filter }) => {
    const ord = findFirstMoved(filter, moved);
    return ord === null ? [] : [{ filter, ord }];
  });
  if (wrong.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM subtask_anchor a
    USING unnest(${wrong.map(({ filter }) => filter)}::text[], ${wrong.map(({ ord }) => ord)}::int[]) m(filter, ord)
    WHERE a.task_id = ${taskPk} AND a.filter = m.filter AND a.ord >= m.ord`;
}

/** Where the first row came into the view of that name, or left it; null: none did. */
export function findFirstMoved(name: string, moved: readonly MovedRow[]): number | null {
  const [, statuses, causes] = /^(?:s([\d,]+))?(?:c([\d,]+))?$/.exec(name) ?? [];
  const read = (list: string | undefined) => list && new Set(list.split(",").map(Number));
  const [words, reasons] = [read(statuses), read(causes)];
  const holds = ({ status, cause }: MovedRow["is"]) =>
    (!words || words.has(status)) && (!reasons || reasons.has(cause));
  const ords = moved.filter(({ was, is }) => holds(was) !== holds(is)).map(({ ord }) => ord);
  return ords.length === 0 ? null : Math.min(...ords);
}
