import { resolve } from "node:path";
import { ensureBuilt, forgetBuilt } from "../build/ensure-built";
import { withProgress } from "../process/progress";
import { projectRoot } from "../process/project-root";
import { planBootstrap, runFirstSteps } from "./bootstrap";
import { consoleEnvironment } from "./child-environment";
import type { Crew } from "./crew";
import { loadOrCreateSecret, prepareDataDirectory } from "./data-directory";
import { migrateDatabase, openDatabase } from "./open-database";
import { openSandbox } from "./open-sandbox";
import { rebuildOnChange } from "./rebuild-on-change";
import { requirePort } from "./require-port";
import { markRunning, unmarkRunning, wasKilled } from "./running-mark";
import { readStartEnvironment } from "./start-environment";
import { renderWelcome } from "./welcome";

// What a killed start leaves behind ends by itself within 5 s.
const LEFTOVER_PATIENCE_MS = 6_000;
const PROGRAMS = ["simulator", "worker", "server"] as const;

type BringUp = {
  dev: boolean;
  signal: AbortSignal;
  crew: Crew;
  /** Receives what has to be undone, in the order it was done. */
  onClose(close: () => Promise<void> | void): void;
  /** Called when something was lost for good after the start. */
  fail(error: Error): void;
};

/** Everything `npm start` does until the console answers: cheap checks first, so that a mistake is named at once. */
export async function bringUp({ dev, signal, crew, onClose, fail }: BringUp): Promise<void> {
  const environment = readStartEnvironment();
  const dataDirectory = resolve(projectRoot, environment.dataDir);
  prepareDataDirectory(dataDirectory);
  const patienceMs = wasKilled(dataDirectory) ? LEFTOVER_PATIENCE_MS : 0;
  await requirePort(environment.port, environment.host, patienceMs);
  const secret = environment.secret ?? loadOrCreateSecret(dataDirectory);
  markRunning(dataDirectory);
  onClose(() => unmarkRunning(dataDirectory));

  const database = await openDatabase(environment, dataDirectory, signal, fail);
  onClose(database.close);
  signal.throwIfAborted();
  await migrateDatabase(database);
  await ensureBuilt(dev ? PROGRAMS : [...PROGRAMS, "pages"], signal);

  const settings = { environment, dataDirectory, secret, databaseUrl: database.url, dev };
  const { sandbox } = await planBootstrap(
    consoleEnvironment(process.env, { ...settings, sandboxUrl: null }),
    signal,
  );
  const startSandbox = () => openSandbox(crew, dataDirectory, patienceMs);
  const sandboxUrl = sandbox ? await withProgress("Starting the sandbox", startSandbox) : null;
  const env = consoleEnvironment(process.env, { ...settings, sandboxUrl });
  const report = await withProgress("Preparing accounts and connections", () => runFirstSteps(env, signal));
  await crew.start("worker", env);
  await withProgress("Starting the console", () => crew.start("server", env));
  if (dev) onClose(await followSources(crew));
  console.log(renderWelcome({ environment, report, sandboxUrl }));
}

/** `npm run dev`: pages reload by Next's own means; the programs beside it are bundled and started again. */
async function followSources(crew: Crew): Promise<() => Promise<void>> {
  forgetBuilt(PROGRAMS);
  return rebuildOnChange(["server", "worker", "simulator", "workbook"], (name) => {
    if (name === "workbook") return; // loaded anew for every workbook
    console.log(`The ${name}'s program has changed; starting it again.`);
    void crew.restart(name);
  });
}
