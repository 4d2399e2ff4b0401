import type { Problem } from "@/lib/contracts/problem";
import { AppError, type ErrorCode } from "@/lib/errors";
import { isDatabaseAway } from "./database-away";

interface Kind {
  status: number;
  title: string;
  /** Statuses an `AppError` of this code may choose instead. */
  others?: readonly number[];
  /** Seconds, for codes that promise `Retry-After`. */
  retryAfter?: number;
}

/** contracts.md §4: one HTTP status a code. A platform's 401 or 403 is never a 401 to the browser. */
const kinds: Record<ErrorCode, Kind> = {
  invalid_input: { status: 400, title: "The request is not valid", others: [405, 413, 415, 421] },
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "In conflict with how things are" },
  too_many_requests: { status: 429, title: "Too many requests", retryAfter: 1 },
  upstream_rejected: { status: 422, title: "The platform refused" },
  upstream_auth: { status: 502, title: "The platform does not accept our credentials" },
  upstream_contract: { status: 502, title: "The platform's answer was not understood" },
  upstream_throttled: { status: 503, title: "The platform limits our rate", retryAfter: 5 },
  upstream_unavailable: { status: 503, title: "The platform does not answer", retryAfter: 15 },
  unavailable: { status: 503, title: "Not available right now", retryAfter: 5 },
  internal: { status: 500, title: "Something failed on our side" },
};

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
}

/** Every error becomes a problem; what is not an `AppError` tells nothing but its request id (A49). */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  const known = toAppError(error);
  const kind = kinds[known.code];
  const status =
    known.status !== undefined && kind.others?.includes(known.status) ? known.status : kind.status;
  const problem: Problem = {
    type: `urn:muster:problem:${known.code}`,
    title: kind.title,
    status,
    detail: known.code === "internal" ? "The log has more under the request id." : known.message,
    code: known.code,
    requestId,
  };
  if (known.invalidParams) problem.invalidParams = known.invalidParams;
  if (known.difference) problem.difference = known.difference;
  if (known.stepUp) problem.stepUp = known.stepUp;
  if (known.upstream) problem.upstream = known.upstream;
  if (known.hint) problem.hint = known.hint;
  if (known.hintKey) problem.hintKey = known.hintKey;
  if (known.missingPermission) problem.missingPermission = known.missingPermission;
  return { problem, headers: retryAfter(known.retryAfterSeconds, kind.retryAfter) };
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) return new AppError("unavailable", "The database does not answer right now.");
  return new AppError("internal", "Unexpected error.");
}

function retryAfter(asked: number | undefined, promised: number | undefined): Record<string, string> {
  const seconds = asked ?? promised;
  return seconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
}
