import type { SnapshotFacts } from "@/lib/domain/snapshot";
import type { Database } from "./db";
import { queryHot } from "./hot-query";
import { type SnapshotRow, snapshotFacts } from "./task-row";

/** What a reader of a task's rows needs of the task: which one it is, and how old it is. */
export interface TaskGlance {
  /** Our own number. */
  id: number;
  snapshot: SnapshotFacts;
}

type OwnRow = Omit<SnapshotRow, "sync" | "connection">;
type SyncRow = NonNullable<SnapshotRow["sync"]>;
type SharedRow = NonNullable<SnapshotRow["connection"]["sync"]>;

/** All columns of one row, `shared…` those of the connection's own reads. */
interface GlanceRow extends OwnRow, SyncRow {
  id: number;
  sharedFailures: SharedRow["failures"] | null;
  sharedFailingSince: SharedRow["failingSince"];
  sharedFailureReason: SharedRow["failureReason"];
  sharedThrottled: SharedRow["throttled"] | null;
}

/**
 * The task of that id in whatever has or had the slug, the living connection first, in one statement. Null when we do
 * not hold it.
 */
export async function glanceAtTask(
  { pool }: Pick<Database, "pool">,
  slug: string,
  taskId: string,
  now: Date,
): Promise<TaskGlance | null> {
  const [row] = await queryHot<GlanceRow>(
    pool,
    `SELECT t.id, t.fetched_at AS "fetchedAt", t.deleted_at AS "deletedAt", t.final, t.total,
       t.subtasks_complete AS "subtasksComplete", t.subtasks_read AS "subtasksRead",
       t.rows_dropped_at AS "rowsDroppedAt", s.followed_until AS "followedUntil", s.interval_ms AS "intervalMs",
       s.due_at AS "dueAt", s.failures, s.failing_since AS "failingSince", s.failure_reason AS "failureReason",
       s.throttled, c.failures AS "sharedFailures", c.failing_since AS "sharedFailingSince",
       c.failure_reason AS "sharedFailureReason", c.throttled AS "sharedThrottled"
     FROM connection n JOIN task t ON t.connection_id = n.id AND t.task_id = $2
     LEFT JOIN task_sync s ON s.task_id = t.id LEFT JOIN connection_sync c ON c.connection_id = n.id
     WHERE n.slug = $1 ORDER BY n.archived_at DESC NULLS FIRST, n.id DESC LIMIT 1`,
    [slug, taskId],
  );
  return row ? { id: row.id, snapshot: snapshotFacts(nest(row), now) } : null;
}

function nest(row: GlanceRow): SnapshotRow {
  const { sharedFailures, sharedFailingSince, sharedFailureReason, sharedThrottled, ...own } = row;
  const shared = {
    failures: sharedFailures ?? 0,
    failingSince: sharedFailingSince,
    failureReason: sharedFailureReason,
    throttled: sharedThrottled ?? false,
  };
  return { ...own, sync: own.intervalMs === null ? null : own, connection: { sync: shared } };
}
