import type pg from "pg";

/** The table as it is made without a thought for size: ids at random, texts for words, the same ways to a row. */
const uuidShape = `
  CREATE TABLE uuid_shape (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), task_id uuid NOT NULL, position int NOT NULL, target text NOT NULL,
    status text NOT NULL, error_code text, error_msg text, output text, output_read boolean NOT NULL, attempt int,
    command_id text, first_seen_at timestamptz NOT NULL, changed_at timestamptz,
    UNIQUE (task_id, position), UNIQUE (task_id, target));
  CREATE INDEX ON uuid_shape (task_id, status, position);
  CREATE INDEX ON uuid_shape (task_id, error_code, position)`;

/** Bytes a row takes with all indexes, in our table and in that one, the same rows loaded in the same order. */
export async function measureShapes(
  raw: pg.Client,
  taskPk: number,
  rows: number,
): Promise<{ ours: number; uuid: number }> {
  await raw.query("CREATE TABLE own_shape (LIKE subtask INCLUDING ALL)");
  await raw.query(uuidShape);
  await raw.query(
    "INSERT INTO own_shape SELECT * FROM subtask WHERE task_id = $1 AND ord < $2 ORDER BY ord",
    [taskPk, rows],
  );
  await raw.query(
    `INSERT INTO uuid_shape (task_id, position, target, status, error_code, error_msg, output, output_read, attempt,
       command_id, first_seen_at, changed_at)
     SELECT '0192f1a0-0000-7000-8000-000000000001', ord, target, w.word, error_code, error_msg, output, output_read,
       attempt, command_id, first_seen_at, changed_at
     FROM subtask s JOIN word w ON w.id = s.status WHERE task_id = $1 AND ord < $2 ORDER BY ord`,
    [taskPk, rows],
  );
  const { rows: sizes } = await raw.query<{ ours: number; uuid: number }>(
    `SELECT pg_total_relation_size('own_shape')::float8 / $1 AS ours,
       pg_total_relation_size('uuid_shape')::float8 / $1 AS uuid`,
    [rows],
  );
  await raw.query("DROP TABLE own_shape, uuid_shape");
  return sizes[0] ?? { ours: Number.NaN, uuid: Number.NaN };
}
