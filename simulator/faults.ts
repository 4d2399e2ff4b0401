export const FAULT_KINDS = [
  "status",
  "throttle",
  "reset",
  "hang",
  "truncate",
  "html",
  "delay",
  "lose-answer",
] as const;

/**
 * A fault to inject. `reset` breaks the connection before anything is done, `lose-answer` after the call was carried
 * out; `truncate` sends half the body; `hang` never answers; `delay` waits and then goes on (ms of real time).
 */
export type Fault = {
  kind: (typeof FAULT_KINDS)[number];
  /** `path` matches when it occurs in path and query. Absent = every call. */
  match?: { method?: string; path?: string };
  /** How often it strikes; absent = until it is cleared. */
  times?: number;
  status?: number;
  code?: string;
  message?: string;
  /** Seconds for the Retry-After header. */
  retryAfter?: number;
  delayMs?: number;
};

/** Faults in the order they were added; the first that fits strikes. */
export class FaultList {
  private faults: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.faults = [];
  }

  list(): { fault: Fault; left: number | null }[] {
    return this.faults.map(({ fault, left }) => ({ fault, left: Number.isFinite(left) ? left : null }));
  }

  /** The fault for a call, used up by one; undefined when none fits. */
  strike(method: string, target: string): Fault | undefined {
    const entry = this.faults.find(({ fault: { match } }) => {
      if (match?.method && match.method.toUpperCase() !== method) return false;
      return target.includes(match?.path ?? "");
    });
    if (!entry) return undefined;
    entry.left--;
    if (entry.left <= 0) this.faults = this.faults.filter((other) => other !== entry);
    return entry.fault;
  }
}
