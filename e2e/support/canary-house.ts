import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import pg from "pg";
import { listConnections } from "@/lib/store/connection-store";
import { openDatabase } from "@/lib/store/db";
import { createTokenVault } from "@/lib/store/platform-token-store";
import { createSealer } from "@/lib/store/seal";
import { type AccessRecord, databaseUrl, readAccessRecord } from "@/scripts/database/access-record";
import { projectRoot } from "@/scripts/process/project-root";
import type { CanaryCage } from "./canary-cage";
import type { CanaryMaterial } from "./canary-material";

/** What an installation keeps: its database, its files, and what its processes were called with. */
export class CanaryHouse {
  private readonly home: string;

  constructor(private readonly dataDirectory: string) {
    // Already made and perhaps elsewhere, which its note says.
    this.home = noteOf(join(dataDirectory, "postgres"));
  }

  /**
   * Every value of every column, as text; the files the server keeps them in, and all others of the installation; what
   * was written beside the pages of the build since it started; how its processes were called.
   */
  async collect(material: CanaryMaterial, cage: CanaryCage, since: Date): Promise<void> {
    const { password } = this.access();
    cage.add("password of the database", password);
    const client = new pg.Client({ connectionString: this.databaseUrl() });
    await client.connect();
    try {
      cage.prove("password of the database");
      for (const { place, text } of await readColumns(client)) material.add(`database ${place}`, text);
      await client.query("CHECKPOINT");
    } finally {
      await client.end();
    }
    const files = new Set([
      ...filesBelow(this.dataDirectory),
      ...filesBelow(this.home),
      ...freshBuildFiles(since),
    ]);
    for (const file of files) material.addLater(this.placeOf(file), () => readOrNothing(file));
    material.add("command lines", execFileSync("ps", ["-eo", "args"], { maxBuffer: 64 << 20 }));
  }

  /** Tokens of platforms as they are kept, opened with the secret of the installation. */
  async keptTokens(secret: string): Promise<string[]> {
    const sealer = createSealer({ secret });
    const database = openDatabase(this.databaseUrl());
    try {
      const connections = await listConnections(database.prisma);
      const states = await Promise.all(
        connections.map((connection) => createTokenVault({ database, connection, sealer }).read()),
      );
      return states
        .flatMap(({ token }) => [token?.token, token?.refreshToken])
        .filter((text) => typeof text === "string");
    } finally {
      await database.close();
    }
  }

  /** With its mode: only what its owner alone may read can be excused. */
  private placeOf(file: string): string {
    const mode = ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o777).toString(8);
    if (!relative(this.home, file).startsWith(".."))
      return `file of the database ${relative(this.home, file)} (${mode})`;
    return `file ${relative(this.dataDirectory, file)} (${mode})`;
  }

  private access(): AccessRecord {
    const access = readAccessRecord(this.home);
    if (!access) throw new Error("the embedded database has no password");
    return access;
  }

  private databaseUrl(): string {
    return databaseUrl(this.access(), "muster");
  }
}

async function readColumns(client: pg.Client): Promise<{ place: string; text: string }[]> {
  const { rows } = await client.query<{ place: string; quoted: string; column: string }>(`
    SELECT table_schema || '.' || table_name || '.' || column_name AS place,
      format('%I.%I', table_schema, table_name) AS quoted, quote_ident(column_name) AS column
    FROM information_schema.columns
    WHERE table_schema NOT IN ('information_schema', 'pg_catalog') ORDER BY 1`);
  const found: { place: string; text: string }[] = [];
  for (const { place, quoted, column } of rows) {
    const values = await client.query<{ text: string | null }>(
      `SELECT string_agg(DISTINCT ${column}::text, E'\\n') AS text FROM ${quoted}`,
    );
    found.push({ place, text: values.rows[0]?.text ?? "" });
  }
  return found;
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return filesBelow(path);
    return stat?.isFile() ? [path] : [];
  });
}

function freshBuildFiles(since: Date): string[] {
  return filesBelow(join(projectRoot, ".next")).filter((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat !== undefined && stat.mtime >= since;
  });
}

/** The server replaces files of its own while it runs. */
function readOrNothing(file: string): Buffer {
  return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
}

function noteOf(wanted: string): string {
  const note = join(wanted, "moved-to");
  return existsSync(note) ? readFileSync(note, "utf8").trim() : wanted;
}
