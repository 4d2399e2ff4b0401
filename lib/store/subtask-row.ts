import type pg from "pg";
import type { Subtask } from "@/lib/contracts/subtasks";
import { toLegacyWord } from "@/lib/domain/legacy-words";
import { causesOf } from "./cause-store";
import type { Database } from "./db";
import { wordsOf } from "./word-store";

/** As read with `isoTimes`. */
export interface SubtaskRow {
  ord: number;
  target: string;
  status: number;
  cause_id: number | null;
  error_code: string | null;
  error_msg: string | null;
  output: string | null;
  attempt: number | null;
  command_id: string | null;
  first_seen_at: string;
  changed_at: string | null;
}

/** Of `subtask s`. Words, causes and the kind of platform are known here: a join would cost more than the page. */
export const subtaskColumns = `s.ord, s.target, s.status, s.cause_id, s.error_code, s.error_msg, s.output, s.attempt,
  s.command_id, s.first_seen_at, s.changed_at`;

/** Rows as the contract has them. */
export async function toSubtasks(
  database: Database,
  taskPk: number,
  rows: readonly SubtaskRow[],
): Promise<Subtask[]> {
  if (rows.length === 0) return [];
  const isLegacy = await hasLegacyWords(database, taskPk);
  return presentRows(database, rows, () => isLegacy);
}

/** The same for rows of several tasks; `isLegacy`: whose platform speaks the legacy words. */
export async function presentRows<Row extends SubtaskRow>(
  database: Database,
  rows: readonly Row[],
  isLegacy: (row: Row) => boolean,
): Promise<Subtask[]> {
  const words = await wordsOf(database, [...new Set(rows.map((row) => row.status))]);
  const causes = await causesOf(database, [...new Set(rows.flatMap((row) => row.cause_id ?? []))]);
  return rows.map((row) => {
    const status = words.get(row.status) ?? String(row.status);
    return {
      target: row.target,
      status,
      platformStatus: isLegacy(row) ? toLegacyWord(status) : status,
      output: row.output,
      cause: row.cause_id === null ? null : (causes.get(row.cause_id)?.key ?? null),
      errorCode: row.error_code,
      errorMessage: row.error_msg,
      attempt: row.attempt,
      firstSeenAt: row.first_seen_at,
      changedAt: row.changed_at,
      ...(row.command_id === null ? {} : { commandId: row.command_id }),
    };
  });
}

/** Whose words a task's platform speaks never changes. */
const legacyTasks = new WeakMap<pg.Pool, Map<number, boolean>>();
const mostTasks = 10_000;

async function hasLegacyWords({ pool }: Database, taskPk: number): Promise<boolean> {
  const kept = legacyTasks.get(pool);
  const known = kept?.get(taskPk);
  if (known !== undefined) return known;
  const { rows } = await pool.query<{ kind: string }>(
    "SELECT n.kind FROM task t JOIN connection n ON n.id = t.connection_id WHERE t.id = $1",
    [taskPk],
  );
  const isLegacy = rows[0]?.kind === "na";
  if (kept && kept.size < mostTasks) kept.set(taskPk, isLegacy);
  else legacyTasks.set(pool, new Map([[taskPk, isLegacy]]));
  return isLegacy;
}
