import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";
import { withFileLock } from "../process/file-lock.mjs";
import { type AccessRecord, databaseUrl } from "./access-record";
import { claimServer, releaseServer } from "./claims";
import { initialiseData } from "./initialise-data";
import { locateHome } from "./locate-home";
import { isPostmasterRunning } from "./postmaster";
import { findReachablePrograms } from "./reachable-programs";
import type { PostgresPrograms } from "./run-postgres-program";
import type { ServerSettings } from "./server-settings";
import { adoptRunningServer, type ServerFolder, startServer, stopServer } from "./start-server";

export type EmbeddedPostgres = {
  /** Address of the database that was asked for. */
  url: string;
  urlOf(database: string): string;
  /** Where data and notes are kept: the asked-for directory unless that is out of reach for the server's user. */
  home: string;
  /** True when a server was already running and is used as it is. */
  adopted: boolean;
  isRunning(): boolean;
  /** Gives the server up; the last process to do so stops it, waiting `patienceSeconds` (default 20) for sessions. */
  release(patienceSeconds?: number): Promise<void>;
};

type Options = {
  directory: string;
  database: string;
  settings?: ServerSettings;
  log?: (line: string) => void;
};

/**
 * Starts a real PostgreSQL from the packages in node_modules, or uses the one that already runs on `directory`. Works
 * as root or not, needs no install scripts and nothing from the machine, and outlives a kill -9 of this process.
 */
export async function startEmbeddedPostgres({ directory, database, settings = {}, log = () => {} }: Options) {
  return start(directory, database, settings, log).catch((error) => {
    const unusable = ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR"].includes(errorCode(error));
    throw unusable
      ? new CommandFailure(`The database folder ${directory} cannot be used: ${error.message}`)
      : error;
  });
}

async function start(
  directory: string,
  database: string,
  settings: ServerSettings,
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const programs = await findReachablePrograms(log);
  const lock = join(directory, "start.lock");
  return withFileLock(lock, async () => {
    const home = locateHome(directory, programs.user, log);
    const data = join(home, "data");
    const initial = await initialiseData(home, data, programs);
    const folder = { home, data, programs: asOwner(data, programs) };
    const adopted = await adoptRunningServer(folder, initial);
    const access = adopted ? initial : await startServer(folder, initial, settings);
    claimServer(home);
    await ensureDatabase(access, database);
    return describe(folder, access, database, adopted, lock);
  });
}

function describe(
  folder: ServerFolder,
  access: AccessRecord,
  database: string,
  adopted: boolean,
  lock: string,
): EmbeddedPostgres {
  return {
    url: databaseUrl(access, database),
    urlOf: (name) => databaseUrl(access, name),
    home: folder.home,
    adopted,
    isRunning: () => isPostmasterRunning(folder.data),
    release: (patienceSeconds = 20) =>
      withFileLock(lock, async () => {
        if (releaseServer(folder.home)) await stopServer(folder, patienceSeconds);
      }),
  };
}

/** Root serves data that another user made as that user: PostgreSQL insists on owning its directory. */
function asOwner(data: string, programs: PostgresPrograms): PostgresPrograms {
  if (!programs.user || !existsSync(data)) return programs;
  const { uid, gid } = statSync(data);
  return uid === 0 ? programs : { ...programs, user: { name: String(uid), uid, gid } };
}

async function ensureDatabase(access: AccessRecord, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(access, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
