import { causeOf } from "@/lib/domain/failure-cause";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { isFailedSubtaskStatus, isFinalSubtaskStatus, subtaskStatuses } from "@/lib/domain/statuses";
import { Prisma } from "@/lib/generated/prisma/client";
import { arrayLiteral } from "./array-literal";
import { ensureCauses } from "./cause-store";
import type { Tx } from "./db";
import { findHeldCommands, type NumberedRow, numberCommands, numberDevices } from "./number-commands";
import { dropMovedAnchors, type MovedRow } from "./subtask-anchors";
import { ensureWords } from "./word-store";

export interface SavedRows {
  inserted: number;
  changed: number;
}

/** Rows in one statement: far above a window of the crawl, far below what a parameter may hold. */
const batchSize = 5_000;

/**
 * Stores rows as the platform listed them, a device's once, on legacy tasks a command's once, as last read. Runs
 * under the task's row lock, which makes `ord` dense and the counts exact: rows, history, counts and `next_ord` change
 * together or not at all. An unchanged row is not touched.
 */
export async function saveSubtaskRows(
  tx: Tx,
  taskPk: number,
  rows: readonly PlatformSubtask[],
  seenAt: Date,
  { outputRead = true } = {},
): Promise<SavedRows> {
  const saved = { inserted: 0, changed: 0 };
  if (rows.length === 0) return saved;
  const task = await lockTask(tx, taskPk, rows);
  const { words, causes } = task;
  let { nextOrd } = task;
  const unique =
    task.kind === "na" ? numberCommands(rows, await findHeldCommands(tx, taskPk, rows)) : numberDevices(rows);
  for (let start = 0; start < unique.length; start += batchSize) {
    const batch = unique.slice(start, start + batchSize);
    const { moved, hasAnchors, ...counted } = await upsertBatch(tx, {
      taskPk,
      nextOrd,
      seenAt,
      words,
      causes,
      outputRead,
      rows: batch,
    });
    nextOrd += counted.inserted;
    saved.inserted += counted.inserted;
    saved.changed += counted.changed;
    if (hasAnchors) await dropMovedAnchors(tx, taskPk, moved);
  }
  return saved;
}

interface LockedTask {
  nextOrd: number;
  kind: string;
  words: ReadonlyMap<string, number>;
  causes: ReadonlyMap<string, number>;
}

/** Locks the task, and finds the numbers of all words and of the rows' causes on the way; new ones are added. */
async function lockTask(tx: Tx, taskPk: number, rows: readonly PlatformSubtask[]): Promise<LockedTask> {
  const names = rows.flatMap(nameCause);
  const keys = [...new Set(names.map(({ key }) => key))];
  const [task] = await tx.$queryRaw<
    { nextOrd: number; kind: string; words: Record<string, number>; causes: Record<string, number> }[]
  >`SELECT t.next_ord AS "nextOrd", n.kind,
      (SELECT COALESCE(json_object_agg(word, id), '{}') FROM word) AS words,
      (SELECT COALESCE(json_object_agg(key, id), '{}') FROM cause WHERE key = ANY(${keys}::text[])) AS causes
    FROM task t JOIN connection n ON n.id = t.connection_id WHERE t.id = ${taskPk} FOR UPDATE OF t`;
  if (!task) throw new Error(`task ${taskPk} is no longer in the store`);
  const { nextOrd, kind } = task;
  const [words, causes] = [new Map(Object.entries(task.words)), new Map(Object.entries(task.causes))];
  const wanted = [...subtaskStatuses, ...rows.map((row) => row.status)];
  return {
    ...{ nextOrd, kind },
    words: wanted.every((word) => words.has(word)) ? words : await ensureWords(tx, wanted),
    causes: keys.every((key) => causes.has(key)) ? causes : await ensureCauses(tx, names),
  };
}

function nameCause(row: PlatformSubtask) {
  if (!isFailedSubtaskStatus(row.status)) return [];
  return [{ key: causeOf(row.errorCode, row.errorMessage), code: row.errorCode }];
}

