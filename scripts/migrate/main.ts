import { join, resolve } from "node:path";
import { startEmbeddedPostgres } from "../database/embedded-postgres";
import { CommandFailure, printFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { readStartEnvironment } from "../start/start-environment";
import { compareMigrationsWithSchema } from "./compare-schema";
import { deployMigrations } from "./deploy-migrations";
import { writeMigration } from "./write-migration";

const COMMANDS: Record<string, (url: string, name: string | undefined) => Promise<void>> = {
  deploy: async (url) => {
    const applied = await deployMigrations(url, { log: console.log });
    if (applied.length === 0) console.log("The database is up to date.");
  },
  new: async (url, name) => {
    const folder = await writeMigration(url, name, new Date());
    console.log(
      folder ? `Wrote ${folder}: read its SQL before you commit it.` : "schema.prisma has not changed.",
    );
  },
  check: async (url) => {
    const { changed, sql } = await compareMigrationsWithSchema(url);
    if (changed) throw new CommandFailure(`schema.prisma and the migrations differ; missing:\n${sql}`);
    console.log("schema.prisma and the migrations agree.");
  },
};

/** Runs against the configured database, else against the embedded one, started for the occasion. */
async function withDatabase(action: (url: string) => Promise<void>): Promise<void> {
  const environment = readStartEnvironment();
  const configured = environment.databaseDirectUrl ?? environment.databaseUrl;
  if (configured) return action(configured);
  const directory = join(resolve(projectRoot, environment.dataDir), "postgres");
  const server = await startEmbeddedPostgres({ directory, database: "muster", log: console.log });
  try {
    await action(server.url);
  } finally {
    await server.release();
  }
}

const [command = "", name] = process.argv.slice(2);
try {
  const run = COMMANDS[command];
  if (!run) throw new CommandFailure(`Usage: migrate ${Object.keys(COMMANDS).join(" | ")}`);
  await withDatabase((url) => run(url, name));
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
