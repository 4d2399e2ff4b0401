import { CommandFailure } from "../process/command-failure";

export const SUITES = ["unit", "contract", "db", "e2e"] as const;
export type Suite = (typeof SUITES)[number];

/** What to run: everything, or one suite with file patterns for its own runner. */
export type TestSelection = { suite: Suite | null; patterns: string[] };

/** Reads `[--only unit|contract|db|e2e [pattern …]]`. */
export function parseTestArguments(args: readonly string[]): TestSelection {
  if (args.length === 0) return { suite: null, patterns: [] };
  const [flag, name, ...patterns] = args;
  const suite = SUITES.find((candidate) => candidate === name);
  if (flag !== "--only" || !suite)
    throw new CommandFailure("Usage: npm test [-- --only unit|contract|db|e2e [pattern …]]");
  return { suite, patterns };
}
