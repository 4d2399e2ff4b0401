/** Who is waiting: a person's click goes before the regular polling, that before whole crawls. */
export type Lane = "people" | "polling" | "bulk";

/**
 * Limits differ by what a call does: IOTDA_RATE_READ, IOTDA_RATE_WRITE, and one SearchDevices a second (contracts.md
 * §2, sheet §5). A search is a read in every other respect.
 */
export type CallKind = "read" | "write" | "search";

/** The right to send one call. */
export interface Turn {
  /**
   * The call was answered, or will not be: it reached the platform by now, if at all. `served`: the platform took it
   * on, so what was throttled before may pick up speed again. To be called once, whatever happens.
   */
  done(served?: boolean): void;
}

/** A connection's share of the platform, the same for all processes together. */
export interface RateBudget {
  /**
   * Resolves when one call may go out; rejects when `signal` aborts first, and with `upstream_throttled` at once when
   * the platform asked for a pause that nobody should wait for. Taken before every attempt. Undefined when there is
   * nothing to give back.
   */
  take(lane: Lane, kind: CallKind, signal?: AbortSignal): Promise<Turn | undefined>;
  /**
   * The platform throttled a call. `seconds` is what it asked for: then all calls of the kind wait that long. Null when
   * it gave no figure: then this lane and those behind it wait, longer each time it comes again.
   */
  slowDown(lane: Lane, kind: CallKind, seconds: number | null): Promise<void>;
}
