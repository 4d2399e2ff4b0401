import { AppError, type ErrorCode, type UpstreamFact } from "@/lib/errors";
import { findKnownCode } from "./error-codes";
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

const hintOf: Readonly<Partial<Record<FailureClass, string>>> = {
  throttled: "Nothing is lost; try again in a moment.",
  auth: "Check the access key, its rights, the region and the instance of this connection.",
  contract: "Check that the address of this connection is the application address of an IoTDA instance.",
  unreachable: "Check the address of this connection and the network between here and there.",
};

export interface PlatformErrorFacts extends Verdict {
  /** Null when an answer came. */
  reason?: BreakReason | null;
  /** One more clause for the message; never a value from outside. */
  detail?: string;
  upstream?: UpstreamFact;
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
  /** Names the text in the message catalogues, `upstream.{key}`: a known code's word, else the class. */
  readonly key: string;
  readonly answeredAt: Date | null;
  override readonly upstream: UpstreamFact;

  constructor(facts: PlatformErrorFacts) {
    const { failure, sent, detail } = facts;
    const upstream = facts.upstream ?? nothingSaid;
    const known = upstream.errorCode === null ? undefined : findKnownCode(upstream.errorCode);
    super(codeOf[failure], detail ? `${messageOf[failure]} ${detail}` : messageOf[failure], {
      hint: known?.hint ?? hintOf[failure],
      upstream,
      retryAfterSeconds: facts.retryAfterSeconds ?? undefined,
      cause: facts.cause,
    });
    this.name = "PlatformError";
    this.failure = failure;
    this.sent = sent;
    this.reason = facts.reason ?? null;
    this.key = known?.key ?? failure;
    this.answeredAt = facts.answeredAt ?? null;
    this.upstream = upstream;
  }
}

/**
 * The platform itself says that the task, file or device is not there: 404 with a code that is not about the path.
 * The number is not asked, as the one for tasks is not published (sheet §4).
 */
export function isMissing(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.failure === "rejected" && error.upstream.status === 404
    ? error.key !== "no_such_path"
    : false;
}

/** The platform takes no such value at all (400): an id it refuses so is none of its own. */
export function isImpossible(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.failure === "rejected" && error.upstream.status === 400;
}
