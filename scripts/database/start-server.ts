import { chownSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandFailure } from "../process/command-failure";
import { findFreePort, portProblem } from "../process/ports";
import { type AccessRecord, databaseUrl, saveAccessRecord } from "./access-record";
import { canConnect } from "./can-connect";
import { isPostmasterRunning, removeStalePidFile } from "./postmaster";
import { type PostgresPrograms, runPostgresProgram } from "./run-postgres-program";
import { renderServerSettings, type ServerSettings } from "./server-settings";

const ADOPT_TRIES = 100; // 20 s: it may still be recovering, or stopping
const START_TRIES = 25;
const LOG_LIMIT_BYTES = 1_000_000;

export type ServerFolder = { home: string; data: string; programs: PostgresPrograms };

/** True when a server already runs on this data and lets us in: one that a killed start left, or another's. */
export async function adoptRunningServer({ data }: ServerFolder, access: AccessRecord): Promise<boolean> {
  for (let attempt = 0; attempt < ADOPT_TRIES && isPostmasterRunning(data); attempt++) {
    if (await canConnect(databaseUrl(access, "postgres"))) return true;
    await sleep(200);
  }
  return false;
}

/** Starts the server and waits until it answers; returns its access, with another port when the old one is taken. */
export async function startServer(
  folder: ServerFolder,
  access: AccessRecord,
  settings: ServerSettings,
): Promise<AccessRecord> {
  const logFile = join(folder.data, "server.log");
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) rmSync(logFile);
  let current = access;
  for (let attempt = 1; attempt <= START_TRIES; attempt++) {
    current = await withFreePort(folder, current);
    writeSettings(folder, renderServerSettings(current.port, settings));
    const args = ["-D", folder.data, "-l", logFile, "-w", "-t", "60", "start"];
    const { code } = await runPostgresProgram(folder.programs, "pg_ctl", args, "ignore");
    if (code === 0) return current;
    await sleep(250);
    // PostgreSQL clears a stale pid file itself once that pid is gone. A zombie or a foreign process with the same
    // pid keeps it: then it is ours to remove, but not before orphaned backends had 5 s to exit.
    if (attempt === START_TRIES - 5) removeStalePidFile(folder.data);
  }
  throw new CommandFailure(`PostgreSQL did not start:\n${endOf(logFile)}`);
}

/** Ends all sessions and stops; after `patienceSeconds` without waiting for a tidy end (recovery is at next start). */
export async function stopServer({ data, programs }: ServerFolder, patienceSeconds: number): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    runPostgresProgram(programs, "pg_ctl", ["-D", data, "-m", mode, "-w", "-t", String(seconds), "stop"]);
  const { code } = await stop("fast", patienceSeconds);
  if (code !== 0 && isPostmasterRunning(data)) await stop("immediate", 5);
}

async function withFreePort({ home }: ServerFolder, access: AccessRecord): Promise<AccessRecord> {
  if ((await portProblem(access.port)) === null) return access;
  const moved = { ...access, port: await findFreePort() };
  saveAccessRecord(home, moved);
  return moved;
}

function writeSettings({ data, programs: { user } }: ServerFolder, content: string): void {
  const file = join(data, "postgresql.auto.conf");
  writeFileSync(file, content, { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
}

function endOf(logFile: string): string {
  return existsSync(logFile)
    ? readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n")
    : "(no log)";
}
