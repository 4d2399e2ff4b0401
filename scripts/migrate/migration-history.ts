import type { ClientBase } from "pg";
import { CommandFailure } from "../process/command-failure";
import type { Migration } from "./read-migrations";

// Prisma's own table, so that `prisma migrate status` on a machine with its engine understands what we did.
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

export type HistoryRow = {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
};

export async function readHistory(client: ClientBase): Promise<HistoryRow[]> {
  await client.query(TABLE);
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at, logs FROM "_prisma_migrations"
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/**
 * The migrations still to be applied. Throws when one failed earlier, or when the database has one we do not know:
 * it was changed by a newer version, and an old program would write what the new one cannot read.
 */
export function findPending(
  history: readonly HistoryRow[],
  migrations: readonly Migration[],
  warn: (line: string) => void,
): Migration[] {
  const failed = history.find((row) => row.finished_at === null);
  if (failed) {
    const { migration_name: name, logs } = failed;
    throw new CommandFailure(
      `The migration ${name} failed earlier and must be resolved first. ${logs ?? ""}`.trim(),
    );
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of history) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      const newest = migrations.at(-1)?.name ?? "no migration";
      throw new CommandFailure(
        `The database is at ${row.migration_name}; this version of Muster ends at ${newest} and is too old for it.`,
      );
    }
    if (migration.checksum !== row.checksum)
      warn(`The migration ${row.migration_name} was edited after it was applied.`);
  }
  const applied = new Set(history.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}
