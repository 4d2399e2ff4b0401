/** What went wrong, in the words of the public contract; `lib/http/to-problem.ts` maps each code to one HTTP status. */
export const errorCodes = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "too_many_requests",
  "upstream_rejected",
  "upstream_auth",
  "upstream_contract",
  "upstream_throttled",
  "upstream_unavailable",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface InvalidParam {
  path: string;
  message: string;
}

/** What the platform said, when it said anything: its own status, code, text and request id. */
export interface UpstreamFact {
  status: number | null;
  errorCode: string | null;
  errorMessage: string | null;
  requestId: string | null;
}

/** What a person proves themselves with: a code when they have a second factor, else the password. */
export type StepUpMethod = "password" | "code";

export interface AppErrorDetails {
  /** Overrides the code's usual HTTP status within the contract's family, e.g. 413 or 415 for `invalid_input`. */
  status?: number;
  hint?: string;
  /** Names title and hint in the message catalogues: `upstream.{hintKey}`. */
  hintKey?: string;
  /** The action the platform's user of this connection lacks, as IAM calls it. */
  missingPermission?: string;
  invalidParams?: InvalidParam[];
  /** Of a set that is not the one that was meant: how many devices, then and now. */
  difference?: { expected: number; found: number };
  /** With `forbidden`: allowed after a fresh proof of who is asking, of this kind (security.md S1.10). */
  stepUp?: StepUpMethod;
  upstream?: UpstreamFact;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The only error services throw on purpose. `message` is safe to show: it never holds a secret or a stored value. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly hint: string | undefined;
  readonly hintKey: string | undefined;
  readonly missingPermission: string | undefined;
  readonly invalidParams: InvalidParam[] | undefined;
  readonly difference: { expected: number; found: number } | undefined;
  readonly stepUp: StepUpMethod | undefined;
  readonly upstream: UpstreamFact | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.status = details.status;
    this.hint = details.hint;
    this.hintKey = details.hintKey;
    this.missingPermission = details.missingPermission;
    this.invalidParams = details.invalidParams;
    this.difference = details.difference;
    this.stepUp = details.stepUp;
    this.upstream = details.upstream;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
