import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "@/scripts/process/project-root";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { removeHome } from "./locate-home";
import { THROWAWAY_SETTINGS } from "./server-settings";

let directory: string;
let running: Awaited<ReturnType<typeof startEmbeddedPostgres>>[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster postgres ")); // a space, as in many people's paths
});
afterEach(async () => {
  for (const server of running) await server.release();
  running = [];
  removeHome(directory);
});

async function start(settings = THROWAWAY_SETTINGS) {
  const server = await startEmbeddedPostgres({ directory, database: "muster", settings });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (home: string) =>
  Number.parseInt(readFileSync(join(home, "data", "postmaster.pid"), "utf8"), 10);

/** Another process that starts the server and then waits to be killed. */
function startElsewhere() {
  const code = `
    import { register } from "tsx/esm/api"; register();
    const { startEmbeddedPostgres } = await import("./scripts/database/embedded-postgres.ts");
    const { adopted } = await startEmbeddedPostgres({ directory: process.env.DIRECTORY, database: "muster" });
    console.log(adopted ? "adopted" : "started");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: projectRoot,
    env: { ...process.env, DIRECTORY: directory },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
  return { ready, kill: () => new Promise((resolve) => child.once("exit", resolve).kill("SIGKILL")) };
}

describe("the embedded PostgreSQL", () => {
  it("keeps its data over a stop and a start, and sorts by code point", async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE word AS SELECT * FROM (VALUES ('a'), ('B'), ('ä')) AS v(text)");
    await first.release();
    expect(first.isRunning()).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "SELECT text FROM word ORDER BY text")).toEqual([["B"], ["a"], ["ä"]]);
  });

  it("is adopted after a kill -9 of the process that started it, and then stopped", async () => {
    const other = startElsewhere();
    expect(await other.ready).toBe("started");
    await other.kill();
    const server = await start();
    expect(server.adopted).toBe(true);
    await server.release();
    expect(server.isRunning()).toBe(false);
  });

  it("serves several processes and ends with the last of them", async () => {
    const others = [startElsewhere(), startElsewhere(), startElsewhere()];
    const how = await Promise.all(others.map((other) => other.ready));
    expect(how.toSorted()).toEqual(["adopted", "adopted", "started"]);
    const server = await start();
    await server.release();
    expect(server.isRunning()).toBe(true);
    await Promise.all(others.map((other) => other.kill()));
    const last = await start();
    await last.release();
    expect(last.isRunning()).toBe(false);
  });

  it("recovers after a kill -9 of the server itself", async () => {
    const first = await start({}); // with the settings that make an answered commit last
    await query(first.url, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");
    process.kill(postmasterPid(first.home), "SIGKILL");
    const second = await start();
    expect(await query(second.url, "SELECT id FROM kept")).toEqual([[1]]);
  });

  it("does not take another program with the recorded pid for its server", async () => {
    const first = await start();
    await first.release();
    const stale = [
      process.pid,
      join(first.home, "data"),
      Math.floor(Date.now() / 1000),
      1,
      "",
      "127.0.0.1",
      "",
    ];
    writeFileSync(join(first.home, "data", "postmaster.pid"), stale.join("\n"));
    expect((await start()).adopted).toBe(false);
  });

  it("moves to another port when its own was taken in the meantime", async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.release();
    const intruder = createServer().listen(port, "127.0.0.1");
    try {
      const second = await start();
      expect(new URL(second.url).port).not.toBe(String(port));
      expect(await query(second.url, "SELECT 1")).toEqual([[1]]);
    } finally {
      intruder.close();
    }
  });

  it("starts over when making the data directory was cut short", async () => {
    const first = await start();
    await first.release();
    rmSync(join(first.home, "initialised"));
    rmSync(join(first.home, "data", "global"), { recursive: true });
    expect(await query((await start()).url, "SELECT 1")).toEqual([[1]]);
  });

  it("never throws data away because the password is lost", async () => {
    const first = await start();
    await first.release();
    rmSync(join(first.home, "access.json"));
    await expect(startEmbeddedPostgres({ directory, database: "muster" })).rejects.toThrow(
      /access.json is missing/,
    );
  });

  it("names the folder in one line when it cannot be used", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const attempt = startEmbeddedPostgres({ directory: join(file, "postgres"), database: "muster" });
    await expect(attempt).rejects.toThrow(/^The database folder .* cannot be used: ENOTDIR.*$/);
  });
});
