import type pg from "pg";

export interface LargeTasks {
  /** A task of a million rows; its number in the database. */
  million: LargeTask;
  /** One of thirty thousand, as the platform makes them at most. */
  usual: LargeTask;
}

export interface LargeTask {
  pk: number;
  rows: number;
}

/** Each a hundredth of the rows; the words are numbered by their place. */
const statuses = [
  { word: "Success", share: 84 },
  { word: "Fail", share: 10 },
  { word: "Processing", share: 2 },
  { word: "Waitting", share: 1 },
  { word: "Stopped", share: 1 },
  { word: "FailWaitRetry", share: 1 },
  { word: "Timeout", share: 1 },
] as const;
const codes = ["014016", "014111", "014108", "014026", "000007", "014006", "014090", "014053"];

/** A device's id in the order of first sight, as the platform makes them: the product's id, `_` and the node's. */
export function targetOf(ord: number): string {
  return `65a1c0e2f7b94d3e8a11c5d0_wm-${String(ord).padStart(7, "0")}`;
}

/** Five million rows: a task of a million, and enough of thirty thousand. Indexes are made last, as a restore does it. */
export async function fillLargeTasks(
  raw: pg.Client,
  addTask: () => Promise<number>,
  divisor: number,
): Promise<LargeTasks> {
  await raw.query("INSERT INTO word (word) SELECT unnest($1::text[])", [statuses.map(({ word }) => word)]);
  await raw.query("INSERT INTO cause (key, code) SELECT c, c FROM unnest($1::text[]) c", [
    codes.map((code) => `IOTDA.${code}`),
  ]);
  const restoreIndexes = await takeIndexes(raw);
  const usualRows = 30_000 / divisor;
  const others = await fill(raw, addTask, { count: 66, rows: usualRows });
  const [million = 0] = await fill(raw, addTask, { count: 1, rows: 1_000_000 / divisor });
  await fill(raw, addTask, { count: 67, rows: usualRows });
  await restoreIndexes();
  await raw.query(
    `INSERT INTO subtask_count (task_id, status, cause_id, n)
     SELECT task_id, status, COALESCE(cause_id, 0), count(*) FROM subtask GROUP BY 1, 2, 3`,
  );
  await raw.query("VACUUM ANALYZE");
  return {
    million: { pk: million, rows: 1_000_000 / divisor },
    usual: { pk: others[33] ?? 0, rows: usualRows },
  };
}

async function fill(
  raw: pg.Client,
  addTask: () => Promise<number>,
  { count, rows }: { count: number; rows: number },
): Promise<number[]> {
  const pks: number[] = [];
  for (let made = 0; made < count; made += 1) pks.push(await addTask());
  // A multiplication by an odd constant scatters what row has which status, the same in every run.
  await raw.query(
    `INSERT INTO subtask (task_id, ord, target, status, cause_id, error_code, error_msg, output, attempt, first_seen_at,
       changed_at)
     SELECT pk, ord, '65a1c0e2f7b94d3e8a11c5d0_wm-' || lpad(ord::text, 7, '0'), word.id, c.id, c.code,
       CASE WHEN c.id IS NOT NULL THEN 'The device did not answer within ' || 20 + ord % 3 || ' s.' END,
       CASE WHEN word.word = 'Success' THEN 'V1.1.' || ord % 50 END, 1, now(), now()
     FROM unnest($1::int[]) pk CROSS JOIN generate_series(0, $2::int - 1) ord
     CROSS JOIN LATERAL (SELECT ord::bigint * 2654435761 % 4294967296 AS dice) d
     JOIN (SELECT (SELECT id FROM word w WHERE w.word = s.word) AS id, s.word, place
           FROM unnest($3::text[]) WITH ORDINALITY s(word, place)) word ON word.place = dice % 100 + 1
     LEFT JOIN cause c ON word.word IN ('Fail', 'FailWaitRetry', 'Timeout') AND c.id = 1 + dice / 1000 % $4
     ORDER BY pk, ord`,
    [pks, rows, statuses.flatMap(({ word, share }) => Array(share).fill(word)), codes.length],
  );
  await raw.query("UPDATE task SET next_ord = $2, subtasks_read = $2, total = $2 WHERE id = ANY($1)", [
    pks,
    rows,
  ]);
  return pks;
}

/** Drops what is indexed on `subtask`; the answer makes it again. */
async function takeIndexes(raw: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await raw.query<{ name: string; definition: string; key: string | null }>(
    `SELECT i.indexname AS name, i.indexdef AS definition, pg_get_constraintdef(c.oid) AS key
     FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname AND c.conrelid = 'subtask'::regclass
     WHERE i.tablename = 'subtask'`,
  );
  for (const { name, key } of rows) {
    await raw.query(key ? `ALTER TABLE subtask DROP CONSTRAINT "${name}"` : `DROP INDEX "${name}"`);
  }
  return async () => {
    for (const { name, definition, key } of rows) {
      await raw.query(key ? `ALTER TABLE subtask ADD CONSTRAINT "${name}" ${key}` : definition);
    }
  };
}
