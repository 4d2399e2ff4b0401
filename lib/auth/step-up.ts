import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";

/** A proof counts this long (security.md S1.10); a fresh sign-in is one. */
export const proofMs = 10 * 60_000;

/**
 * For acts that need a person who is surely there: throws `forbidden`, with `stepUp` when a proof at
 * `/api/auth/step-up` is all that is missing. Never in a frame (security.md S3.4), never by a token.
 */
export function requireRecentProof(caller: Caller, now: Date): void {
  if (caller.kind !== "person" || caller.provedAt === null) {
    throw new AppError("forbidden", "Only a person who is signed in may do this.");
  }
  if (caller.surface !== "page") throw new AppError("forbidden", "This is done outside of frames.");
  if (now.getTime() - caller.provedAt.getTime() <= proofMs) return;
  throw new AppError("forbidden", "Prove who you are first.", {
    stepUp: caller.secondFactor ? "code" : "password",
  });
}
