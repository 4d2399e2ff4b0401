/** Who is waiting: a person's click goes before the regular polling, that before whole crawls. */
export type Lane = "people" | "polling" | "bulk";

/** Limits differ by what a call does (contracts.md §2: IOTDA_RATE_READ, IOTDA_RATE_WRITE). */
export type CallKind = "read" | "write";

/** The right to send one call. */
export interface Turn {
  /** It was answered, or will not be: it reached the platform by now, if at all. */
  done(): void;
}

/** A connection's share of the platform, the same for all processes together. */
export interface RateBudget {
  /**
   * Resolves when one call may go out; rejects when `signal` aborts first. Taken before every attempt. Undefined when
   * there is nothing to give back.
   */
  take(lane: Lane, kind: CallKind, signal?: AbortSignal): Promise<Turn | undefined>;
  /** The platform throttled a call of this kind; `seconds` is what it asked for, null when it gave no figure. */
  slowDown(kind: CallKind, seconds: number | null): Promise<void>;
}
