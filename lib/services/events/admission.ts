import type { Caller } from "@/lib/auth/caller";
import { AppError } from "@/lib/errors";

/** Streams that one caller, and one process, may hold at a time. */
export const mostStreams = { caller: 20, process: 2_000 } as const;

/** Throws `too_many_requests` or `unavailable`. `open`: callers of the streams there are. */
export function requireRoom(caller: Caller, open: Iterable<{ caller: Caller }>): void {
  let all = 0;
  let own = 0;
  for (const stream of open) {
    all += 1;
    if (stream.caller.id === caller.id) own += 1;
  }
  if (own >= mostStreams.caller) {
    const message = `You have ${own} event streams open; close one first.`;
    throw new AppError("too_many_requests", message, { retryAfterSeconds: 15 });
  }
  if (all >= mostStreams.process) {
    throw new AppError("unavailable", "No more event streams fit in here right now.", {
      retryAfterSeconds: 15,
    });
  }
}
