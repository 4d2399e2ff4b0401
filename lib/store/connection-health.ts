import type { Db } from "./db";

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
