import type { Authority } from "../authority";
import { correctingClock, type SigningClock } from "../signing-clock";
import { type Credentials, type Signature, signRequest } from "./sign-request";

/** Signs every call with keys; `onOffset` is told what the clocks turn out to differ by, 0 when they agree again. */
export function createSigningAuthority(
  credentials: Credentials,
  signature: Signature,
  clock: SigningClock,
  onOffset: (offsetMs: number) => void,
): Authority {
  return (attempt) =>
    correctingClock(
      clock,
      () => attempt((request) => signRequest(request, credentials, signature, clock.now())),
      onOffset,
    );
}
