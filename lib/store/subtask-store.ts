import type { Subtask } from "@/lib/contracts/subtasks";
import { toLegacyWord } from "@/lib/domain/legacy-words";
import type { Database, Db } from "./db";
import { buildCondition, type Condition, type SubtaskFilter } from "./subtask-filter";
import { wordsOf } from "./word-store";

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

/** A page in order of first sight, which never changes. */
export async function pageSubtasks(
  database: Database,
  taskPk: number,
  query: SubtaskPageQuery,
): Promise<SubtaskPage> {
  const condition = await buildCondition(database, taskPk, query);
  if (!condition) return { rows: [], total: 0, nextOrd: null };
  const total = await countRows(database, condition);
  const found = await readPage(database, condition, query);
  const words = await wordsOf(database, [...new Set(found.map((row) => row.status))]);
  const shown = found.slice(0, query.limit);
  return {
    rows: shown.map((row) => toSubtask(row, words)),
    total,
    nextOrd: found.length > query.limit ? (shown.at(-1)?.ord ?? null) : null,
  };
}

export interface CauseTotal {
  cause: string;
  code: string | null;
  /** The commonest text of the platform for it, raw. */
  message: string | null;
  count: number;
}

/** Rows by status and failed rows by cause, the commonest cause first; exact, from the counts kept with the rows. */
export async function summariseSubtasks(
  database: Database,
  taskPk: number,
): Promise<{ byStatus: Record<string, number>; byError: CauseTotal[] }> {
  const counts = await readCounts(database, taskPk);
  const words = await wordsOf(database, [...new Set(counts.map((row) => row.status))]);
  const byStatus: Record<string, number> = {};
  for (const { status, n } of counts) {
    const word = words.get(status) ?? String(status);
    byStatus[word] = (byStatus[word] ?? 0) + n;
  }
  const failed = counts.some((row) => row.cause_id !== 0);
  return { byStatus, byError: failed ? await readCauseTotals(database, taskPk) : [] };
}

/** How many rows of each status there are; inside a transaction, its own writes included. */
export async function countByStatus(db: Db, taskPk: number): Promise<Record<string, number>> {
  const rows = await db.$queryRaw<{ word: string; n: number }[]>`
    SELECT w.word, sum(c.n)::int AS n FROM subtask_count c JOIN word w ON w.id = c.status
    WHERE c.task_id = ${taskPk} AND c.n > 0 GROUP BY w.word`;
  return Object.fromEntries(rows.map((row) => [row.word, row.n]));
}

/** Every device id that matches but the given ones, in the table's order; one with several commands once. */
export async function selectTargets(
  database: Database,
  taskPk: number,
  filter: SubtaskFilter,
  except: string[] = [],
): Promise<string[]> {
  const condition = await buildCondition(database, taskPk, filter);
  if (!condition) return [];
  const { rows } = await database.pool.query<{ target: string }>(
    `SELECT s.target FROM subtask s
     WHERE ${condition.sql} AND s.target <> ALL($${condition.values.length + 1}::text[]) ORDER BY s.ord`,
    [...condition.values, except],
  );
  return [...new Set(rows.map((row) => row.target))];
}

/** What is known of these devices in the task, of several commands the first one; one that is not in it is left out. */
export async function findSubtasks(
  database: Database,
  taskPk: number,
  targets: string[],
): Promise<Map<string, { status: string; attempt: number | null }>> {
  const { rows } = await database.pool.query<{ target: string; word: string; attempt: number | null }>(
    `SELECT s.target, w.word, s.attempt FROM subtask s JOIN word w ON w.id = s.status
     WHERE s.task_id = $1 AND s.target = ANY($2::text[]) ORDER BY s.dup DESC`,
    [taskPk, targets],
  );
  return new Map(rows.map((row) => [row.target, { status: row.word, attempt: row.attempt }]));
}

