import type { FoundDevice, FoundFile, FoundTask } from "@/lib/contracts/search";
import type { Database } from "./db";
import { escapeLike } from "./escape-like";
import { wordsOf } from "./word-store";

export interface SearchPlace {
  connectionIds: number[];
  /** What was typed, trimmed. */
  q: string;
  /** Results at most. */
  limit: number;
}

/** Tasks by id or a part of the name, newest first. */
export async function searchTasks({ pool }: Database, place: SearchPlace): Promise<FoundTask[]> {
  const { rows } = await pool.query<Omit<FoundTask, "createdAt"> & { at: Date }>(
    `SELECT t.task_id AS "taskId", t.name, t.type, t.status, t.created_at AS at FROM task t
     WHERE t.connection_id = ANY($1::int[]) AND (t.task_id = lower($2) OR t.task_id = $2 OR t.name ILIKE $3)
     ORDER BY t.created_at DESC, t.id DESC LIMIT $4`,
    [place.connectionIds, place.q, `%${escapeLike(place.q)}%`, place.limit],
  );
  return rows.map(({ at, ...task }) => ({ ...task, createdAt: at.toISOString() }));
}

/**
 * Devices whose id starts so, with or without their product before it, in the order of their ids. Every task is asked by
 * the index of its own rows for a few, so those first in order are among them.
 */
export async function searchDeviceIds({ pool }: Database, place: SearchPlace): Promise<string[]> {
  const { rows } = await pool.query<{ target: string }>(
    `SELECT DISTINCT f.target FROM task t
     CROSS JOIN LATERAL (
       SELECT '' AS product UNION SELECT substring(x FROM '^[0-9a-f]{24}_') FROM unnest(t.target_sample) x
       UNION SELECT substring(r.target FROM '^[0-9a-f]{24}_') FROM subtask r WHERE r.task_id = t.id AND r.ord = 0
     ) p
     CROSS JOIN LATERAL (
       SELECT s.target FROM subtask s
       WHERE s.task_id = t.id AND s.target >= p.product || $2 AND s.target < p.product || $2 || U&'\\+10FFFF' AND s.ord >= 0
       ORDER BY s.target LIMIT $3
     ) f
     WHERE t.connection_id = ANY($1::int[]) AND p.product IS NOT NULL
     ORDER BY f.target LIMIT $3`,
    [place.connectionIds, place.q, place.limit],
  );
  return rows.map(({ target }) => target);
}

/** In how many tasks each device is, and its state in the newest; in the order given. Each task is asked once for all. */
export async function countDeviceTasks(
  database: Database,
  connectionIds: number[],
  deviceIds: readonly string[],
): Promise<FoundDevice[]> {
  if (deviceIds.length === 0) return [];
  const { rows } = await database.pool.query<{ target: string; tasks: number; last: [number, string] }>(
    `SELECT s.target, count(DISTINCT t.id)::int AS tasks,
       (array_agg(jsonb_build_array(s.status, COALESCE(s.changed_at, s.first_seen_at))
         ORDER BY t.created_at DESC, t.id DESC))[1] AS last
     FROM task t CROSS JOIN LATERAL (
       SELECT s.target, s.status, s.changed_at, s.first_seen_at FROM subtask s
       WHERE s.task_id = t.id AND s.target = ANY($2::text[]) AND s.ord >= 0 OFFSET 0
     ) s
     WHERE t.connection_id = ANY($1::int[]) GROUP BY s.target`,
    [connectionIds, deviceIds],
  );
  const words = await wordsOf(database, [...new Set(rows.map(({ last }) => last[0]))]);
  const found = new Map(
    rows.map(({ target, tasks, last: [status, at] }) => [
      target,
      { tasks, last: { status: words.get(status) ?? String(status), at: new Date(at).toISOString() } },
    ]),
  );
  return deviceIds.map((deviceId) => ({ deviceId, tasks: 0, last: null, ...found.get(deviceId) }));
}

/** Workbooks by a part of their name: those tasks were made from, and those kept for drafts; newest first. */
export async function searchFiles({ pool }: Database, place: SearchPlace): Promise<FoundFile[]> {
  const { rows } = await pool.query<{
    name: string;
    task_id: string | null;
    task_name: string | null;
    at: Date;
  }>(
    `(SELECT t.file_name AS name, t.task_id, t.name AS task_name, t.created_at AS at FROM task t
      WHERE t.connection_id = ANY($1::int[]) AND t.file_name ILIKE $2 ORDER BY at DESC LIMIT $3)
     UNION ALL
     (SELECT f.name, NULL, NULL, f.created_at FROM stored_file f
      WHERE f.connection_id = ANY($1::int[]) AND f.name ILIKE $2 AND f.content_sealed IS NOT NULL
      ORDER BY f.created_at DESC LIMIT $3)
     ORDER BY at DESC LIMIT $3`,
    [place.connectionIds, `%${escapeLike(place.q)}%`, place.limit],
  );
  return rows.map(({ name, task_id: taskId, task_name, at }) => ({
    ...{ name, at: at.toISOString() },
    task: taskId === null ? null : { taskId, name: task_name ?? taskId },
  }));
}
