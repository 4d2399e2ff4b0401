import { randomBytes } from "node:crypto";
import pg from "pg";

/** The database that the test run migrates once; every test file works on a copy of it. */
export const TEMPLATE_DATABASE = "muster_template";

export type TestDatabase = { url: string; drop(): Promise<void> };

/**
 * A migrated, empty database of its own, in about 0.1 s. Needs `TEST_DATABASE_ADMIN_URL`, which the test command sets
 * to the server it starts: `npm test -- --only db [file]`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${TEMPLATE_DATABASE}`);
}

/** As `createTestDatabase`, without any of our tables: for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase("TEMPLATE template0");
}

async function createDatabase(from: string): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString("hex")}`;
  await administer(`CREATE DATABASE ${name} ${from}`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL;
  if (!url) throw new Error("Tests on PostgreSQL run through `npm test -- --only db [file]`.");
  return url;
}
