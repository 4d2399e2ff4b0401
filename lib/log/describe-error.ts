import { AppError } from "@/lib/errors";

/** What of an error may be logged: its kind, code and where it was thrown. */
export interface ErrorFacts {
  name: string;
  code?: string;
  message?: string;
  /** Path and rule of each mismatch of a schema; never the value. */
  issues?: string[];
  frames?: string[];
  cause?: ErrorFacts;
}

const mostFrames = 12;
const mostIssues = 20;

/**
 * A message is kept only from `AppError`, which promises that it is safe: those of drivers and parsers quote addresses
 * with passwords, rows and input (security.md S4.5). Frames are kept without the message that precedes them.
 */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const facts: ErrorFacts = { name: error.name };
  const { code, issues } = error as { code?: unknown; issues?: unknown };
  if (typeof code === "string" || typeof code === "number") facts.code = String(code);
  if (error instanceof AppError) facts.message = error.message;
  if (Array.isArray(issues)) facts.issues = issues.slice(0, mostIssues).map(describeIssue);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  if (frames?.length) facts.frames = frames.slice(0, mostFrames).map((line) => line.trim());
  if (error.cause !== undefined && depth < 3) facts.cause = describeError(error.cause, depth + 1);
  return facts;
}

function describeIssue(issue: { path?: unknown; code?: unknown; expected?: unknown }): string {
  const path = Array.isArray(issue?.path) ? issue.path.map(String).join(".") : "";
  return [path || "(root)", issue?.code, issue?.expected]
    .filter((part) => typeof part === "string")
    .join(" ");
}
