import type { Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";
import type { SnapshotRow, TaskRow } from "./task-row";

/**
 * Tasks with what their snapshots need, as `taskWithSync` gives them, in one statement instead of four: every open page
 * asks for them again and again. `condition` is about `task t`; in no order.
 */
export async function readTaskRows(db: Db, condition: Prisma.Sql): Promise<TaskRow[]> {
  const rows = await db.$queryRaw<Record<string, unknown>[]>`
    SELECT t.*, s.task_id IS NOT NULL AS "hasSync", s.followed_until AS "followedUntil", s.interval_ms AS "intervalMs",
      s.due_at AS "dueAt", s.failures AS "failures", s.failing_since AS "failingSince",
      s.failure_reason AS "failureReason", s.throttled AS "throttled",
      c.connection_id IS NOT NULL AS "hasShared", c.failures AS "sharedFailures",
      c.failing_since AS "sharedFailingSince", c.failure_reason AS "sharedFailureReason",
      c.throttled AS "sharedThrottled"
    FROM task t LEFT JOIN task_sync s ON s.task_id = t.id LEFT JOIN connection_sync c ON c.connection_id = t.connection_id
    WHERE ${condition}`;
  return rows.map(toTaskRow);
}

type Sync = NonNullable<SnapshotRow["sync"]>;
type Shared = NonNullable<SnapshotRow["connection"]["sync"]>;

/** Columns of `task` by the names of their fields; the others were named so above. */
interface FlatRow extends Omit<TaskRow, "sync" | "connection">, Sync {
  hasSync: boolean;
  hasShared: boolean;
  sharedFailures: Shared["failures"];
  sharedFailingSince: Shared["failingSince"];
  sharedFailureReason: Shared["failureReason"];
  sharedThrottled: Shared["throttled"];
}

function toTaskRow(columns: Record<string, unknown>): TaskRow {
  // prisma/schema.prisma maps every field to its name in snake case; a test holds the two ways to read together.
  const fields: unknown = Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [toFieldName(name), value]),
  );
  const {
    hasSync,
    hasShared,
    sharedFailures,
    sharedFailingSince,
    sharedFailureReason,
    sharedThrottled,
    ...row
  } = fields as FlatRow;
  const shared = {
    failures: sharedFailures,
    failingSince: sharedFailingSince,
    failureReason: sharedFailureReason,
    throttled: sharedThrottled,
  };
  return { ...row, sync: hasSync ? row : null, connection: { sync: hasShared ? shared : null } };
}

const fieldNames = new Map<string, string>();

function toFieldName(column: string): string {
  const known = fieldNames.get(column);
  if (known !== undefined) return known;
  const name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  fieldNames.set(column, name);
  return name;
}
