import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../process/project-root";

export const migrationsDirectory = join(projectRoot, "prisma", "migrations");

export type Migration = {
  /** The folder's name, `<time>_<what>`; migrations are applied in the order of their names. */
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes, as Prisma computes it. */
  checksum: string;
};

export function readMigrations(directory = migrationsDirectory): Migration[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .map((name) => ({ name, file: join(directory, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const bytes = readFileSync(file);
      return {
        name,
        sql: bytes.toString("utf8"),
        checksum: createHash("sha256").update(bytes).digest("hex"),
      };
    });
}
