import { readdir } from "node:fs/promises";
import { AppError } from "@/lib/errors";

interface Queryable {
  query(statement: string): Promise<{ rows: unknown[] }>;
}

const appliedMigrations = `SELECT migration_name AS name FROM "_prisma_migrations"
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/**
 * Throws `unavailable` unless the database answers and has every migration of the folder. One the folder does not have
 * is fine here: a newer version of the console may already run beside this one, and refuses by itself.
 */
export async function checkReadiness(database: Queryable, migrationsFolder: string): Promise<void> {
  const [wanted, applied] = await Promise.all([listMigrations(migrationsFolder), listApplied(database)]);
  const missing = wanted.filter((name) => !applied.has(name));
  if (missing.length === 0) return;
  throw new AppError("unavailable", "The database is not migrated to this version.", {
    retryAfterSeconds: 2,
  });
}

async function listMigrations(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function listApplied(database: Queryable): Promise<Set<string>> {
  const { rows } = await database.query(appliedMigrations).catch((cause: unknown) => {
    throw new AppError("unavailable", "The database does not answer.", { retryAfterSeconds: 2, cause });
  });
  return new Set(rows.map((row) => (row as { name: string }).name));
}
