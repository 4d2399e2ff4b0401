import type { Problem } from "@/lib/contracts/problem";

/** `network`: no answer came. `bad_answer`: one came that this console cannot read. */
export type ApiErrorCode = Problem["code"] | "network" | "bad_answer";

/** The one error of every call; screens choose by `code` and show what `problem` says. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number | null;
  readonly problem: Problem | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ApiErrorCode,
    status: number | null,
    problem: Problem | null,
    retryAfterSeconds?: number,
  ) {
    super(problem?.detail ?? code);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

/** For a write: whether the server may have acted although no usable answer came. */
export function isOutcomeUnknown(error: ApiError): boolean {
  if (error.code === "network" || error.status === null) return true;
  if (error.code === "bad_answer") return error.status < 400 || error.status >= 500;
  return error.status === 500;
}

/** Any failure of a call as the one error screens know; code that could not be loaded counts as no answer. */
export function asApiError(error: unknown): ApiError | null {
  if (error === null || error === undefined) return null;
  return error instanceof ApiError ? error : new ApiError("network", null, null);
}
