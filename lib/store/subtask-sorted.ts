import type { Subtask } from "@/lib/contracts/subtasks";
import type { Database } from "./db";
import { escapeLike } from "./escape-like";
import { isoTimes } from "./iso-times";
import { StatementValues } from "./statement-values";
import {
  isCounted,
  resolveFilter,
  type SubtaskFilter,
  type SubtaskView,
  writeCondition,
} from "./subtask-filter";
import { writeTotal } from "./subtask-range";
import { type SubtaskRow, subtaskColumns, toSubtasks } from "./subtask-row";
import { isOnlyPrefix, readTargetShape } from "./target-shape";

/** Where a row stands in order of devices; one with several commands has several rows. */
export interface DevicePlace {
  target: string;
  dup: number;
}

export interface DevicePageQuery extends SubtaskFilter {
  descending: boolean;
  limit: number;
  /** 1-based; excludes `after`. */
  page?: number;
  after?: DevicePlace;
}

export interface DevicePage {
  rows: Subtask[];
  /** Rows that match, over all pages. */
  total: number;
  /** The place to go on behind; null at the end. */
  next: DevicePlace | null;
}

/**
 * A page in order of device ids, by their bytes. Ids never change, so a place stays true while rows change; one that
 * comes meanwhile moves those behind it. Their index has the order: pages are counted off in it, from the nearer end.
 */
export async function pageByDevice(
  database: Database,
  taskPk: number,
  query: DevicePageQuery,
): Promise<DevicePage> {
  const view = await resolveFilter(database, taskPk, query);
  if (!view) return { rows: [], total: 0, next: null };
  const found = await findPage(database, view, query);
  const shown = found.rows.slice(0, query.limit);
  const last = found.rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    rows: await toSubtasks(database, taskPk, shown),
    total: found.total,
    next: last ? { target: last.target, dup: last.dup } : null,
  };
}

type PlacedRow = SubtaskRow & { dup: number; seen_at: number };

interface FoundPage {
  rows: PlacedRow[];
  total: number;
  /** The task's `next_ord` when the rows were read, or counted. */
  seenAt: number;
}

/** Where `q` can only be how an id starts, it is a range of the index: true if it still is of all rows that were read. */
async function findPage(database: Database, view: SubtaskView, query: DevicePageQuery): Promise<FoundPage> {
  const { taskPk, q } = view;
  if (q !== null && isOnlyPrefix(q, await readTargetShape(database, taskPk))) {
    const found = await readPage(database, view, query, `${escapeLike(q)}%`);
    if (isOnlyPrefix(q, await readTargetShape(database, taskPk, found.seenAt))) return found;
  }
  return readPage(database, view, query, `%${escapeLike(q ?? "")}%`);
}

async function readPage(
  database: Database,
  view: SubtaskView,
  query: DevicePageQuery,
  pattern: string,
): Promise<FoundPage> {
  const counted = await countRows(database, view, pattern);
  const skip = query.page ? (query.page - 1) * query.limit : 0;
  // One row more than asked for tells whether there is a next page.
  const limit = Math.min(query.limit + 1, Math.max(0, counted.total - skip));
  const isFar = skip > counted.total / 2;
  const rows =
    query.page && limit === 0
      ? []
      : await readRows(database, view, {
          pattern,
          after: query.page ? undefined : query.after,
          backwards: query.descending !== isFar,
          skip: isFar ? counted.total - skip - limit : skip,
          limit: query.page ? limit : query.limit + 1,
        });
  return {
    rows: isFar ? rows.reverse() : rows,
    total: counted.total,
    seenAt: rows[0]?.seen_at ?? counted.seenAt,
  };
}

interface Walk {
  pattern: string;
  after: DevicePlace | undefined;
  /** From the last id to the first. */
  backwards: boolean;
  skip: number;
  limit: number;
}

async function readRows({ pool }: Database, view: SubtaskView, walk: Walk): Promise<PlacedRow[]> {
  const values = new StatementValues();
  const condition = writeCondition(view, values, walk.pattern);
  const way = walk.backwards ? "DESC" : "ASC";
  const { after } = walk;
  const behind = after
    ? `AND (s.target, s.dup) ${walk.backwards ? "<" : ">"} (${values.add(after.target)}, ${values.add(after.dup)}::smallint)`
    : "";
  // Ids are walked in their index alone; the rows are fetched for those of the page.
  const { rows } = await pool.query<PlacedRow>({
    text: `SELECT ${subtaskColumns}, s.dup, (SELECT next_ord FROM task WHERE id = $1) AS seen_at
      FROM (SELECT s.target, s.dup FROM subtask s WHERE ${condition} ${behind}
        ORDER BY s.target ${way}, s.dup ${way}
        LIMIT ${values.add(walk.limit)} OFFSET ${values.add(walk.skip)}) page
      JOIN subtask s ON s.task_id = $1 AND s.target = page.target AND s.dup = page.dup
      WHERE s.ord >= 0 ORDER BY s.target ${way}, s.dup ${way}`,
    values: values.list,
    types: isoTimes,
  });
  return rows;
}

async function countRows(
  { pool }: Database,
  view: SubtaskView,
  pattern: string,
): Promise<{ total: number; seenAt: number }> {
  const values = new StatementValues();
  const total = isCounted(view)
    ? writeTotal(view, values)
    : `SELECT count(*)::int FROM subtask s WHERE ${writeCondition(view, values, pattern)}`;
  const { rows } = await pool.query<{ total: number; seenAt: number | null }>(
    `SELECT (${total}) AS total, (SELECT next_ord FROM task WHERE id = $1) AS "seenAt"`,
    values.list,
  );
  return { total: rows[0]?.total ?? 0, seenAt: rows[0]?.seenAt ?? 0 };
}
