import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { compareMigrationsWithSchema } from "./compare-schema";

const schema = `
datasource db {
  provider = "postgresql"
}
model Room {
  id   Int    @id
  name String
}
`;
const room = `CREATE TABLE "Room" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Room_pkey" PRIMARY KEY ("id"));`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

async function compare(sql: string) {
  const directory = mkdtempSync(join(tmpdir(), "muster-migrations-"));
  mkdirSync(join(directory, "1_first"));
  writeFileSync(join(directory, "1_first", "migration.sql"), sql);
  try {
    return await compareMigrationsWithSchema(database.url, { directory, schema });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("compareMigrationsWithSchema", () => {
  it("finds no difference when the migrations lead to the schema", async () => {
    expect((await compare(room)).changed).toBe(false);
  });

  it("gives the missing SQL", async () => {
    const { changed, sql } = await compare(`CREATE TABLE "Room" ("id" INTEGER NOT NULL PRIMARY KEY);`);
    expect(changed).toBe(true);
    expect(sql).toContain(`ALTER TABLE "Room" ADD COLUMN     "name" TEXT NOT NULL`);
  });

  it("ignores other schemas, partial indexes and triggers", async () => {
    const extras = `CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (id int, kind "char");
      CREATE INDEX room_named ON "Room" (name) WHERE name <> '';
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
      CREATE TRIGGER keep BEFORE DELETE ON "Room" FOR EACH ROW EXECUTE FUNCTION refuse();`;
    expect(await compare(`${room} ${extras}`)).toMatchObject({ changed: false });
  });

  it("leaves no scratch database behind", async () => {
    await expect(compare("SELECT 1/0")).rejects.toThrow("division by zero");
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query("SELECT datname FROM pg_database WHERE datname LIKE 'scratch%'");
    await client.end();
    expect(rows).toEqual([]);
  });
});
