import { join } from "node:path";
import type { Environment } from "@/lib/env";
import { startEmbeddedPostgres } from "../database/embedded-postgres";
import { deployMigrations } from "../migrate/deploy-migrations";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";
import { withProgress } from "../process/progress";
import { waitForDatabase } from "./wait-for-database";

export type OpenDatabase = {
  url: string;
  directUrl: string;
  close(): Promise<void>;
};

const WATCH_MS = 2_000;
const STOP_PATIENCE_S = 1;

/** The configured database once it answers, else the embedded one, started if need be. */
export async function openDatabase(
  environment: Environment,
  dataDirectory: string,
  signal: AbortSignal,
  onLost: (error: Error) => void,
): Promise<OpenDatabase> {
  if (environment.databaseUrl) {
    const directUrl = environment.databaseDirectUrl ?? environment.databaseUrl;
    await waitForDatabase(directUrl, { signal });
    return { url: environment.databaseUrl, directUrl, close: async () => {} };
  }
  return openEmbedded(join(dataDirectory, "postgres"), onLost);
}

export async function migrateDatabase({ directUrl }: OpenDatabase): Promise<void> {
  try {
    await withProgress("Updating the database", () => deployMigrations(directUrl, { log: console.log }));
  } catch (error) {
    // What PostgreSQL refuses (a missing right, a full disk) explains itself.
    const refused = errorCode(error) !== "" && error instanceof Error;
    throw refused ? new CommandFailure(`The database could not be updated: ${error.message}`) : error;
  }
}

async function openEmbedded(directory: string, onLost: (error: Error) => void): Promise<OpenDatabase> {
  const start = () => startEmbeddedPostgres({ directory, database: "muster", log: console.log });
  let server = await withProgress("Starting PostgreSQL", start);
  const { url } = server;
  let recovery: Promise<void> | null = null;
  const recover = async () => {
    console.error("PostgreSQL ended unexpectedly; starting it again.");
    try {
      server = await start();
      if (server.url !== url) throw new CommandFailure("PostgreSQL had to move to another port.");
    } catch (error) {
      onLost(new CommandFailure(`The database was lost: ${error instanceof Error ? error.message : error}`));
    }
  };
  // The server is nobody's child, so that it survives us; nobody tells us when it ends.
  const watch = setInterval(() => {
    if (!recovery && !server.isRunning()) recovery = recover().finally(() => (recovery = null));
  }, WATCH_MS);
  const close = async () => {
    clearInterval(watch);
    await recovery;
    await server.release(STOP_PATIENCE_S);
  };
  return { url, directUrl: url, close };
}
