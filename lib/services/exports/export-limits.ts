import { AppError } from "@/lib/errors";

/** Milliseconds: how long one may take at all, and how long its client may take for what waits for it. */
export const exportLimits = { longestMs: 1_800_000, stallMs: 30_000 } as const;

/** For the third export of a person at a time (security.md S4.9), or when this process holds all it may. */
export function tooManyExports(): AppError {
  return new AppError("too_many_requests", "Other exports are still being sent. Wait for one of them.", {
    hint: "exports_busy",
    retryAfterSeconds: 5,
  });
}

/** For a task whose rows were dropped after their time. */
export function rowsDropped(): AppError {
  return new AppError("conflict", "The rows of this task are no longer kept.", { hint: "rows_dropped" });
}
