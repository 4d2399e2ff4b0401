const WINDOW_MS = 1_000;

/** Lets so many calls through in any second; the others do not count. */
export class CallRate {
  private passed: number[] = [];

  /** Counts a call at the wall time `now`, ms; true when it is one too many. */
  isOver(callsPerSecond: number, now: number): boolean {
    this.passed = this.passed.filter((at) => at > now - WINDOW_MS);
    if (this.passed.length >= callsPerSecond) return true;
    this.passed.push(now);
    return false;
  }
}
