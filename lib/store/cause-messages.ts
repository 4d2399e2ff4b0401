import type { Database } from "./db";

/** Rows that are looked at: all of a cause with no more of them, else as many from places all over the task. */
const sample = { rows: 20_000, places: 20 } as const;

export interface FoundMessages {
  items: { message: string | null; count: number }[];
  /** Different texts, of rows looked at, of rows in all. */
  distinct: number;
  looked: number;
  total: number;
}

/** The commonest texts of a cause in a task, `most` of them; null when the task has no row with it. */
export async function readCauseMessages(
  { pool }: Pick<Database, "pool">,
  taskPk: number,
  cause: string,
  most: number,
): Promise<FoundMessages | null> {
  const { rows: counted } = await pool.query<{ id: number; total: number }>(
    `SELECT c.id, sum(n.n)::int AS total FROM cause c JOIN subtask_count n ON n.task_id = $1 AND n.cause_id = c.id
     WHERE c.key = $2 GROUP BY c.id HAVING sum(n.n) > 0`,
    [taskPk, cause],
  );
  const [known] = counted;
  if (!known) return null;
  const places = known.total > sample.rows ? sample.places : 1;
  const { rows } = await pool.query<{
    message: string | null;
    count: number;
    distinct: number;
    looked: number;
  }>(
    `SELECT m.error_msg AS message, count(*)::int AS count, (count(*) OVER ())::int AS distinct,
       (sum(count(*)) OVER ())::int AS looked
     FROM task t, generate_series(0, $4::int - 1) place,
       LATERAL (SELECT s.ord, s.error_msg FROM subtask s
         WHERE s.task_id = $1 AND s.cause_id = $2
           AND s.ord >= CASE place WHEN 0 THEN -2147483648 ELSE place::bigint * t.next_ord / $4::int END
           AND ($4::int = 1 OR s.ord < (place + 1)::bigint * t.next_ord / $4::int)
         ORDER BY s.ord LIMIT $5 / $4::int) m
     WHERE t.id = $1 GROUP BY 1 ORDER BY count(*) DESC, min(m.ord) LIMIT $3`,
    [taskPk, known.id, most, places, sample.rows],
  );
  const [first] = rows;
  return {
    items: rows.map(({ message, count }) => ({ message, count })),
    distinct: first?.distinct ?? 0,
    looked: first?.looked ?? 0,
    total: known.total,
  };
}
