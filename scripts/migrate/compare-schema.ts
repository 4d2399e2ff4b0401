import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { projectRoot } from "../process/project-root";
import { deployMigrations } from "./deploy-migrations";
import { migrationsDirectory } from "./read-migrations";
import { diffDatabaseAndSchema } from "./schema-engine";

const schemaPath = join(projectRoot, "prisma", "schema.prisma");

type Options = { directory?: string; schema?: string };

/**
 * The SQL that the migrations lack to arrive at schema.prisma. Works in a scratch database beside the given one, whose
 * own content it never touches; the user behind `url` must be allowed to create databases.
 */
export async function compareMigrationsWithSchema(url: string, options: Options = {}) {
  const { directory = migrationsDirectory, schema = readFileSync(schemaPath, "utf8") } = options;
  return withScratchDatabase(url, async (scratch) => {
    await deployMigrations(scratch, { directory });
    return diffDatabaseAndSchema(scratch, { path: schemaPath, content: schema });
  });
}

async function withScratchDatabase<T>(url: string, action: (scratch: string) => Promise<T>): Promise<T> {
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const scratch = new URL(url);
    scratch.pathname = `/${name}`;
    return await action(scratch.href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}
