import { permissionFor } from "@/lib/domain/iam-actions";
import { findPlatformCode, type PlatformCode } from "@/lib/domain/platform-codes";
import { AppError, type ErrorCode, type UpstreamFact } from "@/lib/errors";
import { englishHint } from "./error-texts";
import type { BreakReason, FailureClass, Sent, Verdict } from "./failure-class";

const codeOf: Readonly<Record<FailureClass, ErrorCode>> = {
  throttled: "upstream_throttled",
  transient: "upstream_unavailable",
  auth: "upstream_auth",
  rejected: "upstream_rejected",
  contract: "upstream_contract",
  unreachable: "upstream_unavailable",
  unknown: "upstream_unavailable",
};

const messageOf: Readonly<Record<FailureClass, string>> = {
  throttled: "The platform limits the rate of calls.",
  transient: "The platform had a problem of its own.",
  auth: "The platform refused the credentials of this connection or their rights.",
  rejected: "The platform refused the request.",
  contract: "The platform's answer could not be understood.",
  unreachable: "The platform cannot be reached.",
  unknown: "The platform did not answer.",
};

export interface PlatformErrorFacts extends Verdict {
  /** Null when an answer came. */
  reason?: BreakReason | null;
  /** One more clause for the message; never a value from outside. */
  detail?: string;
  upstream?: UpstreamFact;
  /** Says it better than the class does; a known code says it best. */
  key?: string;
  /** The sheet's name of what was called. */
  operation?: string;
  retryAfterSeconds?: number | null;
  /** The answer's `Date`. */
  answeredAt?: Date | null;
  cause?: unknown;
}

const nothingSaid: UpstreamFact = { status: null, errorCode: null, errorMessage: null, requestId: null };

/** A call to the platform that did not end well. `upstream` holds the platform's own words, unknown ones included. */
export class PlatformError extends AppError {
  readonly failure: FailureClass;
  /** Decisive for writes: only `maybe` needs a look at the platform before anything is sent again. */
  readonly sent: Sent;
  readonly reason: BreakReason | null;
  /** The clause of the message that is about this very call. */
  readonly detail: string | undefined;
  /** Names the text in the message catalogues, `upstream.{key}`: a known code's word, else the class. */
  readonly key: string;
  readonly answeredAt: Date | null;
  override readonly upstream: UpstreamFact;

  constructor(facts: PlatformErrorFacts) {
    const { failure, sent, detail } = facts;
    const upstream = facts.upstream ?? nothingSaid;
    const key = knownCodeOf(upstream)?.key ?? facts.key ?? failure;
    const missingPermission =
      key === "no_permission" && facts.operation !== undefined ? permissionFor(facts.operation) : undefined;
    const hint = englishHint(key);
    super(codeOf[failure], detail ? `${messageOf[failure]} ${detail}` : messageOf[failure], {
      hint: missingPermission ? `${hint} It is called ${missingPermission}.` : hint,
      hintKey: key,
      missingPermission,
      upstream,
      retryAfterSeconds: facts.retryAfterSeconds ?? undefined,
      cause: facts.cause,
    });
    this.name = "PlatformError";
    this.failure = failure;
    this.sent = sent;
    this.reason = facts.reason ?? null;
    this.detail = detail;
    this.key = key;
    this.answeredAt = facts.answeredAt ?? null;
    this.upstream = upstream;
  }
}

function knownCodeOf({ errorCode }: UpstreamFact): PlatformCode | undefined {
  return errorCode === null ? undefined : findPlatformCode(errorCode);
}

/**
 * The platform itself says that the task, file or device is not there: by a code that says so, or by 404 with one that
 * is not published for anything else. The number for v5 tasks is not published, so it is never asked (sheet §4).
 */
export function isMissing(error: unknown): error is PlatformError {
  if (!(error instanceof PlatformError) || error.failure !== "rejected") return false;
  const known = knownCodeOf(error.upstream);
  if (known && !known.unpublished) return known.missing === true;
  return error.upstream.status === 404;
}

/** The platform takes no such value at all (400): an id it refuses so is none of its own. */
export function isImpossible(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.failure === "rejected" && error.upstream.status === 400;
}

/** The platform refused the token a call came with, or may have: one more try with a new one is worth it (sheet §3.1, §13.7). */
export function isTokenRefused(error: unknown): error is PlatformError {
  if (!(error instanceof PlatformError)) return false;
  const known = knownCodeOf(error.upstream);
  return known ? known.renewable === true : error.failure === "auth" && error.upstream.status === 401;
}
