import { Prisma } from "@/lib/generated/prisma/client";
import { type Database, type Db, inTransaction, type Tx } from "./db";

/** Milliseconds a holder has to renew before somebody else may take over. */
export const leaseMs = 15_000;

/** The right to read one task, or one connection's list, until somebody with a higher fence has it. */
export interface SyncLease {
  subject: "task" | "connection";
  /** The task's or the connection's number. */
  id: number;
  owner: string;
  fence: number;
}

/** Somebody else holds the lease by now: whatever was read is dropped (F42). */
export class LeaseLost extends Error {
  constructor(lease: SyncLease) {
    super(`the lease on ${lease.subject} ${lease.id} has gone to somebody else`);
    this.name = "LeaseLost";
  }
}

const tables = {
  task: { name: Prisma.raw("task_sync"), key: Prisma.raw("task_id") },
  connection: { name: Prisma.raw("connection_sync"), key: Prisma.raw("connection_id") },
} as const;

const held = (lease: SyncLease) =>
  Prisma.sql`${tables[lease.subject].key} = ${lease.id} AND fence = ${lease.fence} AND lease_owner = ${lease.owner}`;

/** False when the lease is lost. */
export async function renewLease(db: Db, lease: SyncLease, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await db.$executeRaw`
    UPDATE ${tables[lease.subject].name} SET lease_until = ${until}::timestamptz WHERE ${held(lease)}`;
  return rows === 1;
}

/**
 * One transaction that starts by proving the lease: without it nothing is written and `LeaseLost` is thrown. The
 * proof locks the row, so nobody can take over before this is committed.
 */
export async function writeUnderLease<T>(
  database: Database,
  lease: SyncLease,
  now: Date,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(database, async (tx) => {
    if (!(await renewLease(tx, lease, now))) throw new LeaseLost(lease);
    return run(tx);
  });
}

/**
 * The read went well: the lease ends, earlier trouble and the place of a broken-off read are forgotten, the next one is
 * due at `dueAt` (null: none).
 */
export async function endLease(
  db: Db,
  lease: SyncLease,
  next: { dueAt: Date | null; intervalMs?: number },
): Promise<void> {
  const interval =
    next.intervalMs === undefined ? Prisma.empty : Prisma.sql`, interval_ms = ${next.intervalMs}`;
  const place = lease.subject === "task" ? Prisma.sql`, crawl = NULL` : Prisma.empty;
  await db.$executeRaw`
    UPDATE ${tables[lease.subject].name} SET lease_owner = NULL, lease_until = NULL, failures = 0, failing_since = NULL,
      failure_reason = NULL, throttled = false, due_at = ${earlierOf(lease, next.dueAt)} ${interval} ${place}
    WHERE ${held(lease)}`;
}

export interface FailedRead {
  at: Date;
  /** A word of `lib/errors.ts`. */
  reason: string;
  /** The platform asked to slow down: no failure, only old data. */
  throttled: boolean;
  retryAt: Date;
}

/** The read failed: the lease ends, the trouble is kept until a read goes well. */
export async function failLease(db: Db, lease: SyncLease, failed: FailedRead): Promise<void> {
  const columns = failed.throttled
    ? Prisma.sql`throttled = true`
    : Prisma.sql`failures = failures + 1, failing_since = COALESCE(failing_since, ${failed.at}::timestamptz),
        failure_reason = ${failed.reason}`;
  await db.$executeRaw`
    UPDATE ${tables[lease.subject].name} SET lease_owner = NULL, lease_until = NULL, due_at = ${failed.retryAt}::timestamptz,
      ${columns}
    WHERE ${held(lease)}`;
}

/** The holder stops before it is done: whoever comes next goes on at once. */
export async function releaseLease(db: Db, lease: SyncLease, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE ${tables[lease.subject].name} SET lease_owner = NULL, lease_until = NULL, due_at = ${now}::timestamptz
    WHERE ${held(lease)}`;
}

/** A task's due time is cleared when it is taken: one set meanwhile is a wish that came during the read. */
function earlierOf(lease: SyncLease, dueAt: Date | null): Prisma.Sql {
  return lease.subject === "task"
    ? Prisma.sql`LEAST(due_at, ${dueAt}::timestamptz)`
    : Prisma.sql`${dueAt}::timestamptz`;
}
