import type { Database } from "./db";

/** What rows of one table take up, in bytes, whatever of its files is free again. */
export interface TableSize {
  /** Rows with their share of the indexes. */
  live: number;
  /** How much one byte of a row is in all, indexes included: what deleting it makes free. */
  perRowByte: number;
}

/** Pages looked at: enough for an error of some 2 %, and 40 MB to read at most. */
const samplePages = 5_000;
const pageBytes = 8_192;

/**
 * The size of a table as retention means it. Files do not shrink when rows are deleted, so their size says nothing about
 * what is left to delete: the live rows on random pages do, and the indexes are as full as the table.
 */
export async function measureTable(
  { pool }: Database,
  table: "subtask" | "subtask_change",
): Promise<TableSize> {
  const { rows: files } = await pool.query<{ heap: number; total: number }>(
    "SELECT pg_relation_size($1::regclass)::float8 AS heap, pg_total_relation_size($1::regclass)::float8 AS total",
    [table],
  );
  const { heap = 0, total = 0 } = files[0] ?? {};
  if (heap === 0) return { live: 0, perRowByte: 1 };
  const percent = Math.min(100, (100 * samplePages * pageBytes) / heap);
  const { rows } = await pool.query<{ bytes: number }>(
    `SELECT COALESCE(sum(${rowBytes("s")}), 0)::float8 AS bytes FROM ${table} s TABLESAMPLE SYSTEM ($1::float4)`,
    [percent],
  );
  const used = Math.min(1, ((rows[0]?.bytes ?? 0) * 100) / percent / heap);
  return { live: total * used, perRowByte: total / heap };
}

/** SQL: what a row takes of its page, with the pointer to it. */
export function rowBytes(alias: string): string {
  return `(pg_column_size(${alias}.*) + 7) / 8 * 8 + 4`;
}
