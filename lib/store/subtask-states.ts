import { isFailedSubtaskStatus } from "@/lib/domain/statuses";
import type { Database } from "./db";
import { StatementValues } from "./statement-values";

/** As of when rows are looked at: a moment, or the end of an attempt. */
export type StateSide = { at: Date } | { attempt: number };

/** How a row stood; null: it was not seen yet. */
export interface RowState {
  status: number | null;
  /** Of a row that is still as it was then. */
  causeId: number | null;
  /** Of one that failed and changed since: what its cause is made of (`causeOf`). */
  code: string | null;
  /** With a 5 for every digit but 0 (`0x`), which changes no cause: ids and times would make a group of each row. */
  message: string | null;
  /** A text of the platform for it. */
  sample: string | null;
}

export interface StatePair {
  was: RowState;
  is: RowState;
  count: number;
}

/** Rows in one statement: some 0.2 s with their history. */
const chunkRows = 50_000;

/**
 * Rows of a task by how they stood at two times, piece by piece in order of `ord`. A row's state at a moment is what its
 * first change after that moment says it was before, else what it is; at the end of an attempt, what the last change of
 * that attempt says. What is read for moments in the past stays the same, however rows move meanwhile.
 */
export async function* countStates(
  database: Database,
  taskPk: number,
  sides: { from: StateSide; to: StateSide },
): AsyncGenerator<StatePair[]> {
  for await (const rows of walk<CountedRow>(database, taskPk, sides, writeCounts)) yield rows.map(toPair);
}

/** The same, row by row: only those whose status is what is asked for, or that failed at either time. */
export async function* listStates(
  database: Database,
  taskPk: number,
  sides: { from: StateSide; to: StateSide },
  wanted: { was: number | null; is: number | null } | "failed",
): AsyncGenerator<(StatePair & { ord: number })[]> {
  const write: WriteQuery = (values, failed) =>
    wanted === "failed"
      ? `SELECT *, was_text AS was_sample, is_text AS is_sample, 1 AS count FROM state
         WHERE was_status = ANY(${failed}) OR is_status = ANY(${failed})`
      : `SELECT *, NULL AS was_sample, NULL AS is_sample, 1 AS count FROM state
         WHERE was_status IS NOT DISTINCT FROM ${values.add(wanted.was)}::smallint
           AND is_status IS NOT DISTINCT FROM ${values.add(wanted.is)}::smallint`;
  for await (const rows of walk<CountedRow & { ord: number }>(database, taskPk, sides, write)) {
    yield rows.map((row) => ({ ...toPair(row), ord: row.ord }));
  }
}

const stateColumns =
  "was_status, was_cause_id, was_code, was_message, is_status, is_cause_id, is_code, is_message";

const writeCounts: WriteQuery = () =>
  `SELECT ${stateColumns}, min(was_text) AS was_sample, min(is_text) AS is_sample, count(*)::int AS count
   FROM state GROUP BY ${stateColumns}`;

type WriteQuery = (values: StatementValues, failed: string) => string;

type CountedRow = Record<`${"was" | "is"}_${"status" | "cause_id"}`, number | null> &
  Record<`${"was" | "is"}_${"code" | "message" | "sample"}`, string | null> & { count: number };

async function* walk<Row>(
  { pool }: Database,
  taskPk: number,
  { from, to }: { from: StateSide; to: StateSide },
  writeQuery: WriteQuery,
): AsyncGenerator<Row[]> {
  const { rows: found } = await pool.query<{ rows: number; failed: { id: number; word: string }[] }>(
    `SELECT next_ord AS rows, (SELECT COALESCE(json_agg(w), '[]') FROM word w) AS failed FROM task WHERE id = $1`,
    [taskPk],
  );
  const rows = found[0]?.rows ?? 0;
  const failedIds = (found[0]?.failed ?? [])
    .filter(({ word }) => isFailedSubtaskStatus(word))
    .map(({ id }) => id);
  for (let start = 0; start < rows; start += chunkRows) {
    const values = new StatementValues();
    const failed = `${values.add(failedIds)}::smallint[]`;
    const task = values.add(taskPk);
    const parts = [
      writeSide(from, "was", { task, failed, values }),
      writeSide(to, "is", { task, failed, values }),
    ];
    // A row that has not reached both attempts has nothing to compare.
    const reached = "attempt" in to ? `AND COALESCE(s.attempt, 1) >= ${values.add(to.attempt)}` : "";
    const text = `WITH state AS MATERIALIZED (
        SELECT s.ord, ${parts.map(({ columns }) => columns).join(", ")}
        FROM subtask s ${parts.map(({ past }) => past).join(" ")}
        WHERE s.task_id = ${task} AND s.ord >= ${values.add(start)} AND s.ord < ${values.add(start + chunkRows)} ${reached}
      ) ${writeQuery(values, failed)}`;
    yield (await pool.query(text, values.list)).rows as Row[];
  }
}

interface SideParts {
  task: string;
  failed: string;
  values: StatementValues;
}

/** `past` is the change that says how a row stood then; `columns` what it says, or what the row is. */
function writeSide(side: StateSide, name: "was" | "is", { task, failed, values }: SideParts) {
  const alias = name.charAt(0);
  const then = "at" in side ? `${values.add(side.at)}::timestamptz` : values.add(side.attempt);
  const [condition, order, seen, isPast, moved] =
    "at" in side
      ? [
          `at > ${then}`,
          "id + 0",
          `s.first_seen_at <= ${then}`,
          `${alias}.ord IS NOT NULL`,
          `s.changed_at > ${then}`,
        ]
      : [
          `COALESCE(attempt, 1) = ${then}`,
          "id + 0 DESC",
          `COALESCE(s.attempt, 1) >= ${then}`,
          `COALESCE(s.attempt, 1) > ${then}`,
          `COALESCE(s.attempt, 1) > ${then}`,
        ];
  // One look into the index for each row that moved since, whatever the planner knows of the table: the sum keeps it from
  // walking all ids instead.
  const past = `LEFT JOIN LATERAL (SELECT ord, status, error_code, error_msg FROM subtask_change
    WHERE ${moved} AND task_id = ${task} AND ord = s.ord AND ${condition} ORDER BY ${order} LIMIT 1) ${alias} ON true`;
  const pastFailed = `${seen} AND ${isPast} AND ${alias}.status = ANY(${failed})`;
  const columns = `CASE WHEN ${seen} THEN CASE WHEN ${isPast} THEN ${alias}.status ELSE s.status END END AS ${name}_status,
    CASE WHEN ${seen} AND NOT (${isPast}) THEN s.cause_id END AS ${name}_cause_id,
    CASE WHEN ${pastFailed} THEN NULLIF(${alias}.error_code, '') END AS ${name}_code,
    CASE WHEN ${pastFailed} AND NULLIF(${alias}.error_code, '') IS NULL
      THEN translate(${alias}.error_msg, '12346789', '55555555') END AS ${name}_message,
    CASE WHEN ${pastFailed} THEN ${alias}.error_msg
      WHEN ${seen} AND s.cause_id IS NOT NULL AND NOT (${isPast}) THEN s.error_msg END AS ${name}_text`;
  return { past, columns };
}

function toPair(row: CountedRow): StatePair {
  const side = (name: "was" | "is"): RowState => ({
    status: row[`${name}_status`],
    causeId: row[`${name}_cause_id`],
    code: row[`${name}_code`],
    message: row[`${name}_message`],
    sample: row[`${name}_sample`],
  });
  return { was: side("was"), is: side("is"), count: row.count };
}
