import type { ThrottleState } from "@/lib/store/throttle-store";

/** Security.md S1.7. An account is delayed, never locked; an address gets a number of failures per window. */
const account = {
  freeFailures: 5,
  firstDelayMs: 1_000,
  longestDelayMs: 15 * 60_000,
  forgottenMs: 24 * 3_600_000,
};
const address = { failures: 30, windowMs: 15 * 60_000 };

/** 1 s after the fifth failure in a row, doubling to 15 min; a day without failures starts anew. */
export function afterAccountFailure(state: ThrottleState, now: Date): ThrottleState {
  const forgotten = now.getTime() - state.windowStart.getTime() > account.forgottenMs;
  const failures = forgotten ? 1 : state.failures + 1;
  const doublings = Math.min(failures - account.freeFailures, 30);
  const delayMs = Math.min(account.firstDelayMs * 2 ** doublings, account.longestDelayMs);
  const blockedUntil = doublings < 0 ? null : new Date(now.getTime() + delayMs);
  return { failures, windowStart: now, blockedUntil };
}

/** 30 in 15 min from the first one; then nothing until those 15 min are over. */
export function afterAddressFailure(state: ThrottleState, now: Date): ThrottleState {
  const ended = now.getTime() - state.windowStart.getTime() >= address.windowMs;
  const windowStart = ended ? now : state.windowStart;
  const failures = ended ? 1 : state.failures + 1;
  const windowEnd = new Date(windowStart.getTime() + address.windowMs);
  return { failures, windowStart, blockedUntil: failures < address.failures ? null : windowEnd };
}

/** Whole seconds until the next try may be made; 0: now. */
export function secondsToWait(state: ThrottleState | null, now: Date): number {
  const ms = (state?.blockedUntil?.getTime() ?? 0) - now.getTime();
  return ms > 0 ? Math.ceil(ms / 1000) : 0;
}
