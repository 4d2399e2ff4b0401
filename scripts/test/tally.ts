import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Tally = { passed: number; failed: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Counts vitest's tests; a file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** Counts Playwright's tests; one that passed only when repeated has passed. */
export function countPlaywright(report: unknown): Tally {
  const { expected, unexpected, flaky } = PlaywrightReport.parse(report).stats;
  return { passed: expected + flaky, failed: unexpected };
}

/**
 * Reads a runner's report and makes it agree with the exit code: a run that failed has at least one failure, also when
 * it wrote no report.
 */
export function tallyReport(file: string, count: (report: unknown) => Tally, exitCode: number): Tally {
  const tally = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
