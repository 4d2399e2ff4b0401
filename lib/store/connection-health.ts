import type { Database, Db } from "./db";

/** Failed reads in a row, of whatever kind, after which a connection counts as down. */
const downAfter = 3;

/**
 * A connection that is down has one read left, its list, which probes it; refused credentials are down at once (F20,
 * F31). A condition on `connection_sync c`.
 */
export const isDownSql = `(c.failure_reason = 'upstream_auth' OR c.failures >= ${downAfter})`;

export interface Trouble {
  at: Date;
  /** `upstream_auth` or `upstream_unavailable`. */
  reason: string;
  /** When to ask again if the connection is down with this. */
  probeAt: Date;
}

/** The read of a task failed in a way that may concern the whole connection. */
export async function noteTrouble(db: Db, connectionId: number, trouble: Trouble): Promise<void> {
  const { at, reason, probeAt } = trouble;
  await db.$executeRaw`
    UPDATE connection_sync SET failures = failures + 1, failing_since = COALESCE(failing_since, ${at}::timestamptz),
      failure_reason = ${reason},
      due_at = CASE WHEN ${reason} = 'upstream_auth' OR failures + 1 >= ${downAfter}
        THEN ${probeAt}::timestamptz ELSE due_at END
    WHERE connection_id = ${connectionId}`;
}

/** The platform answered: what was wrong is over. */
export async function noteAnswer(db: Db, connectionId: number): Promise<void> {
  await db.$executeRaw`
    UPDATE connection_sync SET failures = 0, failing_since = NULL, failure_reason = NULL
    WHERE connection_id = ${connectionId} AND failures > 0`;
}

/** The connection is well again: its tasks need not wait for the back-off they had got into meanwhile. */
export async function hurryFailedReads(db: Db, connectionId: number, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE task_sync s SET due_at = ${now}::timestamptz FROM task t
    WHERE t.id = s.task_id AND t.connection_id = ${connectionId} AND s.failures > 0 AND s.due_at > ${now}::timestamptz`;
}

/** A process that has just started asks every failing connection once: its address or credentials may be new. */
export async function probeFailing({ pool }: Database, now: Date): Promise<void> {
  await pool.query("UPDATE connection_sync SET due_at = LEAST(due_at, $1) WHERE failures > 0", [now]);
}
