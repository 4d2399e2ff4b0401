import type { CheckName, ConnectionCheck } from "@/lib/contracts/save-connection";
import type { CheckKey } from "@/lib/domain/connection-checks";
import { PlatformError } from "@/lib/iotda/errors";
import type { BreakReason } from "@/lib/iotda/failure-class";
import { makeCheck } from "./check";

const addressKeys: Partial<Record<BreakReason, CheckKey>> = {
  refused: "address_refused",
  name_not_found: "address_unknown",
  tls: "address_untrusted",
  blocked: "address_blocked",
  not_json: "address_other",
  unreadable: "address_other",
  truncated: "address_other",
};

/** The account is not served at this host, or has no such instance (error-codes.tsv). */
const notServed = "IOTDA.000021";
const noSuchPath = new Set(["IOTDA.000029", "APIGW.0101", "APIG.0101"]);

/**
 * Which part of a connection the first failed call speaks of, and what to say about it. Null: the platform answered
 * properly, it is only this call that it refuses.
 */
export function judgeFirstFailure(error: unknown): { at: CheckName; check: ConnectionCheck } | null {
  if (!(error instanceof PlatformError)) throw error;
  const { failure, reason, upstream } = error;
  if (upstream.errorCode === notServed) {
    return { at: "instance", check: makeCheck("instance", "failed", "instance_wrong", { error }) };
  }
  if (upstream.errorCode !== null && noSuchPath.has(upstream.errorCode)) {
    return { at: "project", check: makeCheck("project", "failed", "project_wrong", { error }) };
  }
  if (failure === "auth" && !isAboutRights(error)) {
    return { at: "sign_in", check: makeCheck("sign_in", "failed", "sign_in_refused", { error }) };
  }
  if (failure === "auth" || failure === "rejected" || failure === "throttled") return null;
  const key =
    (reason && addressKeys[reason]) ?? (failure === "contract" ? "address_other" : "address_silent");
  return { at: "address", check: makeCheck("address", "failed", key, { error }) };
}

/** Signed in, but not allowed to do this. */
export function isAboutRights(error: unknown): boolean {
  return error instanceof PlatformError && error.key === "no_permission";
}

/** The platform took the question and said no to what was asked: an answer of its own rules. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PlatformError && error.failure === "rejected";
}
