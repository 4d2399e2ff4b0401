import type { Caller } from "@/lib/auth/caller";
import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { changeThrottle } from "@/lib/store/throttle-store";
import type { ServiceContext } from "./context";

/** How often one caller may do something costly, counted over all processes. */
export interface ActLimit {
  name: string;
  count: number;
  windowMs: number;
}

/**
 * Takes one of the acts a caller has left (security.md S4.9); throws `too_many_requests` with the seconds to wait when
 * they are used up. The window begins with its first act.
 */
export async function spendAct({ deps, caller, now }: ServiceContext, limit: ActLimit): Promise<void> {
  const at = now();
  const { failures: spent, windowStart } = await inTransaction(deps.database, (tx) =>
    changeThrottle(tx, `act:${limit.name}:${caller.id}`, at, (state) => {
      const isOver = at.getTime() - state.windowStart.getTime() >= limit.windowMs;
      const kept = isOver ? { failures: 0, windowStart: at } : state;
      return { ...kept, failures: Math.min(kept.failures, limit.count) + 1, blockedUntil: null };
    }),
  );
  if (spent <= limit.count) return;
  const waitMs = windowStart.getTime() + limit.windowMs - at.getTime();
  throw new AppError("too_many_requests", "That was often enough for now. Wait a moment and try again.", {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
}

/** security.md S4.9; a script may do more than a person. */
export function createsAllowed({ kind }: Caller): ActLimit {
  return { name: "create", count: kind === "token" ? 600 : 30, windowMs: 60_000 };
}

/** Each may copy a million rows, which stay for ever. */
export const freezesAllowed: ActLimit = { name: "freeze", count: 20, windowMs: 3_600_000 };

/** Retry, stop and confirm together. */
export function actsOnTasksAllowed({ kind }: Caller): ActLimit {
  return { name: "task", count: kind === "token" ? 600 : 60, windowMs: 60_000 };
}
