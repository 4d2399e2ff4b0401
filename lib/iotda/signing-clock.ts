import { PlatformError } from "./errors";

const toleratedMs = 2 * 60 * 1000;

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

/** Only signing is corrected; the platform takes 15 minutes either way (signing §1). */
export function createSigningClock(now: () => Date): SigningClock {
  let offsetMs = 0;
  return {
    now: () => new Date(now().getTime() + offsetMs),
    offsetMs: () => offsetMs,
    learn(platformTime, usedMs) {
      if (platformTime === null) return false;
      const measuredMs = platformTime.getTime() - now().getTime();
      if (Math.abs(measuredMs - usedMs) <= toleratedMs) return false;
      offsetMs = measuredMs;
      return true;
    },
    reset(former) {
      offsetMs = former;
    },
  };
}

/** Repeats a call once whose signature was refused because of the clocks (security.md F19). */
export async function correctingClock<Result>(
  clock: SigningClock,
  attempt: () => Promise<Result>,
  onLearned: (offsetMs: number) => void,
): Promise<Result> {
  const usedMs = clock.offsetMs();
  try {
    return await attempt();
  } catch (error) {
    if (!isUnauthenticated(error) || !clock.learn(error.answeredAt, usedMs)) throw error;
    onLearned(clock.offsetMs());
    try {
      return await attempt();
    } catch (again) {
      if (isUnauthenticated(again)) clock.reset(usedMs);
      throw again;
    }
  }
}

function isUnauthenticated(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.failure === "auth" && error.upstream.status === 401;
}
