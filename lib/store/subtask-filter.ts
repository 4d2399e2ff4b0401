import type { Database } from "./db";
import { escapeLike } from "./escape-like";
import { findWordIds } from "./word-store";

export interface SubtaskFilter {
  status?: string[];
  /** Keys of `causeOf`. */
  cause?: string[];
  /** A device id or a part of one. */
  q?: string;
  /** Exactly so many tries. */
  tries?: number;
  commandId?: string;
}

/** A condition on `subtask s`, with `$1` the task; the other parameters follow. */
export interface Condition {
  sql: string;
  values: unknown[];
  /** By status and cause only: `subtask_count` knows the total. */
  counted: { statuses: number[] | null; causes: number[] | null } | null;
}

/** Null: no row can match, as a word or a cause of the filter was never met. */
export async function buildCondition(
  database: Database,
  taskPk: number,
  filter: SubtaskFilter,
): Promise<Condition | null> {
  const statuses = filter.status ? await findWordIds(database, filter.status) : null;
  const causes = filter.cause ? await findCauseIds(database, filter.cause) : null;
  if (statuses?.length === 0 || causes?.length === 0) return null;
  const values: unknown[] = [taskPk];
  const parts = ["s.task_id = $1"];
  const add = (value: unknown, part: (place: string) => string) => {
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  if (statuses) addIds(statuses, "s.status", "smallint", add);
  if (causes) addIds(causes, "s.cause_id", "int", add);
  if (filter.q) add(`%${escapeLike(filter.q)}%`, (place) => `s.target LIKE ${place}`);
  if (filter.tries) add(filter.tries, (place) => `s.attempt = ${place}`);
  if (filter.commandId) add(filter.commandId, (place) => `s.command_id = ${place}`);
  const counted = filter.q || filter.tries || filter.commandId ? null : { statuses, causes };
  return { sql: parts.join(" AND "), values, counted };
}

type Add = (value: unknown, part: (place: string) => string) => void;

/** One value as an equation, so that the index gives the rows in order; several as a set. */
function addIds(ids: number[], column: string, type: string, add: Add): void {
  if (ids.length === 1) add(ids[0], (place) => `${column} = ${place}::${type}`);
  else add(ids, (place) => `${column} = ANY(${place}::${type}[])`);
}

async function findCauseIds(database: Database, keys: string[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    "SELECT id FROM cause WHERE key = ANY($1::text[])",
    [keys],
  );
  return rows.map((row) => row.id);
}
