import type pg from "pg";
import type { Database } from "./db";

/** Rows of a cause that are looked at: all of a cause with no more of them, else as many from places all over the task. */
const sample = { rows: 1_000, places: 20 } as const;

interface KeptMessages {
  version: number;
  messages: Promise<ReadonlyMap<number, string>>;
}

const kept = new WeakMap<pg.Pool, Map<number, KeptMessages>>();
const mostTasks = 500;

/**
 * The commonest text of each cause, by its number; of equally common ones the first in order. Read once for a state of
 * the rows (`version` is the task's `rows_version`), however many people ask; exact up to 1,000 rows of a cause, above
 * that the commonest of 1,000 from twenty places of the task. Of dropped rows one stays with that text, below `ord` 0.
 */
export function readCommonMessages(
  { pool }: Database,
  taskPk: number,
  counts: ReadonlyMap<number, number>,
  version: number,
): Promise<ReadonlyMap<number, string>> {
  const tasks = tasksOf(pool);
  const known = tasks.get(taskPk);
  if (known && known.version >= version) return known.messages;
  const messages = readMessages(pool, taskPk, counts);
  tasks.set(taskPk, { version, messages });
  messages.catch(() => tasks.delete(taskPk));
  return messages;
}

function tasksOf(pool: pg.Pool): Map<number, KeptMessages> {
  const tasks = kept.get(pool);
  if (tasks && tasks.size < mostTasks) return tasks;
  const empty = new Map<number, KeptMessages>();
  kept.set(pool, empty);
  return empty;
}

/** Causes of many rows are read at twenty places each, at most 50 rows a place: never more than the sample. */
async function readMessages(
  pool: pg.Pool,
  taskPk: number,
  counts: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await pool.query<{ cause_id: number; message: string }>(
    `SELECT c.id AS cause_id, mode() WITHIN GROUP (ORDER BY m.error_msg) AS message
     FROM task t, unnest($2::int[], $3::int[]) c(id, places), generate_series(0, c.places - 1) place,
       LATERAL (SELECT s.error_msg FROM subtask s
         WHERE s.task_id = $1 AND s.cause_id = c.id
           AND s.ord >= CASE place WHEN 0 THEN -2147483648 ELSE place::bigint * t.next_ord / c.places END
           AND (c.places = 1 OR s.ord < (place + 1)::bigint * t.next_ord / c.places)
         ORDER BY s.ord LIMIT $4 / c.places) m
     WHERE t.id = $1 GROUP BY c.id`,
    [
      taskPk,
      [...counts.keys()],
      [...counts.values()].map((n) => (n > sample.rows ? sample.places : 1)),
      sample.rows,
    ],
  );
  return new Map(rows.map((row) => [row.cause_id, row.message]));
}
