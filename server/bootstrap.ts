import { EnvironmentError, readEnvironment } from "@/lib/env";
import { type Database, openDatabase } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { decideSandbox } from "./bootstrap/decide-sandbox";
import { BootstrapError, prepareHouse } from "./bootstrap/prepare-house";

/** `--plan`: says whether the sandbox is wanted. Else: prepares the house and says what was made. One line of JSON. */
async function main(): Promise<unknown> {
  const env = readEnvironment();
  if (env.databaseUrl === null) throw new BootstrapError("DATABASE_URL must be set.");
  if (env.secret === null) throw new BootstrapError("MUSTER_SECRET must be set.");
  const sealer = createSealer({ secret: env.secret, previousSecret: env.secretPrevious });
  return withDatabase(env.databaseUrl, async (database) =>
    process.argv.includes("--plan")
      ? { sandbox: await decideSandbox(database.prisma, env) }
      : prepareHouse(database, env, { sealer, now: new Date() }),
  );
}

async function withDatabase<T>(url: string, run: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { maxConnections: 2 });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

main().then(
  (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
  (error: unknown) => {
    const known = error instanceof EnvironmentError || error instanceof BootstrapError;
    process.stderr.write(`${known ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
