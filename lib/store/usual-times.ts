import type { LearnedTime } from "@/lib/domain/usual-time";
import type { Database } from "./db";
import { keepLatest } from "./keep-latest";
import { findWordIds } from "./word-store";

/** Where to learn from: the first changes of each of the latest tasks of a type. */
const lesson = { tasks: 10, changes: 1_000 } as const;
const keptMs = 600_000;
const keep = keepLatest<LearnedTime>(500);

/**
 * How long devices of a type stayed in Processing, as the latest ten ended tasks of the connection tell, some thousand
 * changes of each. Running tasks teach nothing: what they have settled so far are the fast ones. Read every ten minutes.
 */
export function learnUsualTime(
  database: Database,
  { connectionId, type }: { connectionId: number; type: string },
  now: Date,
): Promise<LearnedTime> {
  const kept = { key: `${connectionId}:${type}`, version: String(Math.floor(now.getTime() / keptMs)) };
  return keep(database.pool, kept, () => learn(database, connectionId, type));
}

async function learn(database: Database, connectionId: number, type: string): Promise<LearnedTime> {
  const [processing = null] = await findWordIds(database, ["Processing"]);
  const { rows } = await database.pool.query<{ count: number; p95: number | null }>(
    `WITH ended AS (
       SELECT id FROM task WHERE connection_id = $1 AND type = $2 AND final AND rows_dropped_at IS NULL
       ORDER BY created_at DESC, id DESC LIMIT $4
     ), past AS (
       SELECT h.status, h.at, COALESCE(lag(h.at) OVER (PARTITION BY t.id, h.ord ORDER BY h.id), s.first_seen_at) AS began
       FROM ended t
         CROSS JOIN LATERAL (SELECT ord, id, status, at FROM subtask_change WHERE task_id = t.id ORDER BY ord, id LIMIT $5) h
         JOIN subtask s ON s.task_id = t.id AND s.ord = h.ord
     )
     SELECT count(*)::int AS count,
       percentile_disc(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM at - began)::float8) AS p95
     FROM past WHERE status = $3::smallint AND at > began`,
    [connectionId, type, processing, lesson.tasks, lesson.changes],
  );
  return { count: rows[0]?.count ?? 0, p95Seconds: rows[0]?.p95 ?? 0 };
}
