import { isDownSql } from "./connection-health";
import type { StoredConnectionTest } from "./connection-test-store";
import type { Database } from "./db";

/** What is known of how a living connection is. */
export interface StoredConnectionState {
  slug: string;
  test: StoredConnectionTest | null;
  /** The platform's clock minus ours, in milliseconds, as last noticed. */
  clock: { offsetMs: number; seenAt: Date } | null;
  readAt: Date | null;
  /** Three failed reads in a row, or refused credentials. */
  down: { since: Date; reason: string } | null;
}

interface Row {
  slug: string;
  testedAt: Date | null;
  checks: unknown;
  offsetMs: number | null;
  seenAt: Date | null;
  readAt: Date | null;
  isDown: boolean | null;
  since: Date | null;
  reason: string | null;
}

/** Every living connection, by slug. */
export async function listStates({ pool }: Pick<Database, "pool">): Promise<StoredConnectionState[]> {
  const { rows } = await pool.query<Row>(
    `SELECT n.slug, t.tested_at AS "testedAt", t.checks, c.clock_offset_ms AS "offsetMs", c.clock_seen_at AS "seenAt",
       c.fetched_at AS "readAt", ${isDownSql} AS "isDown", c.failing_since AS since, c.failure_reason AS reason
     FROM connection n LEFT JOIN connection_sync c ON c.connection_id = n.id
       LEFT JOIN connection_test t ON t.connection_id = n.id
     WHERE n.archived_at IS NULL ORDER BY n.slug`,
  );
  return rows.map(toState);
}

function toState({ slug, testedAt, checks, offsetMs, seenAt, readAt, isDown, since, reason }: Row) {
  return {
    slug,
    test: testedAt === null ? null : { testedAt, checks },
    clock: offsetMs === null || seenAt === null ? null : { offsetMs, seenAt },
    readAt,
    down: isDown && since !== null && reason !== null ? { since, reason } : null,
  };
}
