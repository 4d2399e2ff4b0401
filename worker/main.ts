import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { type Environment, EnvironmentError, readEnvironment } from "@/lib/env";
import { createLogger, type Logger } from "@/lib/log";
import { createPlatformRegistry } from "@/lib/services/connections/open-platform";
import { startOperationLoop } from "@/lib/services/operations/operation-loop";
import { openDatabase } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { startSyncLoop } from "@/lib/sync/loop";
import { giveWay } from "./give-way";
import { startJobs } from "./jobs";
import { stopOnSignals } from "./stop-on-signals";
import { waitForDatabase } from "./wait-for-database";

/** Starts the loops on one database: reads of the platform, what people asked for, and the ordinary jobs. */
async function main(): Promise<void> {
  const env = readEnvironment();
  const log = createLogger({ name: "worker" });
  giveWay();
  const { databaseUrl, secret } = needed(env);
  const database = openDatabase(databaseUrl, { maxConnections: 15 });
  const running: { stop(): Promise<void> }[] = [];
  stopOnSignals(log, async () => {
    await Promise.all(running.map((part) => part.stop()));
    await database.close();
  });
  await waitForDatabase(database, log);

  const now = () => new Date();
  const sleep = async (milliseconds: number, signal?: AbortSignal) => {
    await wait(milliseconds, undefined, { signal });
  };
  const owner = `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`;
  const { pageConcurrency, rates } = env;
  const sealer = createSealer({ secret, previousSecret: env.secretPrevious });
  const platformFor = createPlatformRegistry({
    ...{ database, rates, pageConcurrency, now, sleep, log, sealer },
    allowedHosts: env.allowedEndpoints,
    random: Math.random,
  });
  const deps = { database, platformFor, sealer, now, sleep, owner, log };
  running.push(startSyncLoop({ ...deps, pageConcurrency }), startOperationLoop(deps));
  log.info({ owner }, "worker ready");
  process.send?.({ type: "ready" });
  const { retention } = env;
  const jobs = startJobs(database, { retention, now, sleep, log });
  running.push(await jobs.catch((error: unknown) => withoutJobs(error, log)));
}

function needed({ databaseUrl, secret }: Environment): { databaseUrl: string; secret: string } {
  if (databaseUrl === null) throw new EnvironmentError([{ variable: "DATABASE_URL", rule: "must be set" }]);
  if (secret === null) throw new EnvironmentError([{ variable: "MUSTER_SECRET", rule: "must be set" }]);
  return { databaseUrl, secret };
}

/** Nothing that people wait for depends on the jobs: a role that may not make their tables is no reason to stand still. */
function withoutJobs(error: unknown, log: Logger): { stop(): Promise<void> } {
  log.error({ error }, "the job queue could not start; expired rows stay until it can");
  return { stop: async () => undefined };
}

main().catch((error: unknown) => {
  if (error instanceof EnvironmentError) process.stderr.write(`${error.message}\n`);
  else createLogger({ name: "worker" }).error({ error }, "worker could not start");
  process.exit(1);
});
