/** What a failed call means for whoever decides on repeating it. */
export type FailureClass =
  /** Too many calls: refused before anything happened. */
  | "throttled"
  /** The platform's own trouble; the same call may work in a moment. */
  | "transient"
  /** Our credentials or their rights. */
  | "auth"
  /** The platform understood and said no. */
  | "rejected"
  /** The answer is not what the platform documents. */
  | "contract"
  /** The address cannot be reached, or must not be: trying again at once does not help. */
  | "unreachable"
  /** It went out and no answer came. */
  | "unknown";

/**
 * What a failed write may have done: `no` it provably never reached the platform, `yes` the platform answered and
 * took nothing on, `maybe` it can have happened all the same.
 */
export type Sent = "no" | "yes" | "maybe";

export interface Verdict {
  failure: FailureClass;
  sent: Sent;
}

/** Why no usable answer came, in the words of the transport. */
export type BreakReason =
  | "refused"
  | "name_not_found"
  | "connect_timeout"
  | "no_route"
  | "tls"
  | "blocked"
  | "reset"
  | "headers_timeout"
  | "timed_out"
  | "cancelled"
  | "truncated"
  | "too_large"
  | "unreadable"
  | "not_json";
