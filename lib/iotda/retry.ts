import { AppError } from "@/lib/errors";
import { PlatformError } from "./errors";
import type { CallKind } from "./pacing";

export interface RetryDeps {
  /** Waits; may end early when `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** 0 up to, not including, 1. */
  random(): number;
  /** Told of every throttled answer, so that all processes slow down together. */
  onThrottled(error: PlatformError): Promise<void>;
}

/** How often one call has been repeated, by reason. */
export interface Repeats {
  throttled: number;
  broken: number;
}

/** Gateways use the same code for a used-up daily quota, so even throttled calls end (sheet §5). */
const throttledRepeats: Readonly<Record<CallKind, number>> = { read: 10, write: 5, search: 10 };
const brokenRepeats = 2;
/** Asked to wait longer than this, the caller had better plan the call anew. */
const longestWaitSeconds = 300;

/**
 * Milliseconds until the next try, null to give up. Throttled calls are always safe to repeat, and wait with all others
 * of their lane for their next turn (pacing.ts); a broken one is repeated only when it changes nothing or provably
 * never left, with full jitter up to 8 s.
 */
export function planRetry(
  error: PlatformError,
  kind: CallKind,
  repeats: Repeats,
  random: () => number,
): number | null {
  const asked = error.retryAfterSeconds ?? 0;
  if (asked > longestWaitSeconds) return null;
  if (error.failure === "throttled") {
    return repeats.throttled < throttledRepeats[kind] ? 0 : null;
  }
  const isBroken = error.failure === "transient" || error.failure === "unknown";
  const isSafe = kind !== "write" || error.sent === "no";
  if (!isBroken || !isSafe || repeats.broken >= brokenRepeats) return null;
  return asked > 0 ? asked * 1000 : random() * Math.min(8_000, 500 * 2 ** repeats.broken);
}

/**
 * Runs `attempt` until it succeeds or repeating stops being safe or useful; each attempt signs anew. When `signal`
 * ends the waiting, the platform's last word is thrown, not the interruption.
 */
export async function callWithRetry<Result>(
  kind: CallKind,
  attempt: () => Promise<Result>,
  deps: RetryDeps,
  signal?: AbortSignal,
): Promise<Result> {
  const repeats: Repeats = { throttled: 0, broken: 0 };
  let last: PlatformError | undefined;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (last && isTurnless(error)) throw last;
      if (!(error instanceof PlatformError)) throw error;
      last = error;
      if (error.failure === "throttled") await deps.onThrottled(error);
      const wait = planRetry(error, kind, repeats, deps.random);
      if (wait === null || !(await waitUnlessAborted(wait, deps, signal))) throw error;
      repeats[error.failure === "throttled" ? "throttled" : "broken"] += 1;
    }
  }
}

/** The turn for the next try never came. */
function isTurnless(error: unknown): boolean {
  if (error instanceof PlatformError) return error.reason === "cancelled" && error.sent === "no";
  return error instanceof AppError && error.code === "upstream_throttled";
}

/** False when `signal` ended the wait. */
async function waitUnlessAborted(
  milliseconds: number,
  deps: RetryDeps,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (milliseconds === 0) return !signal?.aborted;
  if (!signal) {
    await deps.sleep(milliseconds);
    return true;
  }
  if (signal.aborted) return false;
  let stop = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener("abort", stop, { once: true });
  });
  // A sleep that honours the signal rejects on abort, which is the same news.
  await Promise.race([aborted, deps.sleep(milliseconds, signal).catch(() => undefined)]);
  signal.removeEventListener("abort", stop);
  return !signal.aborted;
}
