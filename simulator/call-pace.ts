/** When an operation was last let through, for the few that have a limit of their own (sheet §5). */
export class CallPace {
  private readonly last = new Map<string, number>();

  /** Whether the call may go through: the last one that did was `everyMs` ago. `now` is platform ms. */
  take(operation: string, everyMs: number, now: number): boolean {
    if (now < (this.last.get(operation) ?? Number.NEGATIVE_INFINITY) + everyMs) return false;
    this.last.set(operation, now);
    return true;
  }
}
