import { PgBoss } from "pg-boss";
import type { Logger } from "@/lib/log";
import { deleteExpired } from "@/lib/store/clean-up-store";
import type { Database } from "@/lib/store/db";
import { dropOldRows, type RetentionParts, type RetentionRule } from "@/lib/store/row-retention";

export interface JobParts extends Omit<RetentionParts, "signal"> {
  retention: RetentionRule;
  log: Logger;
}

/** Names and times of the jobs; each hour, and never two at the same minute. */
const cleanUp = { name: "clean-up", cron: "17 * * * *" } as const;
const retention = { name: "row-retention", cron: "41 * * * *" } as const;

/**
 * The ordinary jobs: what may run late, or twice, without anybody noticing. Reads and writes of the platform have
 * leases of their own (docs/decisions/queue.md). Throws when its tables cannot be made.
 */
export async function startJobs(database: Database, parts: JobParts): Promise<{ stop(): Promise<void> }> {
  const { now, log } = parts;
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values) },
    schema: "pgboss",
  });
  boss.on("error", (error) => log.warn({ error }, "the job queue had a problem"));
  await boss.start();
  const plan = async (job: { name: string; cron: string }, run: () => Promise<void>) => {
    await boss.createQueue(job.name);
    await boss.schedule(job.name, job.cron);
    await boss.work(job.name, run);
  };
  await plan(cleanUp, async () => {
    const cleaned = await deleteExpired(database.prisma, now());
    const count = Object.values(cleaned).reduce((sum: number, each: number) => sum + each, 0);
    log.info({ kind: cleanUp.name, count }, "expired rows deleted");
  });
  await plan(retention, () => retainRows(database, parts, stopping.signal));
  return {
    stop() {
      stopping.abort();
      return boss.stop({ graceful: true, timeout: 3_000 });
    },
  };
}

async function retainRows(database: Database, parts: JobParts, signal: AbortSignal): Promise<void> {
  const { days, gigabytes } = parts.retention;
  if (days === null && gigabytes === null) return;
  const { tasks, rows, excess } = await dropOldRows(database, parts.retention, { ...parts, signal });
  parts.log.info({ kind: retention.name, count: rows, total: tasks }, "rows of ended tasks dropped");
  if (excess === 0) return;
  parts.log.warn(
    { kind: retention.name, bytes: Math.round(excess) },
    "snapshots are larger than MUSTER_RETENTION_GB: what is left runs, or ended within a day",
  );
}
