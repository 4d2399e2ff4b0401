import type { Attempted } from "./authority";
import { PlatformError } from "./errors";

const toleratedMs = 2 * 60 * 1000;
/** No clock that TLS works with is further off; a signature dated beyond it would be good for whoever keeps it till then. */
const believedMs = 24 * 60 * 60 * 1000;

/** The time signatures are made with: ours, corrected by what a refusal told about the platform's clock. */
export interface SigningClock {
  now(): Date;
  offsetMs(): number;
  /**
   * Learns the platform's time from an answer to a call signed with `usedMs`; true when the offset differs enough
   * that signing again makes sense.
   */
  learn(platformTime: Date | null, usedMs: number): boolean;
  /** The correction did not help. */
  reset(offsetMs: number): void;
}

/** Only signing is corrected; the platform takes 15 minutes either way (signing §1). `offsetMs`: learned before. */
export function createSigningClock(now: () => Date, offsetMs = 0): SigningClock {
  return {
    now: () => new Date(now().getTime() + offsetMs),
    offsetMs: () => offsetMs,
    learn(platformTime, usedMs) {
      if (platformTime === null) return false;
      const measuredMs = platformTime.getTime() - now().getTime();
      if (Math.abs(measuredMs - usedMs) <= toleratedMs || Math.abs(measuredMs) > believedMs) return false;
      offsetMs = Math.abs(measuredMs) <= toleratedMs ? 0 : measuredMs;
      return true;
    },
    reset(former) {
      offsetMs = former;
    },
  };
}

/**
 * Repeats a call once whose signature was refused because of the clocks (security.md F19). Accepted calls are looked
 * at too: a clock that drifts or was set right is noticed before it matters. `onLearned` is told of a correction
 * that worked, 0 when the clocks agree again.
 */
export async function correctingClock<Result extends Attempted>(
  clock: SigningClock,
  attempt: () => Promise<Result>,
  onLearned: (offsetMs: number) => void,
): Promise<Result> {
  const usedMs = clock.offsetMs();
  try {
    const result = await attempt();
    if (clock.learn(result.answeredAt, usedMs)) onLearned(clock.offsetMs());
    return result;
  } catch (error) {
    if (!isUnauthenticated(error) || !clock.learn(error.answeredAt, usedMs)) throw error;
  }
  try {
    const result = await attempt();
    onLearned(clock.offsetMs());
    return result;
  } catch (again) {
    if (isUnauthenticated(again)) clock.reset(usedMs);
    else onLearned(clock.offsetMs());
    throw again;
  }
}

function isUnauthenticated(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.failure === "auth" && error.upstream.status === 401;
}
