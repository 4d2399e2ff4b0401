import { LIMITS } from "../limits";

const WINDOW_MS = 60_000;

/** So many calls in any minute of the wall clock (sheet §13.7); refused ones do not count. */
export class CallThrottle {
  private admitted: number[] = [];
  /** 0 = no limit. */
  private callsPerMinute: number = LIMITS.na.callsPerMinute;

  /** Counts a call at the wall time `now`, ms; false when it is one too many. */
  admits(now: number): boolean {
    this.admitted = this.admitted.filter((at) => at > now - WINDOW_MS);
    if (this.callsPerMinute > 0 && this.admitted.length >= this.callsPerMinute) return false;
    this.admitted.push(now);
    return true;
  }

  /** As at first: the usual limit, no call counted. */
  reset(): void {
    this.admitted = [];
    this.callsPerMinute = LIMITS.na.callsPerMinute;
  }

  /** From now on another limit; calls of the last minute still count. */
  limit(callsPerMinute: number): void {
    this.callsPerMinute = callsPerMinute;
  }
}
