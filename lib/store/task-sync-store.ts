import type { Progress } from "@/lib/contracts/tasks";
import { finalTaskStatuses } from "@/lib/domain/statuses";
import { Prisma } from "@/lib/generated/prisma/client";
import { isDownSql } from "./connection-health";
import { type KeptPlace, readPlace } from "./crawl-place";
import type { Database, Tx } from "./db";
import { type Dispute, readDispute } from "./dispute-store";
import { leaseMs, type SyncLease } from "./sync-lease";
import { readStatesAt } from "./unread-outputs";

export interface TaskLease extends SyncLease {
  subject: "task";
  connectionId: number;
  /** The platform's id. */
  taskId: string;
  followed: boolean;
  intervalMs: number;
  /** Failed reads in a row so far. */
  failures: number;
  /** Where a read of all rows was broken off. */
  place: KeptPlace | null;
  /** The counters at which the state of every row is known and only outputs stay to be read. */
  statesAt: Progress | null;
  /** Counters that did not agree with all the rows there were. */
  dispute: Dispute | null;
  /** The last holder died with the task in its hands. */
  orphaned: boolean;
  /** Holders that died in a row, none of which stored a single row. */
  deaths: number;
}

type TakenRow = Omit<TaskLease, "subject" | "owner" | "place" | "statesAt" | "dispute"> & { crawl: unknown };

/**
 * Takes what is due on one connection, what people watch first, then what still runs: a history of
 * old tasks met at once must not hold up the live ones. Also what a holder left behind when it died. Two
 * workers never get the same task, and neither waits for the other. Nothing while the connection is down.
 */
export async function takeDueTasks(
  database: Database,
  wanted: { connectionId: number; owner: string; now: Date; limit: number; watchedOnly?: boolean },
): Promise<TaskLease[]> {
  const { connectionId, owner, now, limit, watchedOnly = false } = wanted;
  const { rows } = await database.pool.query<TakenRow>(
    // Materialised: a plan that ran the choice again for each row of the table would take more than `limit`.
    `WITH due AS MATERIALIZED (
       SELECT s.task_id, t.task_id AS platform_id, s.lease_until IS NOT NULL AS orphaned
       FROM task_sync s JOIN task t ON t.id = s.task_id
       WHERE t.connection_id = $1 AND t.deleted_at IS NULL AND ${dueSql("$2")}
         AND (s.followed_until > $2 OR NOT $6)
         AND NOT EXISTS (SELECT FROM connection_sync c WHERE c.connection_id = $1 AND ${isDownSql})
       ORDER BY (s.followed_until > $2) DESC NULLS LAST, t.status = ANY($7::text[]), s.due_at NULLS FIRST, s.task_id
       LIMIT $5 FOR UPDATE OF s SKIP LOCKED
     )
     UPDATE task_sync s
     SET lease_owner = $3, lease_until = $4, fence = s.fence + 1, due_at = NULL,
       crawl = CASE WHEN NOT due.orphaned THEN s.crawl ELSE COALESCE(s.crawl, '{}') ||
         jsonb_build_object('deaths', COALESCE((s.crawl->>'deaths')::int, 0) + 1) END
     FROM due WHERE s.task_id = due.task_id
     RETURNING s.task_id AS id, $1::int AS "connectionId", due.platform_id AS "taskId", s.fence,
       COALESCE(s.followed_until > $2, false) AS followed, s.interval_ms AS "intervalMs", s.failures,
       s.crawl, due.orphaned, COALESCE((s.crawl->>'deaths')::int, 0) AS deaths`,
    [connectionId, now, owner, new Date(now.getTime() + leaseMs), limit, watchedOnly, finalTaskStatuses],
  );
  return rows.map(({ crawl, ...row }) => ({
    ...row,
    subject: "task",
    owner,
    place: readPlace(crawl),
    statesAt: readStatesAt(crawl),
    dispute: readDispute(crawl),
  }));
}

/** Milliseconds the next poll of the list may come later than planned before a task is asked itself. */
const listMayBeLateBy = 30_000;
/** A read that is due so soon is left alone: it may be a wish that came while the list was read. */
const soonMs = 5_000;

/**
 * The list has just told that nothing moved, which is all that a task's own poll would have told: that is not due for
 * another interval. Only of running tasks that nobody watches, whose rows are known, and which are well. Runs before any
 * of the tasks is locked: every writer locks the schedule first.
 */
export async function postponePolls(tx: Tx, taskPks: readonly number[], at: Date): Promise<void> {
  const dueAt = Prisma.sql`${at}::timestamptz + (s.interval_ms + ${listMayBeLateBy}) * interval '1 ms'`;
  await tx.$executeRaw`
    UPDATE task_sync s SET due_at = ${dueAt} FROM task t
    WHERE t.id = s.task_id AND s.task_id = ANY(${[...taskPks]}::int[]) AND t.subtasks_complete
      AND t.status <> ALL(${[...finalTaskStatuses]}::text[]) AND s.lease_owner IS NULL AND s.failures = 0
      AND NOT s.throttled AND (s.followed_until IS NULL OR s.followed_until <= ${at}::timestamptz)
      AND s.due_at > ${new Date(at.getTime() + soonMs)}::timestamptz AND s.due_at < ${dueAt}`;
}

/** Connections with tasks to read now; archived ones never. */
export async function findConnectionsWithDueTasks(database: Database, now: Date): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `SELECT DISTINCT t.connection_id AS id FROM task_sync s JOIN task t ON t.id = s.task_id
     JOIN connection n ON n.id = t.connection_id AND n.archived_at IS NULL
     WHERE t.deleted_at IS NULL AND ${dueSql("$1")}
       AND NOT EXISTS (SELECT FROM connection_sync c WHERE c.connection_id = t.connection_id AND ${isDownSql})`,
    [now],
  );
  return rows.map((row) => row.id);
}

/** The task to ask whether a connection without a list is well: one that still runs, else the one heard of last. */
export async function findTaskToProbe(
  { pool }: Database,
  connectionId: number,
): Promise<{ taskId: string; appId: string | null } | null> {
  const { rows } = await pool.query<{ taskId: string; appId: string | null }>(
    `SELECT task_id AS "taskId", app_id AS "appId" FROM task WHERE connection_id = $1 AND deleted_at IS NULL
     ORDER BY status = ANY($2::text[]), fetched_at DESC NULLS LAST LIMIT 1`,
    [connectionId, finalTaskStatuses],
  );
  return rows[0] ?? null;
}

/** Due and free, or held by somebody who stopped renewing. */
function dueSql(now: string): string {
  return `((s.due_at <= ${now} AND (s.lease_until IS NULL OR s.lease_until <= ${now})) OR s.lease_until <= ${now})`;
}
