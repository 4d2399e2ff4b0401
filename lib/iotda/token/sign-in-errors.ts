import type { UpstreamFact } from "@/lib/errors";
import { brokenCall } from "../broken-call";
import { PlatformError } from "../errors";

/** What the platform said when it refused a sign-in: kept for everybody who would try the same. */
export type SignInRefusal = UpstreamFact;

/** Null for trouble that passes by itself: an answer that never came, a throttle, the platform's own errors. */
export function refusalOf(error: unknown): SignInRefusal | null {
  if (!(error instanceof PlatformError)) return null;
  return error.failure === "auth" || error.failure === "rejected" ? error.upstream : null;
}

/** The call that needed the sign-in was never sent. */
export function refusedError(refusal: unknown): PlatformError {
  return new PlatformError({
    failure: "auth",
    sent: "no",
    detail:
      "The sign-in was refused; it is tried again in five minutes, or when the credentials are changed.",
    upstream: readRefusal(refusal),
    key: "sign_in_refused",
  });
}

/** Whatever became of the sign-in, the call that needed it was never sent. */
export function unsentError(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  const { failure, reason, upstream, retryAfterSeconds, answeredAt, detail = "" } = error;
  return new PlatformError({
    ...{ failure, reason, upstream, retryAfterSeconds, answeredAt, cause: error },
    sent: "no",
    detail: `${detail} It happened while signing in.`.trim(),
  });
}

/** The connection was changed while this client was in use; whoever asks for its client again gets a new one. */
export function replacedError(): PlatformError {
  return brokenCall("cancelled", { sent: false });
}

/** Somebody else was signing in and never came to an end. */
export function waitedInVain(): PlatformError {
  return brokenCall("timed_out", { sent: false });
}

function readRefusal(refusal: unknown): SignInRefusal {
  const given = typeof refusal === "object" && refusal !== null ? refusal : {};
  const text = (name: keyof SignInRefusal): string | null => {
    const value: unknown = Reflect.get(given, name);
    return typeof value === "string" ? value : null;
  };
  const status: unknown = Reflect.get(given, "status");
  return {
    status: typeof status === "number" ? status : null,
    errorCode: text("errorCode"),
    errorMessage: text("errorMessage"),
    requestId: text("requestId"),
  };
}
