import type { SubtaskChange } from "@/lib/contracts/subtask-history";
import { toLegacyWord } from "@/lib/domain/legacy-words";
import type { Database } from "./db";

export interface SubtaskHistoryQuery {
  target: string;
  /** Legacy: which of the device's commands; the first one when it is not given. */
  commandId?: string;
  /** Changes at most. */
  limit: number;
}

interface HistoryRow {
  /** The platform's, the same on every row. */
  kind: string;
  /** Null on the one row of a subtask that never changed. */
  word: string | null;
  error_code: string | null;
  error_msg: string | null;
  output: string | null;
  attempt: number | null;
  at: Date;
}

/** What a subtask was before it changed, newest first; null when it is not in the task. */
export async function readSubtaskHistory(
  database: Database,
  taskPk: number,
  { target, commandId, limit }: SubtaskHistoryQuery,
): Promise<SubtaskChange[] | null> {
  const { rows } = await database.pool.query<HistoryRow>(
    `SELECT n.kind, w.word, h.error_code, h.error_msg, h.output, h.attempt, h.at
     FROM (SELECT ord FROM subtask
           WHERE task_id = $1 AND target = $2 AND ord >= 0 AND ($3::text IS NULL OR command_id = $3) ORDER BY dup LIMIT 1) s
     JOIN task t ON t.id = $1
     JOIN connection n ON n.id = t.connection_id
     LEFT JOIN subtask_change h ON h.task_id = $1 AND h.ord = s.ord
     LEFT JOIN word w ON w.id = h.status
     ORDER BY h.id DESC LIMIT $4`,
    [taskPk, target, commandId ?? null, limit],
  );
  if (rows.length === 0) return null;
  return rows.flatMap((row) => (row.word === null ? [] : [toChange(row, row.word)]));
}

function toChange(row: HistoryRow, status: string): SubtaskChange {
  return {
    status,
    platformStatus: row.kind === "na" ? toLegacyWord(status) : status,
    errorCode: row.error_code,
    errorMessage: row.error_msg,
    output: row.output,
    attempt: row.attempt,
    until: row.at.toISOString(),
  };
}