interface SubtaskRow {
  ord: number;
  target: string;
  status: number;
  cause: string | null;
  error_code: string | null;
  error_msg: string | null;
  output: string | null;
  attempt: number | null;
  command_id: string | null;
  first_seen_at: Date;
  changed_at: Date | null;
  /** The platform's, the same on every row. */
  kind: string;
}

const columns = `s.ord, s.target, s.status, c.key AS cause, s.error_code, s.error_msg, s.output, s.attempt,
  s.command_id, s.first_seen_at, s.changed_at`;

/**
 * One row more than asked for, which tells whether there is a next page. `ord` is dense, so page p of everything is
 * arithmetic; page p of a filter counts off positions in the index before any row is fetched.
 */
async function readPage(
  database: Database,
  condition: Condition,
  query: SubtaskPageQuery,
): Promise<SubtaskRow[]> {
  const { sql, values } = condition;
  const isEverything = values.length === 1;
  const skip = query.page ? (query.page - 1) * query.limit : 0;
  const from = query.page && isEverything ? skip : (query.afterOrd ?? -1) + 1;
  const place = values.length;
  const { rows } = await database.pool.query<SubtaskRow>(
    `SELECT ${columns},
       (SELECT n.kind FROM task t JOIN connection n ON n.id = t.connection_id WHERE t.id = $1) AS kind
     FROM subtask s
     JOIN (SELECT s.ord FROM subtask s WHERE ${sql} AND s.ord >= $${place + 1}
           ORDER BY s.ord LIMIT $${place + 2} OFFSET $${place + 3}) page ON page.ord = s.ord
     LEFT JOIN cause c ON c.id = s.cause_id
     WHERE s.task_id = $1 ORDER BY s.ord`,
    [...values, from, query.limit + 1, isEverything ? 0 : skip],
  );
  return rows;
}

async function countRows(database: Database, condition: Condition): Promise<number> {
  const { counted, sql, values } = condition;
  const { rows } = counted
    ? await database.pool.query<{ n: number }>(
        `SELECT COALESCE(sum(n), 0)::int AS n FROM subtask_count WHERE task_id = $1
           AND ($2::smallint[] IS NULL OR status = ANY($2)) AND ($3::int[] IS NULL OR cause_id = ANY($3))`,
        [values[0], counted.statuses, counted.causes],
      )
    : await database.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM subtask s WHERE ${sql}`,
        values,
      );
  return rows[0]?.n ?? 0;
}

async function readCounts(database: Database, taskPk: number) {
  const { rows } = await database.pool.query<{ status: number; cause_id: number; n: number }>(
    "SELECT status, cause_id, n FROM subtask_count WHERE task_id = $1 AND n > 0",
    [taskPk],
  );
  return rows;
}

async function readCauseTotals(database: Database, taskPk: number): Promise<CauseTotal[]> {
  const { rows } = await database.pool.query<CauseTotal>(
    `SELECT c.key AS cause, c.code, m.message, k.n AS count
     FROM (SELECT cause_id, sum(n)::int AS n FROM subtask_count
           WHERE task_id = $1 AND cause_id <> 0 AND n > 0 GROUP BY cause_id) k
     JOIN cause c ON c.id = k.cause_id
     LEFT JOIN (SELECT cause_id, mode() WITHIN GROUP (ORDER BY error_msg) AS message FROM subtask
                WHERE task_id = $1 AND cause_id IS NOT NULL GROUP BY cause_id) m ON m.cause_id = k.cause_id
     ORDER BY k.n DESC, c.key`,
    [taskPk],
  );
  return rows;
}

function toSubtask(row: SubtaskRow, words: ReadonlyMap<number, string>): Subtask {
  const status = words.get(row.status) ?? String(row.status);
  return {
    target: row.target,
    status,
    platformStatus: row.kind === "na" ? toLegacyWord(status) : status,
    output: row.output,
    cause: row.cause,
    errorCode: row.error_code,
    errorMessage: row.error_msg,
    attempt: row.attempt,
    firstSeenAt: row.first_seen_at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
    ...(row.command_id === null ? {} : { commandId: row.command_id }),
  };
}
