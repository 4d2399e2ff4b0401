import { AppError } from "@/lib/errors";
import { PlatformError } from "@/lib/iotda/errors";
import { retryDelay } from "./plan";

/** Refused credentials, and a connection that is down, are tried again this often, in milliseconds (F20, F31). */
export const probeMs = { auth: 300_000, down: 60_000 } as const;

export interface ReadFailure {
  /** A word of `lib/errors.ts`. */
  reason: string;
  throttled: boolean;
  /** Says something about the whole connection, not about one task. */
  shared: boolean;
  delayMs: number;
}

/** What a failed read means for the next one. */
export function describeFailure(error: unknown, lease: { failures: number; followed: boolean }): ReadFailure {
  const code = error instanceof AppError ? error.code : "internal";
  const own = retryDelay(lease.failures, lease.followed);
  const asked = error instanceof AppError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  const failure = { reason: code, throttled: false, shared: false, delayMs: own };
  switch (code) {
    case "upstream_auth":
      return { ...failure, shared: true, delayMs: probeMs.auth };
    case "upstream_throttled":
      return { ...failure, throttled: true, delayMs: Math.max(asked, own) };
    case "upstream_unavailable":
      return { ...failure, shared: true, delayMs: Math.max(asked, own) };
    default:
      return failure;
  }
}

/** A page nobody can read is skipped (F13); anything else would meet the next page as well. */
export function isOnePageOnly(error: unknown): boolean {
  return error instanceof PlatformError && error.code === "upstream_contract";
}
