import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../process/command-failure";
import { compareMigrationsWithSchema } from "./compare-schema";
import { migrationsDirectory } from "./read-migrations";

/** Writes the next migration from schema.prisma and returns its folder; null when there is nothing to change. */
export async function writeMigration(
  url: string,
  name: string | undefined,
  now: Date,
): Promise<string | null> {
  const slug = name?.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  if (!slug) throw new CommandFailure("Give the migration a name: npm run db:new -- what_it_does");
  const { changed, sql } = await compareMigrationsWithSchema(url);
  if (!changed) return null;
  const time = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsDirectory, `${time}_${slug}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  return folder;
}
