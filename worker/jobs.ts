import { PgBoss } from "pg-boss";
import type { Logger } from "@/lib/log";
import { deleteExpired } from "@/lib/store/clean-up-store";
import type { Database } from "@/lib/store/db";

const cleanUp = "clean-up";
const hourly = "17 * * * *";

/**
 * The ordinary jobs: what may run late, or twice, without anybody noticing. Reads and writes of the platform have
 * leases of their own (docs/decisions/queue.md). Throws when its tables cannot be made.
 */
export async function startJobs(
  database: Database,
  { now, log }: { now: () => Date; log: Logger },
): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values) },
    schema: "pgboss",
  });
  boss.on("error", (error) => log.warn({ error }, "the job queue had a problem"));
  await boss.start();
  await boss.createQueue(cleanUp);
  await boss.schedule(cleanUp, hourly);
  await boss.work(cleanUp, async () => {
    const cleaned = await deleteExpired(database.prisma, now());
    const count = Object.values(cleaned).reduce((sum: number, each: number) => sum + each, 0);
    log.info({ kind: cleanUp, count }, "expired rows deleted");
  });
  return { stop: () => boss.stop({ graceful: true, timeout: 3_000 }) };
}
