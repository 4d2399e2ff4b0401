/** How a stream came to its end. `lost`: no answer, or cut; `refused`: an answer that is no stream. */
export type StreamEnd =
  | { kind: "lost" }
  | { kind: "refused"; status: number; retryAfterSeconds: number | null };

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** What was refused is asked again this late at the earliest, in case a role or a task has come. */
const refusedWaitMs = 5 * 60_000;
/** A server that asks for fewer calls without saying until when. */
const crowdedWaitMs = 30_000;

/**
 * How long to wait before the next try, in milliseconds. `failures`: tries in a row that came to nothing. Lost streams
 * come back with full jitter, 1 s up to 60 s: a thousand of them are cut at once when a console restarts.
 */
export function waitBeforeReconnect(end: StreamEnd, failures: number, random: () => number): number {
  if (end.kind === "refused" && end.status < 500) {
    const least = end.status === 429 ? seconds(end.retryAfterSeconds) : refusedWaitMs;
    return least * (1 + random() / 2);
  }
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
  const least = end.kind === "refused" && end.retryAfterSeconds ? end.retryAfterSeconds * 1_000 : 0;
  return least + random() * most;
}

function seconds(retryAfter: number | null): number {
  return retryAfter === null ? crowdedWaitMs : retryAfter * 1_000;
}
