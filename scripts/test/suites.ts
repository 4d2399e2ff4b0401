import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChildEnvironment, runChild } from "../process/run-child";
import { tool } from "../process/tools";
import { withE2eSetting } from "./e2e-run";
import { countPlaywright, countVitest, type Tally, tallyReport } from "./tally";

export type SuiteRun = { env: ChildEnvironment; signal: AbortSignal; patterns: readonly string[] };

export function runUnitTests(run: SuiteRun): Promise<Tally> {
  return runVitest("vitest.config.ts", run);
}

/** Clients against the simulator over HTTP: hundreds of limits and codes, too many for every save of a file. */
export function runContractTests(run: SuiteRun): Promise<Tally> {
  return runVitest("vitest.contract.config.ts", run);
}

/** Tests on PostgreSQL; `adminUrl` is a server that holds the migrated template. */
export function runDatabaseTests(run: SuiteRun, adminUrl: string): Promise<Tally> {
  return runVitest("vitest.db.config.ts", { ...run, env: { ...run.env, TEST_DATABASE_ADMIN_URL: adminUrl } });
}

function runVitest(config: string, { env, signal, patterns }: SuiteRun): Promise<Tally> {
  return withReportFile(async (report) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const command = tool("vitest", "run", "--config", config, ...reporters, ...patterns);
    const { code } = await runChild({ ...command, env, signal, output: "inherit" });
    return tallyReport(report, countVitest, code);
  });
}

/** The journeys in a real browser; Playwright starts its own `npm start` as playwright.config.ts says. */
export function runBrowserTests({ env, signal, patterns }: SuiteRun): Promise<Tally> {
  return withReportFile((report) =>
    withE2eSetting(async (setting) => {
      const { code } = await runChild({
        ...tool("playwright", "test", "--reporter=list,json", ...patterns),
        env: { ...env, ...setting, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        signal,
        output: "inherit",
        // Its tidy way to stop: it ends the server it started first.
        stopWith: "SIGINT",
        stopPatienceMs: 20_000,
      });
      return tallyReport(report, countPlaywright, code);
    }),
  );
}

async function withReportFile<T>(action: (file: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "muster-report-"));
  try {
    return await action(join(directory, "report.json"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
