import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { causesOf, findCauseIds } from "./cause-store";
import type { Database } from "./db";
import { escapeLike } from "./escape-like";
import { StatementValues } from "./statement-values";
import { findWordIds, wordsOf } from "./word-store";

export interface StoredFreeze {
  /** Our own number. */
  id: number;
  at: Date;
  rows: number;
  task: Task;
  summary: SubtaskSummary;
  madeBy: { id: string; name: string };
}

/** The freeze of that key, when it is one of the task at that address; whatever else there is of the task is not asked for. */
export async function findFreeze(
  { pool }: Database,
  place: { connection: string; taskId: string; key: string },
): Promise<StoredFreeze | null> {
  const { rows } = await pool.query<StoredFreeze>(
    `SELECT f.id, f.at, f.rows, f.task, f.summary,
       json_build_object('id', f.made_by_id, 'name', f.made_by_name) AS "madeBy"
     FROM task_freeze f JOIN task t ON t.id = f.task_id JOIN connection n ON n.id = t.connection_id
     WHERE f.key = $1::uuid AND t.task_id = $2 AND n.slug = $3`,
    [place.key, place.taskId, place.connection],
  );
  return rows[0] ?? null;
}

export interface FrozenQuery {
  status?: readonly string[];
  cause?: readonly string[];
  /** A device id or a part of one. */
  q?: string;
  limit: number;
  /** 1-based; ignored when `afterOrd` is given. */
  page?: number;
  afterOrd?: number;
}

export interface FrozenRow {
  /** Its place in order of first sight, from 0. */
  ord: number;
  target: string;
  status: string;
  cause: string | null;
}

interface PageRow {
  ord: number;
  target: string;
  status: number;
  cause_id: number | null;
}

const nothing = { rows: [], total: 0, nextOrd: null };

/** A page in order of first sight. All rows are counted at once; of some of them the copy is read through. */
export async function pageFrozenRows(
  database: Database,
  freeze: { id: number; rows: number },
  { status, cause, q, limit, page = 1, afterOrd }: FrozenQuery,
): Promise<{ rows: FrozenRow[]; total: number; nextOrd: number | null }> {
  const statuses = status && (await findWordIds(database, [...status]));
  const causes = cause && (await findCauseIds(database, cause));
  if (statuses?.length === 0 || causes?.length === 0) return nothing;
  const values = new StatementValues();
  const parts = [`s.freeze_id = ${values.add(freeze.id)}`];
  if (statuses) parts.push(`s.status = ANY(${values.add(statuses)}::smallint[])`);
  if (causes) parts.push(`s.cause_id = ANY(${values.add(causes)}::int[])`);
  if (q) parts.push(`s.target LIKE ${values.add(`%${escapeLike(q)}%`)}`);
  const isWhole = parts.length === 1;
  const total = isWhole ? freeze.rows : await count(database, parts, values.list);
  const skip = afterOrd === undefined ? (page - 1) * limit : 0;
  // Places of whole copies are dense: a page of them is arithmetic.
  const from = afterOrd === undefined ? (isWhole ? skip : 0) : afterOrd + 1;
  parts.push(`s.ord >= ${values.add(from)}`);
  const found = await database.pool.query<PageRow>(
    `SELECT s.ord, s.target, s.status, s.cause_id FROM frozen_subtask s WHERE ${parts.join(" AND ")}
     ORDER BY s.ord LIMIT ${values.add(limit + 1)} OFFSET ${values.add(isWhole ? 0 : skip)}`,
    values.list,
  );
  const shown = found.rows.slice(0, limit);
  const next = found.rows.length > limit ? (shown.at(-1)?.ord ?? null) : null;
  return { rows: await nameRows(database, shown), total, nextOrd: next };
}

async function count({ pool }: Database, parts: readonly string[], values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM frozen_subtask s WHERE ${parts.join(" AND ")}`,
    [...values],
  );
  return rows[0]?.n ?? 0;
}

async function nameRows(database: Database, rows: readonly PageRow[]): Promise<FrozenRow[]> {
  const words = await wordsOf(database, [...new Set(rows.map((row) => row.status))]);
  const causes = await causesOf(database, [...new Set(rows.flatMap((row) => row.cause_id ?? []))]);
  return rows.map(({ ord, target, status, cause_id: cause }) => ({
    ord,
    target,
    status: words.get(status) ?? String(status),
    cause: cause === null ? null : (causes.get(cause)?.key ?? null),
  }));
}
