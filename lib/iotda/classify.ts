import { findPlatformCode, isGatewayCode } from "@/lib/domain/platform-codes";

import type { BreakReason, Verdict } from "./failure-class";

/** The class of an answer with a status line; null when it is a success. Codes decide before the status, texts never. */
export function classifyAnswer(answer: { status: number; errorCode: string | null }): Verdict | null {
  const { status, errorCode } = answer;
  const found = errorCode === null ? undefined : findPlatformCode(errorCode);
  // What stands behind an unpublished number may be anything: the status decides, as for a number nobody knows.
  const known = found?.unpublished ? undefined : found;
  if (known?.failure === "throttled" || status === 429) return { failure: "throttled", sent: "yes" };
  if (known) return { failure: known.failure, sent: known.failure === "transient" ? "maybe" : "yes" };
  if (status >= 200 && status < 300) return errorCode === null ? null : { failure: "rejected", sent: "yes" };
  return classifyStatus(status, errorCode);
}

function classifyStatus(status: number, errorCode: string | null): Verdict {
  if (status >= 500 || status === 408) return { failure: "transient", sent: "maybe" };
  if (status === 401) return { failure: "auth", sent: "yes" };
  // An unknown platform code with 403 is a rule of the platform (a quota, a resource space), not our credentials.
  if (status === 403 && (errorCode === null || isGatewayCode(errorCode)))
    return { failure: "auth", sent: "yes" };
  if (status >= 400) return { failure: errorCode === null ? "contract" : "rejected", sent: "yes" };
  // Of the redirects only 303 says that the work was done.
  if (status >= 300) return { failure: "unreachable", sent: status === 303 ? "maybe" : "yes" };
  return { failure: "contract", sent: "maybe" };
}

const contractBreaks = new Set<BreakReason>(["truncated", "too_large", "unreadable", "not_json"]);

/** The class of a call without a usable answer; `sent`: its first byte was about to be written. */
export function classifyBreak(reason: BreakReason, sent: boolean): Verdict {
  if (contractBreaks.has(reason)) return { failure: "contract", sent: "maybe" };
  if (sent) return { failure: "unknown", sent: "maybe" };
  return { failure: reason === "reset" ? "transient" : "unreachable", sent: "no" };
}
