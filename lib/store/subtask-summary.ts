import { causesOf } from "./cause-store";
import { readCommonMessages } from "./common-messages";
import type { Database } from "./db";
import { queryHot } from "./hot-query";
import { wordsOf } from "./word-store";

export interface CauseTotal {
  cause: string;
  code: string | null;
  /** The commonest text of the platform for it, raw (`readCommonMessages` says among how many). */
  message: string | null;
  count: number;
}

/** Rows by status and failed rows by cause, the commonest cause first; exact, from the counts kept with the rows. */
export async function summariseSubtasks(database: Database, taskPk: number): Promise<RowTotals> {
  const rows = await queryHot<CountRow>(
    database.pool,
    `SELECT status, cause_id, n, (SELECT rows_version FROM task WHERE id = $1) AS version
     FROM subtask_count WHERE task_id = $1 AND n > 0`,
    [taskPk],
  );
  return nameCounts(database, taskPk, rows);
}

/** Counts of a task's rows, however they were read, with the words for them. */
export async function nameCounts(
  database: Database,
  taskPk: number,
  rows: readonly CountRow[],
): Promise<RowTotals> {
  const words = await wordsOf(database, [...new Set(rows.map((row) => row.status))]);
  const failed = addUp(rows.filter((row) => row.cause_id !== 0).map((row) => [row.cause_id, row.n]));
  return {
    byStatus: Object.fromEntries(
      addUp(rows.map((row) => [words.get(row.status) ?? String(row.status), row.n])),
    ),
    byError: failed.size === 0 ? [] : await nameCauses(database, taskPk, failed, rows[0]?.version ?? 0),
  };
}

export interface RowTotals {
  byStatus: Record<string, number>;
  byError: CauseTotal[];
}

export interface CountRow {
  status: number;
  cause_id: number;
  n: number;
  /** The task's, the same on every row. */
  version: number;
}

async function nameCauses(
  database: Database,
  taskPk: number,
  counts: ReadonlyMap<number, number>,
  version: number,
): Promise<CauseTotal[]> {
  const names = await causesOf(database, [...counts.keys()]);
  const messages = await readCommonMessages(database, taskPk, counts, version);
  return [...counts]
    .map(([id, count]) => {
      const { key, code } = names.get(id) ?? { key: String(id), code: null };
      return { cause: key, code, message: messages.get(id) ?? null, count };
    })
    .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}

function addUp<Key>(counts: readonly (readonly [Key, number])[]): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const [key, n] of counts) sums.set(key, (sums.get(key) ?? 0) + n);
  return sums;
}
