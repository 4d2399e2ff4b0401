import type { Database, Db } from "./db";
import { type LiveNews, toNews } from "./live-news";
import { type LiveStart, settledAfterMs } from "./live-progress";

type Pool = Pick<Database, "pool">;

/** News is kept this long for those who come back with a `Last-Event-ID`. */
const keptMs = 3_600_000;

/** More than this at once is not told one by one. */
export const tooMuchNews = 5_000;

interface Row {
  id: string | null;
  connectionId: number;
  kind: string;
  taskId: string | null;
  subject: string | null;
}

/** Where a process that starts now begins: what is committed by now is told to nobody. */
export async function findLiveStart({ pool }: Pool): Promise<LiveStart> {
  const { rows } = await pool.query<{ floor: string; told: string[] }>(
    `SELECT f.floor, ARRAY(SELECT id FROM live_event WHERE id > f.floor ORDER BY id) AS told
     FROM (SELECT COALESCE(
       (SELECT id FROM live_event WHERE at <= now() - $1 * interval '1 ms' ORDER BY id DESC LIMIT 1), 0) AS floor) f`,
    [settledAfterMs],
  );
  const [row] = rows;
  return { floor: Number(row?.floor ?? 0), told: (row?.told ?? []).map(Number) };
}

/** News behind that id; null when it is too much to tell one by one. */
export async function readNewsAfter({ pool }: Pool, id: number): Promise<LiveNews[] | null> {
  const { rows } = await pool.query<Row>(
    `SELECT id, connection_id AS "connectionId", kind, task_id AS "taskId", subject
     FROM live_event WHERE id > $1 ORDER BY id LIMIT $2`,
    [id, tooMuchNews + 1],
  );
  return rows.length > tooMuchNews ? null : rows.flatMap((row) => toNews(row) ?? []);
}

/**
 * What somebody missed who heard of `lastId` last, each thing once and without ids: also what was committed late,
 * since `at` is when a transaction began. Null when that cannot be told: the id is unknown, or too much has happened.
 */
export async function findMissedNews(
  { pool }: Pool,
  missed: { connectionIds: readonly number[]; taskId: string | null; lastId: number },
): Promise<LiveNews[] | null> {
  const last = await pool.query<{ since: Date }>(
    "SELECT at - $2 * interval '1 ms' AS since FROM live_event WHERE id = $1",
    [missed.lastId, settledAfterMs],
  );
  const since = last.rows[0]?.since;
  if (since === undefined) return null;
  const { rows } = await pool.query<Row>(
    `SELECT DISTINCT NULL AS id, connection_id AS "connectionId", kind, task_id AS "taskId", subject
     FROM live_event WHERE at >= $1 AND connection_id = ANY($2)
       AND ($3::text IS NULL OR task_id = $3 OR kind = 'connection') LIMIT $4`,
    [since, missed.connectionIds, missed.taskId, tooMuchNews + 1],
  );
  return rows.length > tooMuchNews ? null : rows.flatMap((row) => toNews(row) ?? []);
}

/** How many rows nobody can come back to any more were deleted. */
export async function deleteOldNews(db: Db, now: Date): Promise<number> {
  const { count } = await db.liveEvent.deleteMany({
    where: { at: { lt: new Date(now.getTime() - keptMs) } },
  });
  return count;
}
