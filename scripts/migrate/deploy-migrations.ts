import { randomUUID } from "node:crypto";
import pg, { type Client } from "pg";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";
import { findPending, readHistory } from "./migration-history";
import { type Migration, migrationsDirectory, readMigrations } from "./read-migrations";

const PRISMA_MIGRATE_LOCK = 72707369;

type Options = { directory?: string; log?: (line: string) => void };

/**
 * Applies the pending migrations in the order of their names and returns the names of those applied. Several processes
 * may do so at once: one works, the others wait. Takes a direct connection; a transaction pooler breaks the lock.
 */
export async function deployMigrations(url: string, options: Options = {}): Promise<string[]> {
  const { directory = migrationsDirectory, log = () => {} } = options;
  const client = new pg.Client({ connectionString: url, application_name: "muster migrations" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
    const pending = findPending(await readHistory(client), readMigrations(directory), log);
    for (const migration of pending) {
      await apply(client, migration);
      log(`Applied the migration ${migration.name}`);
    }
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, now())`,
    [id, checksum, name],
  );
  try {
    // Sent as one simple query, the whole file is one transaction.
    await client.query(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query("ROLLBACK");
    await client.query(`UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1`, [
      id,
      `${reason} (${errorCode(error)})`,
    ]);
    throw new CommandFailure(`The migration ${name} failed: ${reason}`);
  }
  await client.query(
    `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1`,
    [id],
  );
}
