import { isMissing, PlatformError } from "@/lib/iotda/errors";

/**
 * What a failed call about a set of devices means for that set:
 * `refused` the platform took none of them and said why; `lost` it may have taken them all, so their status is read
 * before anything is sent again (F06); `interrupted` we ended the call before it went out; `ended` nothing was sent
 * and there is no sense in going on (F03, F07, F20, F23).
 */
export type CallFailure = "refused" | "lost" | "interrupted" | "ended";

export function judgeFailure(error: unknown, cut: AbortSignal): CallFailure {
  if (!(error instanceof PlatformError)) return cut.aborted ? "interrupted" : "ended";
  if (error.sent === "maybe") return "lost";
  if (error.reason === "cancelled") return "interrupted";
  return error.failure === "rejected" && !isMissing(error) ? "refused" : "ended";
}