interface Batch {
  taskPk: number;
  nextOrd: number;
  seenAt: Date;
  words: ReadonlyMap<string, number>;
  causes: ReadonlyMap<string, number>;
  /** False: how the rows stand is known, what they told is not. */
  outputRead: boolean;
  rows: readonly NumberedRow[];
}

interface SavedBatch extends SavedRows {
  /** Of the rows that went from one word and cause to another, the first of each kind. */
  moved: MovedRow[];
  /** Asked under the task's lock, which whoever adds anchors shares. */
  hasAnchors: boolean;
}

const moving = ["Waitting", "Processing"];
const unsuccessful = ["Fail", "Timeout", "Stopped", "FailWaitRetry"];

/**
 * `news` is the guard that leaves unchanged rows alone. A restart is seen when a settled row moves again, or when a
 * failed one turns out to have succeeded: the platform has no other way from one to the other (sheet §10.2). Under the
 * task's lock a row that was not there is not there now: a plain INSERT costs a third less than one that may conflict.
 * What is stored is found and changed in ways that leave PostgreSQL no choice, because its statistics lag behind a
 * crawl: `find_stored_subtasks` (its migration says how), and each row by its place, which under the lock nobody moves.
 */
async function upsertBatch(tx: Tx, batch: Batch): Promise<SavedBatch> {
  const { taskPk, nextOrd, words } = batch;
  const column = (read: (row: PlatformSubtask) => string | number | null) =>
    arrayLiteral(batch.rows.map(({ row }) => read(row)));
  const seenAt = Prisma.sql`${batch.seenAt}::timestamptz`;
  const idsOf = (wanted: readonly string[]) => wanted.map((word) => words.get(word) ?? 0);
  const settled = [...words].filter(([word]) => isFinalSubtaskStatus(word) || word === "FailWaitRetry");
  const [counted] = await tx.$queryRaw<SavedBatch[]>`
    WITH incoming AS (
      SELECT * FROM unnest(
        ${column(({ target }) => target)}::text[], ${column(({ status }) => words.get(status) ?? 0)}::smallint[],
        ${column((row) => batch.causes.get(nameCause(row)[0]?.key ?? "") ?? null)}::int[],
        ${column(({ errorCode }) => errorCode)}::text[], ${column(({ errorMessage }) => errorMessage)}::text[],
        ${column(({ output }) => output)}::text[], ${column(({ commandId }) => commandId)}::text[],
        ${arrayLiteral(batch.rows.map(({ dup }) => dup))}::smallint[]
      ) WITH ORDINALITY AS i(target, status, cause_id, error_code, error_msg, output, command_id, dup, n)
    ), compared AS MATERIALIZED (
      SELECT i.*, s.ord AS old_ord, s.status AS old_status, s.cause_id AS old_cause_id, s.error_code AS old_error_code,
        s.error_msg AS old_error_msg, s.output AS old_output, s.attempt AS old_attempt,
        s.output_read AS old_output_read, s.place AS old_place,
        s.ord IS NOT NULL AND (s.status, s.cause_id, s.error_code, s.error_msg, s.output, s.command_id)
          IS DISTINCT FROM (i.status, i.cause_id, i.error_code, i.error_msg, i.output, i.command_id) AS differs,
        (s.status = ANY(${settled.map(([, id]) => id)}::smallint[]) AND i.status = ANY(${idsOf(moving)}::smallint[]))
          OR (s.status = ANY(${idsOf(unsuccessful)}::smallint[]) AND i.status = ${idsOf(["Success"])[0]}::smallint)
          AS restarted
      FROM incoming i
      LEFT JOIN find_stored_subtasks(${taskPk}::int, (SELECT array_agg(target) FROM incoming)) s
        ON s.target = i.target AND s.dup = i.dup
    ), news AS MATERIALIZED (
      SELECT * FROM compared WHERE old_ord IS NULL OR differs OR NOT old_output_read
    ), history AS (
      INSERT INTO subtask_change (task_id, ord, status, error_code, error_msg, output, attempt, at)
      SELECT ${taskPk}, old_ord, old_status, old_error_code, old_error_msg, old_output, old_attempt, ${seenAt}
      FROM news
      WHERE differs AND (old_status, old_error_code, old_error_msg) IS DISTINCT FROM (status, error_code, error_msg)
    ), added AS (
      INSERT INTO subtask (task_id, ord, target, dup, status, cause_id, error_code, error_msg, output, output_read,
        attempt, command_id, first_seen_at)
      SELECT ${taskPk}, ${nextOrd}::int - 1 + (row_number() OVER (ORDER BY n))::int, target, dup, status, cause_id,
        error_code, error_msg, output, ${batch.outputRead},
        CASE WHEN status <> ALL(${finalIds(words)}::smallint[]) THEN 1 END, command_id, ${seenAt}
      FROM news WHERE old_ord IS NULL
    ), changed AS (
      UPDATE subtask s SET status = news.status, cause_id = news.cause_id, error_code = news.error_code,
        error_msg = news.error_msg, output = news.output, output_read = ${batch.outputRead},
        attempt = CASE WHEN restarted THEN LEAST(COALESCE(old_attempt, 1) + 1, 32767) ELSE old_attempt END,
        command_id = news.command_id,
        changed_at = CASE WHEN differs AND (old_output_read OR old_status <> news.status) THEN ${seenAt}
          ELSE s.changed_at END
      FROM news WHERE s.ctid = ANY(ARRAY(SELECT old_place FROM news WHERE old_place IS NOT NULL)) AND s.ctid = news.old_place
    ), counts AS (
      INSERT INTO subtask_count (task_id, status, cause_id, n)
      SELECT ${taskPk}, status, cause_id, sum(n)::int FROM (
        SELECT status, COALESCE(cause_id, 0) AS cause_id, 1 AS n FROM news
        UNION ALL
        SELECT old_status, COALESCE(old_cause_id, 0), -1 FROM news WHERE old_ord IS NOT NULL
      ) moved
      GROUP BY status, cause_id HAVING sum(n) <> 0
      ON CONFLICT (task_id, status, cause_id) DO UPDATE SET n = subtask_count.n + excluded.n
    ), told AS (
      UPDATE task SET next_ord = next_ord + n.inserted, subtasks_read = next_ord + n.inserted,
        rows_version = rows_version + 1
      FROM (SELECT count(*) FILTER (WHERE old_ord IS NULL)::int AS inserted, count(*) FILTER (WHERE differs) AS changed
            FROM news) n
      WHERE id = ${taskPk} AND n.inserted + n.changed > 0
    )
    SELECT count(*) FILTER (WHERE old_ord IS NULL)::int AS inserted, count(*) FILTER (WHERE differs)::int AS changed,
      (SELECT COALESCE(json_agg(json_build_object('ord', ord, 'was', json_build_object('status', old_status, 'cause',
          old_cause), 'is', json_build_object('status', status, 'cause', cause))), '[]')
       FROM (SELECT min(old_ord) AS ord, old_status, COALESCE(old_cause_id, 0) AS old_cause, status,
               COALESCE(cause_id, 0) AS cause
             FROM news WHERE differs AND (old_status, old_cause_id) IS DISTINCT FROM (status, cause_id)
             GROUP BY 2, 3, 4, 5) first_moved) AS moved,
      EXISTS (SELECT FROM subtask_anchor WHERE task_id = ${taskPk}) AS "hasAnchors"
    FROM news`;
  return counted ?? { inserted: 0, changed: 0, moved: [], hasAnchors: false };
}

function finalIds(words: ReadonlyMap<string, number>): number[] {
  return [...words].filter(([word]) => isFinalSubtaskStatus(word)).map(([, id]) => id);
}
