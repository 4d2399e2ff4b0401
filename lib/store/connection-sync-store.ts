import { readIntervals, type SnapshotFacts } from "@/lib/domain/snapshot";
import { isDownSql } from "./connection-health";
import type { Database, Db } from "./db";
import { leaseMs, type SyncLease } from "./sync-lease";

export interface ListLease extends SyncLease {
  subject: "connection";
  followed: boolean;
  failures: number;
  /** Types whose list was never read to the end, or not the last time. */
  missingTypes: string[];
  /** When a list last came to its end; null before the first one. */
  listedAt: Date | null;
}

/**
 * Gives every living connection its list poll, due at once; until a type is read it counts as missing. One that somebody
 * holds gets it the next time: the others do not wait for it.
 */
export async function ensureListPolls(
  database: Database,
  types: readonly string[],
  now: Date,
): Promise<void> {
  await database.pool.query(
    `INSERT INTO connection_sync (connection_id, due_at, missing_types)
     SELECT id, $1, CASE WHEN kind = 'v5' THEN $2::text[] ELSE '{}' END FROM connection c
     WHERE archived_at IS NULL AND NOT EXISTS (SELECT FROM connection_sync s WHERE s.connection_id = c.id)
     FOR KEY SHARE OF c SKIP LOCKED
     ON CONFLICT DO NOTHING`,
    [now, types],
  );
}

/** Living connections whose list is due. */
export async function findDueLists(database: Database, now: Date): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `SELECT c.connection_id AS id FROM connection_sync c JOIN connection n ON n.id = c.connection_id
     WHERE n.archived_at IS NULL AND c.due_at <= $1 AND (c.lease_until IS NULL OR c.lease_until <= $1)`,
    [now],
  );
  return rows.map((row) => row.id);
}

/** Null when it is not due, or somebody else has it. */
export async function takeDueList(
  database: Database,
  wanted: { connectionId: number; owner: string; now: Date },
): Promise<ListLease | null> {
  const { connectionId, owner, now } = wanted;
  const { rows } = await database.pool.query<Omit<ListLease, "subject" | "owner">>(
    `UPDATE connection_sync c SET lease_owner = $3, lease_until = $4, fence = c.fence + 1
     FROM (SELECT connection_id FROM connection_sync
           WHERE connection_id = $1 AND due_at <= $2 AND (lease_until IS NULL OR lease_until <= $2)
           FOR UPDATE SKIP LOCKED) due
     WHERE c.connection_id = due.connection_id
     RETURNING c.connection_id AS id, c.fence, COALESCE(c.followed_until > $2, false) AS followed, c.failures,
       c.missing_types AS "missingTypes", c.fetched_at AS "listedAt"`,
    [connectionId, now, owner, new Date(now.getTime() + leaseMs)],
  );
  const [row] = rows;
  return row ? { ...row, subject: "connection", owner } : null;
}

/** What the list poll learned; inside the transaction that proves the lease. */
export async function saveListState(
  db: Db,
  connectionId: number,
  state: { fetchedAt?: Date; missingTypes: string[] },
): Promise<void> {
  await db.connectionSync.update({
    where: { connectionId },
    data: { missingTypes: state.missingTypes, ...(state.fetchedAt ? { fetchedAt: state.fetchedAt } : {}) },
  });
}

/** Somebody looks at the list: it is read every 30 s for the next two minutes. A connection that is down is not hurried. False when the worker has not met it. */
export async function followList(db: Db, connectionId: number, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + followMs);
  const followed = await db.$executeRaw`
    UPDATE connection_sync c SET followed_until = GREATEST(c.followed_until, ${until}::timestamptz),
      due_at = CASE WHEN c.failures > 0 OR c.throttled THEN c.due_at
        ELSE LEAST(c.due_at, GREATEST(${now}::timestamptz,
          c.fetched_at + ${readIntervals.listFollowed} * interval '1 ms')) END
    WHERE c.connection_id = ${connectionId}`;
  return followed > 0;
}

/** The list is read now, also when the connection was down: its credentials or address have changed. */
export async function requestListRead(db: Db, connectionId: number, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE connection_sync SET due_at = LEAST(due_at, ${now}::timestamptz), failures = 0, failing_since = NULL,
      failure_reason = NULL, throttled = false WHERE connection_id = ${connectionId}`;
}

/** How old the list is, and which types it lacks; null before the worker met the connection. */
export async function findListSnapshot(
  db: Db,
  connectionId: number,
  now: Date,
): Promise<(SnapshotFacts & { missingTypes: string[] }) | null> {
  const row = await db.connectionSync.findUnique({ where: { connectionId } });
  if (!row) return null;
  const followed = row.followedUntil ? row.followedUntil > now : false;
  return {
    fetchedAt: row.fetchedAt,
    followed,
    intervalMs: followed ? readIntervals.listFollowed : readIntervals.list,
    nextReadAt: row.dueAt,
    failures: row.failures,
    failingSince: row.failingSince,
    failureReason: row.failureReason,
    throttled: row.throttled,
    deletedAt: null,
    final: false,
    subtasksComplete: false,
    subtasksRead: 0,
    subtasksTotal: 0,
    missingTypes: row.missingTypes,
  };
}

/** Refused credentials, or three failed reads in a row: whoever is reading stops (F20). */
export async function isConnectionDown(database: Database, connectionId: number): Promise<boolean> {
  const { rows } = await database.pool.query<{ down: boolean }>(
    `SELECT ${isDownSql} AS down FROM connection_sync c WHERE c.connection_id = $1`,
    [connectionId],
  );
  return rows[0]?.down ?? false;
}

const followMs = 120_000;
