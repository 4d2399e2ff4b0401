import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { deployMigrations } from "./deploy-migrations";

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  directory = mkdtempSync(join(tmpdir(), "muster-migrations-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, "migration.sql"), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const history = `SELECT migration_name, finished_at IS NOT NULL AS finished, applied_steps_count AS steps, logs
                 FROM "_prisma_migrations" ORDER BY migration_name`;

describe("deployMigrations", () => {
  it("applies what is pending, in order, once", async () => {
    write("2_fill", "INSERT INTO room VALUES (1)");
    write("1_make", "CREATE TABLE room (id int)");
    expect(await deployMigrations(database.url, { directory })).toEqual(["1_make", "2_fill"]);
    expect(await deployMigrations(database.url, { directory })).toEqual([]);
    expect(await query("SELECT count(*)::int AS n FROM room")).toEqual([{ n: 1 }]);
    expect(await query(history)).toEqual([
      { migration_name: "1_make", finished: true, steps: 1, logs: null },
      { migration_name: "2_fill", finished: true, steps: 1, logs: null },
    ]);
  });

  it("lets one of several processes work while the others wait", async () => {
    write("1_make", "CREATE TABLE room (id int); SELECT pg_sleep(0.3)");
    const runs = await Promise.all([1, 2, 3, 4].map(() => deployMigrations(database.url, { directory })));
    expect(runs.filter((applied) => applied.length === 1)).toHaveLength(1);
    expect(runs.filter((applied) => applied.length === 0)).toHaveLength(3);
  });

  it("undoes a migration that fails as a whole, and refuses to go on", async () => {
    write("1_break", "CREATE TABLE room (id int); SELECT 1/0");
    await expect(deployMigrations(database.url, { directory })).rejects.toThrow(
      "1_break failed: division by zero",
    );
    expect(await query("SELECT to_regclass('room') AS room")).toEqual([{ room: null }]);
    expect(await query(history)).toMatchObject([{ finished: false, logs: "division by zero (22012)" }]);
    await expect(deployMigrations(database.url, { directory })).rejects.toThrow("1_break failed earlier");
  });

  it("refuses a database that a newer version has changed", async () => {
    write("1_make", "CREATE TABLE room (id int)");
    write("2_later", "SELECT 1");
    await deployMigrations(database.url, { directory });
    rmSync(join(directory, "2_later"), { recursive: true });
    await expect(deployMigrations(database.url, { directory })).rejects.toThrow(
      "The database is at 2_later; this version of Muster ends at 1_make and is too old for it.",
    );
  });

  it("warns of a migration that was edited after it was applied", async () => {
    write("1_make", "CREATE TABLE room (id int)");
    await deployMigrations(database.url, { directory });
    write("1_make", "CREATE TABLE room (id bigint)");
    const lines: string[] = [];
    await deployMigrations(database.url, { directory, log: (line) => lines.push(line) });
    expect(lines).toEqual(["The migration 1_make was edited after it was applied."]);
  });
});
