import { ensureBrowser } from "../browser/ensure-browser";
import { ensureBuilt } from "../build/ensure-built";
import { checkFormatAndLint, checkTypes } from "../check/checks";
import { checkImportRules } from "../lint/check-import-rules";
import { checkLockComplete } from "../lint/check-lock-complete";
import { compareMigrationsWithSchema } from "../migrate/compare-schema";
import { CommandFailure, printFailure } from "../process/command-failure";
import { listenForStop, Stopped } from "../process/stop-signal";
import { parseTestArguments, type TestSelection } from "./arguments";
import { Scoreboard } from "./scoreboard";
import { runBrowserTests, runContractTests, runDatabaseTests, runUnitTests } from "./suites";
import { testEnvironment } from "./test-environment";
import { startTestServer, type TestServer } from "./test-server";

const signal = listenForStop();
const env = testEnvironment();
const board = new Scoreboard();
const PARTS = ["simulator", "worker", "server", "pages"] as const;

async function checkMigrationsMatchSchema(server: TestServer): Promise<void> {
  const { changed, sql } = await compareMigrationsWithSchema(server.adminUrl);
  if (changed) throw new CommandFailure(`schema.prisma and the migrations differ; missing:\n${sql}`);
}

async function runEverything(): Promise<void> {
  const surroundings = { env, signal };
  const run = { ...surroundings, patterns: [] };
  // Fetching a browser takes a while and hardly any of the machine: it goes on beside everything else.
  const browser = ensureBrowser(signal);
  browser.catch(() => {});
  await board.check("database client", () => ensureBuilt(["client"], signal));
  await board.check("types", () => checkTypes(surroundings));
  await board.check("format and lint", () => checkFormatAndLint(surroundings));
  await board.check("import rules", checkImportRules);
  await board.check("lock file is complete", checkLockComplete);
  await board.count("unit tests", () => runUnitTests(run));
  await board.count("contract tests", () => runContractTests(run));
  await withTestServer(async (server) => {
    await board.check("migrations match the schema", () => checkMigrationsMatchSchema(server));
    await board.count("tests on PostgreSQL", () => runDatabaseTests(run, server.adminUrl));
  });
  const built = await board.check("build", () => ensureBuilt(PARTS, signal));
  const found = await board.check("browser", () => browser);
  if (built && found) await board.count("journeys in a browser", () => runBrowserTests(run));
  else board.fail("journeys in a browser", "not run without a build and a browser");
}

async function runSuite({ suite, patterns }: TestSelection): Promise<void> {
  const run = { env, signal, patterns };
  await ensureBuilt(suite === "e2e" ? PARTS : ["client"], signal);
  if (suite === "unit") await board.count("unit tests", () => runUnitTests(run));
  if (suite === "contract") await board.count("contract tests", () => runContractTests(run));
  if (suite === "db") {
    await withTestServer(async ({ adminUrl }) => {
      await board.count("tests on PostgreSQL", () => runDatabaseTests(run, adminUrl));
    });
  }
  if (suite === "e2e") {
    await ensureBrowser(signal);
    await board.count("journeys in a browser", () => runBrowserTests(run));
  }
}

/** Without a server its tests cannot run, but the rest of the run goes on and says so at its end. */
async function withTestServer(action: (server: TestServer) => Promise<void>): Promise<void> {
  let server: TestServer | undefined;
  await board.check("PostgreSQL with all migrations", async () => {
    server = await startTestServer();
  });
  if (!server) return;
  try {
    await action(server);
  } finally {
    await server.stop();
  }
}

try {
  const selection = parseTestArguments(process.argv.slice(2));
  await (selection.suite ? runSuite(selection) : runEverything());
} catch (error) {
  if (!(error instanceof Stopped)) printFailure(error);
  board.fail("test run", error instanceof Stopped ? "stopped before its end" : "could not be carried out");
}
console.log(board.summary());
process.exit(board.hasFailed ? 1 : 0);
