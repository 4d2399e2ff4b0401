import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";

/** `names`: the tests that failed, as far as the runner named them. */
export type Tally = { passed: number; failed: number; names?: readonly string[] };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

interface PlaywrightSuite {
  specs?: { ok: boolean; title: string; file: string }[];
  suites?: PlaywrightSuite[];
}

const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  specs: z.array(z.object({ ok: z.boolean(), title: z.string(), file: z.string() })).optional(),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(PlaywrightSuite),
});

/** Counts vitest's tests; a file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failing = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${basename(name)}: ${fullName}`),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    names: [...failing, ...broken.map(({ name }) => `${basename(name)}: could not be loaded`)],
  };
}

/** Counts Playwright's tests; one that passed only when repeated has passed. */
export function countPlaywright(report: unknown): Tally {
  const { stats, suites } = PlaywrightReport.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    names: suites.flatMap(failedSpecs),
  };
}

function failedSpecs({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  const failing = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`);
  return [...failing, ...suites.flatMap(failedSpecs)];
}

/**
 * Reads a runner's report and makes it agree with the exit code: a run that failed has at least one failure, also when
 * it wrote no report.
 */
export function tallyReport(file: string, count: (report: unknown) => Tally, exitCode: number): Tally {
  const tally = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
